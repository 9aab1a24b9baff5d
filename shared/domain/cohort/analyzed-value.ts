/** A variable as analyses take it. */
import { groupedFromYears } from '../deidentify/told-age.ts'
import type { CohortCase, Variable, VariableValue } from './variable-model.ts'

/**
 * Ages over 89 count as 90, by the rule for everything that leaves (HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C)). It holds
 * already in the analysis, not only in the files: so the numbers on the screen, in the report and in a paper are those that
 * the script gives from the data that leave, and no mean or maximum tells what the data keep back. Who is in a cohort is
 * decided by the true age.
 */
export function analyzedValue(variable: Variable, one: CohortCase): VariableValue | undefined {
  const value = variable.of(one)
  return variable.isAge && typeof value === 'number' ? Math.min(value, groupedFromYears) : value
}
