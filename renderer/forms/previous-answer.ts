/** The answer that the same question had last time, to hold a new one against. */
import type { Form, Item } from '#shared/dictionary/define-form.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { firstDay, formatPartialDate, isPartialDate } from '#shared/domain/partial-date.ts'
import { dateOf, describedText, describeItem, newestFirst } from './describe-record.ts'

/** Forms that ask the same again and again. */
const followed = new Set(['visit', 'pft', 'walk_test', 'laboratory', 'imaging'])
const compared = new Set<Item['type']>(['integer', 'number', 'quantity', 'choice'])

interface Asked {
  readonly form: Form
  readonly item: Item
  readonly caseRecord: CaseRecord | undefined
  /** Of the record that is typed: it isn't its own past. */
  readonly recordId: string | undefined
  /** Its date, once it can be understood: only what came before counts. */
  readonly date: string | undefined
  /** Its laboratory test: another test's values are no past of this one. */
  readonly test: string | undefined
}

/** The last answer with its month, `Apr 2019: 2.9 L`; `undefined` where there is none or it says nothing here. */
export function previousAnswer({ form, item, caseRecord, recordId, date, test }: Asked): string | undefined {
  if (!caseRecord || !followed.has(form.id) || !compared.has(item.type)) return undefined
  if (form.id === 'laboratory' && (!test || item.type === 'choice')) return undefined
  const lists = caseRecord.records as unknown as Readonly<Record<string, readonly AnyRecord[]>>
  const before = date && isPartialDate(date) ? firstDay(date) : Number.POSITIVE_INFINITY
  const found = newestFirst(form, lists[form.id] ?? []).find((record) => {
    const dated = dateOf(form, record)
    return (
      record.id !== recordId &&
      record[item.name] != null &&
      dated !== undefined &&
      firstDay(dated) < before &&
      (form.id !== 'laboratory' || record['test'] === test)
    )
  })
  const described = found && describeItem(form, item, found)
  return described && `${formatPartialDate(dateOf(form, found)!.slice(0, 7))}: ${midSentence(describedText(described))}`
}
