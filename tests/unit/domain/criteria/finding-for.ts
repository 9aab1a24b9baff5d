import { criteriaFindings } from '#shared/domain/criteria/criteria-findings.ts'
import type { RuleFinding } from '#shared/domain/rules/rule-finding.ts'
import type { CaseBuilder } from '#tests/support/a-case.ts'

/** What one set says of a case, of all that is dated up to 2030. */
export const findingFor =
  (rule: string) =>
  ({ record }: Pick<CaseBuilder, 'record'>): RuleFinding =>
    criteriaFindings(record, '2030-01-01').findings.find((finding) => finding.rule.id === rule)!
