/** What the dictionary and the rules between items say about the records of a demo case. */
import { doubtsOf, refusalsOf } from '#shared/dictionary/check-values.ts'
import { formOf } from '#shared/dictionary/forms.ts'
import type { RecordTypes } from '#shared/dictionary/forms.ts'
import { validateRecord } from '#shared/domain/validate-record.ts'
import { demoToday } from '#main/demo/calendar.ts'
import { referredKey } from '#main/demo/demo-case.ts'
import type { DemoCase, DemoRecord } from '#main/demo/demo-case.ts'

export interface FoundProblem {
  readonly record: string
  readonly severity: 'refuse' | 'ask'
  readonly said: string
}

/** Every problem of a case and its records. */
export function problemsOf(demoCase: DemoCase): readonly FoundProblem[] {
  const caseRow = demoCase.values as unknown as RecordTypes['case']
  const byKey = new Map(demoCase.records.map((record) => [record.key, record]))
  const entries: readonly (Pick<DemoRecord, 'values' | 'missing' | 'idSeed'> & {
    readonly form: DemoRecord['form'] | 'case' | 'identity'
  })[] = [
    { ...demoCase, form: 'case' },
    ...(demoCase.identity ? [{ ...demoCase.identity, form: 'identity' as const }] : []),
    ...demoCase.records,
  ]
  return entries.flatMap(({ form, idSeed, values, missing }) => {
    const treatment = byKey.get(referredKey(values['treatment']) ?? '')?.values as
      { started?: string; ended?: string } | undefined
    return [
      ...refusalsOf(formOf(form), values, missing),
      ...doubtsOf(formOf(form), values),
      ...validateRecord(form, values, { caseRow, today: demoToday, treatment }),
    ].map(({ path, message, severity }) => ({ record: idSeed, severity, said: `${path}: ${message}` }))
  })
}
