/** What the program writes into a judgment: what the rule says at that moment, and the records that it rests on. */
import { judgedRules } from '#shared/dictionary/lists/judged-rules.ts'
import type { RecordValues } from '#shared/dictionary/record.ts'
import { heldFrom, lookedBackFrom } from '#shared/domain/judgments.ts'
import { isPartialDate } from '#shared/domain/partial-date.ts'
import { findingOfRule } from '#shared/domain/rules/judged-findings.ts'
import type { Reader } from '#main/database/connection.ts'
import { caseRecord } from '#main/database/repositories/cases.ts'
import { registrySettings } from '#main/database/repositories/registry-settings.ts'

/** What makes it another judgment: then the rule is asked anew. A reason that is only reworded leaves what it said. */
const decisive = ['rule', 'as_of', 'judged_on', 'verdict'] as const

/**
 * Values of the items that only the program sets; empty where the rule is none that it knows, or a date is none.
 * @param before the judgment as it was, where it is edited
 */
export function heldByJudgment(
  db: Reader,
  caseId: string,
  values: RecordValues,
  today: string,
  before?: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (before && decisive.every((name) => (values[name] ?? undefined) === before[name])) return before
  const rule = judgedRules.find(({ code }) => code === values['rule'])?.code
  const date = (name: string) => {
    const value = values[name]
    return typeof value === 'string' && isPartialDate(value) ? { [name]: value } : {}
  }
  const asOf = lookedBackFrom({ ...date('as_of'), ...date('judged_on') })
  const record = caseRecord(db, caseId)
  if (!rule || !asOf || !record) return {}
  const finding = findingOfRule(rule, record, { asOf, today, settings: registrySettings(db) })
  return finding ? heldFrom(finding) : {}
}
