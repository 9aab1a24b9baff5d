/** A case for tests, built record by record: `aCase().with('pft', { date: '2020-03', fvc_pct: 61 }).record`. */
import { repeatingForms, type RecordTypes } from '#shared/dictionary/forms.ts'
import type { RecordFrame } from '#shared/dictionary/record.ts'
import type { CaseRecord, RepeatingFormId } from '#shared/domain/case-record.ts'
import { firstDay } from '#shared/domain/partial-date.ts'

type Given<R> = Partial<R>

export interface CaseBuilder {
  /** The record as built so far. */
  readonly record: CaseRecord
  /** The same case with one more record; ids are `pft-1`, `pft-2`, … unless one is given. */
  with<F extends RepeatingFormId>(form: F, values: Given<RecordTypes[F]>): CaseBuilder
}

function frame(id: string): RecordFrame {
  const at = '2020-01-01T00:00:00.000Z'
  return { id, version: 1, source: 'recorded', created_at: at, updated_at: at }
}

function dateOf(form: RepeatingFormId, values: object): number {
  const dateItem = repeatingForms.find((candidate) => candidate.id === form)?.dateItem
  const date: unknown = dateItem === undefined ? undefined : Reflect.get(values, dateItem)
  return typeof date === 'string' ? firstDay(date) : Number.POSITIVE_INFINITY
}

function builder(record: CaseRecord): CaseBuilder {
  return {
    record,
    with(form, values) {
      const list = record.records[form]
      const added = { ...frame(`${form}-${list.length + 1}`), ...values }
      const sorted = [...list, added].sort((a, b) => {
        const [first, second] = [dateOf(form, a), dateOf(form, b)]
        return first === second ? 0 : first - second
      })
      return builder({ ...record, records: { ...record.records, [form]: sorted } })
    },
  }
}

/** An active case without any entry. */
export function aCase(values: Given<RecordTypes['case']> = {}): CaseBuilder {
  const none = Object.fromEntries(repeatingForms.map((form) => [form.id, []])) as unknown as CaseRecord['records']
  return builder({ case: { ...frame('case-1'), code: 'AS-0042', status: 'active', ...values }, records: none })
}
