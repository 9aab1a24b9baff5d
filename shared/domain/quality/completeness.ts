/** How complete the record is, by form and item. An empty item whose reason is known counts as answered. */
import { isEmpty } from '../../dictionary/check-values.ts'
import { forms, type FormId } from '../../dictionary/forms.ts'
import type { AnyRecord } from '../../dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import { recordsOf } from '../plausibility/asked.ts'
import type { Values } from '../record-rules.ts'
import { expectedItems, isCounted } from './expected-items.ts'

export interface ItemCount {
  readonly item: string
  /** Records in which it is expected. */
  readonly expected: number
  readonly answered: number
  /** Empty, with a reason. */
  readonly reasoned: number
}

export interface FormCount {
  readonly form: FormId
  readonly records: number
  /** Cases without any record of the form. */
  readonly casesWithout: number
  readonly items: ItemCount[]
}

export type AnswerState = 'answered' | 'reasoned' | 'lacking'

/** How an item of a record stands. */
export function stateOf(record: AnyRecord, item: string): AnswerState {
  if (!isEmpty(record[item])) return 'answered'
  return record.missing?.[item] === undefined ? 'lacking' : 'reasoned'
}

/** The records of a form, the case's own among them. */
export const recordsOfForm = (caseRecord: CaseRecord, formId: FormId): readonly AnyRecord[] =>
  formId === 'case' ? [caseRecord.case as unknown as AnyRecord] : recordsOf(caseRecord, formId)

export interface CompletenessCounter {
  add(caseRecord: CaseRecord): void
  /** The counts so far, in the order of the dictionary; forms and items that nothing was expected of are left out. */
  counts(): readonly FormCount[]
}

interface Tally {
  records: number
  casesWithout: number
  readonly items: Map<string, { expected: number; answered: number; reasoned: number }>
}

/** Counts case by case, for registries that don't fit into memory at once. */
export function completenessCounter(): CompletenessCounter {
  const tallies = new Map<FormId, Tally>()
  const counted = forms.filter(({ id }) => isCounted(id))
  for (const { id } of counted) tallies.set(id, { records: 0, casesWithout: 0, items: new Map() })
  return {
    add(caseRecord) {
      for (const { id } of counted) {
        const tally = tallies.get(id)!
        const records = recordsOfForm(caseRecord, id)
        tally.records += records.length
        if (records.length === 0) tally.casesWithout++
        for (const record of records)
          for (const { name } of expectedItems(id, record as unknown as Values)) {
            const count = tally.items.get(name) ?? { expected: 0, answered: 0, reasoned: 0 }
            tally.items.set(name, count)
            const state = stateOf(record, name)
            count.expected++
            if (state === 'answered') count.answered++
            if (state === 'reasoned') count.reasoned++
          }
      }
    },
    counts: () =>
      counted.map((form) => {
        const { records, casesWithout, items } = tallies.get(form.id)!
        const counts = form.items.flatMap(({ name }): ItemCount[] => {
          const count = items.get(name)
          return count ? [{ item: name, ...count }] : []
        })
        return { form: form.id, records, casesWithout, items: counts }
      }),
  }
}
