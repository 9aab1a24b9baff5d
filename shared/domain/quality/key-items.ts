/**
 * The dozen items that everything else rests on, for entering them a second time: by another person, from the source,
 * without seeing the first entry. Where a case has several records, the earliest counts.
 */
import { isEmpty } from '../../dictionary/check-values.ts'
import type { Form, Item } from '../../dictionary/define-form.ts'
import { formOf, itemOf, type FormId } from '../../dictionary/forms.ts'
import { antibodyOf } from '../../dictionary/lists/antibodies.ts'
import type { AnyRecord, ColumnValue } from '../../dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import { firstDay, isPartialDate } from '../partial-date.ts'
import { convert } from '../units.ts'
import { recordsOfForm } from './completeness.ts'

interface KeyItem {
  /** Its name in a second entry. */
  readonly key: string
  readonly label: string
  readonly form: FormId
  readonly item: string
  /** Which records of the form it is about. */
  readonly among?: (record: AnyRecord) => boolean
  readonly help?: string
}

const isIld = (record: AnyRecord) => record['kind'] === 'ild'
const wasTested = (record: AnyRecord) =>
  record['specificity'] !== 'ana' && record['result'] !== 'not-tested' && record['result'] !== 'not-on-panel'
const isCtWithPattern = (record: AnyRecord) =>
  (record['modality'] === 'ct' || record['modality'] === 'hrct') && record['pattern'] !== undefined
const has = (item: string) => (record: AnyRecord) => record[item] !== undefined

const keyItems: readonly KeyItem[] = [
  { key: 'birth_date', label: 'Birth date', form: 'case', item: 'birth_date' },
  { key: 'sex', label: 'Sex at birth', form: 'case', item: 'sex' },
  { key: 'height', label: 'Height', form: 'case', item: 'height' },
  { key: 'smoking', label: 'Smoking', form: 'case', item: 'smoking' },
  { key: 'first_symptom_on', label: 'First symptom', form: 'case', item: 'first_symptom_on' },
  { key: 'ild_on', label: 'ILD diagnosed on', form: 'diagnosis', item: 'date', among: isIld },
  {
    key: 'antibody',
    label: 'First antibody tested',
    form: 'antibody',
    item: 'specificity',
    among: wasTested,
    help: 'The earliest besides the ANA; of one panel, a positive synthetase antibody before another positive one.',
  },
  { key: 'antibody_result', label: 'Its result', form: 'antibody', item: 'result', among: wasTested },
  { key: 'ct_pattern', label: 'Pattern of the first CT', form: 'imaging', item: 'pattern', among: isCtWithPattern },
  { key: 'first_fvc', label: 'First FVC', form: 'pft', item: 'fvc', among: has('fvc') },
  { key: 'first_fvc_pct', label: 'First FVC % predicted', form: 'pft', item: 'fvc_pct', among: has('fvc_pct') },
  { key: 'first_dlco_pct', label: 'First DLCO % predicted', form: 'pft', item: 'dlco_pct', among: has('dlco_pct') },
  {
    key: 'first_ivig_on',
    label: 'First IVIg',
    form: 'infusion',
    item: 'date',
    among: (record) => record['drug'] === 'ivig',
  },
]

/** The item of the dictionary under its name and label in a second entry. Nothing is required: what the source lacks stays empty. */
function askedItem({ key, label, form, item, help }: KeyItem): Item {
  const { help: _, section: __, required: ___, codes: ____, ...asked } = itemOf(form, item)!
  return { ...asked, name: key, label, ...(help !== undefined && { help }) } as Item
}

/** The form of a second entry. */
export const secondEntryForm: Form = {
  id: 'second_entry',
  label: 'Second entry',
  plural: 'Second entries',
  about: 'The key items, entered again from the source by somebody who doesn’t look at the record.',
  repeats: false,
  listItems: [],
  items: keyItems.map(askedItem),
}

export type Answers = Readonly<Record<string, ColumnValue | null>>

/** A key item with what the record says of it. */
export interface KeyAnswer {
  readonly key: string
  readonly label: string
  readonly form: FormId
  readonly item: string
  /** The record that says it; undefined where there is none. */
  readonly recordId: string | undefined
  /** Columns under the names of the second entry: `first_fvc`, `first_fvc_unit`. */
  readonly columns: Answers
}

/** Of the antibodies of one panel the one that makes the diagnosis. */
function rankOf(record: AnyRecord): number {
  if (!['positive', 'weak', 'borderline'].includes(String(record['result']))) return 2
  return antibodyOf(String(record['specificity']))?.kind === 'synthetase' ? 0 : 1
}

function earliest(form: FormId, records: readonly AnyRecord[]): AnyRecord | undefined {
  const { dateItem = '' } = formOf(form)
  const dayOf = (record: AnyRecord) => {
    const date: unknown = record[dateItem]
    return typeof date === 'string' && isPartialDate(date) ? firstDay(date) : Number.POSITIVE_INFINITY
  }
  return records.toSorted((a, b) => dayOf(a) - dayOf(b) || rankOf(a) - rankOf(b) || 0)[0]
}

/** What the record of a case says of the key items. */
export function keyItemsOf(caseRecord: CaseRecord): readonly KeyAnswer[] {
  return keyItems.map(({ key, label, form, item, among = () => true }) => {
    const record = earliest(form, recordsOfForm(caseRecord, form).filter(among))
    const unit = record?.[`${item}_unit`]
    const value = record?.[item] as ColumnValue | undefined
    return {
      key,
      label,
      form,
      item,
      recordId: record?.id,
      columns: { [key]: value ?? null, ...(typeof unit === 'string' && { [`${key}_unit`]: unit }) },
    }
  })
}

export type Agreement = 'agree' | 'differ' | 'only-record' | 'only-second' | 'neither'

/** Rounding of a conversion; beyond it two numbers are two numbers. */
const tolerance = 0.005

function isSame(item: Item, first: Answers, second: Answers): boolean {
  const [a, b] = [first[item.name], second[item.name]]
  if (item.type !== 'quantity' || typeof a !== 'number' || typeof b !== 'number')
    return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) < 1e-9 : a === b
  const [from, to] = [first[`${item.name}_unit`], second[`${item.name}_unit`]]
  if (from === to) return Math.abs(a - b) < 1e-9
  const converted = typeof from === 'string' && typeof to === 'string' ? convert(a, from, to, item.name) : undefined
  return converted !== undefined && b !== 0 && Math.abs(converted / b - 1) < tolerance
}

export interface ComparedItem extends KeyAnswer {
  readonly agreement: Agreement
}

/** The record against a second entry, item by item. */
export function compareEntries(record: readonly KeyAnswer[], second: Answers): readonly ComparedItem[] {
  return record.map((answer) => {
    const item = secondEntryForm.items.find(({ name }) => name === answer.key)!
    const [isInRecord, isInSecond] = [!isEmpty(answer.columns[answer.key]), !isEmpty(second[answer.key])]
    const agreement: Agreement =
      isInRecord && isInSecond
        ? isSame(item, answer.columns, second)
          ? 'agree'
          : 'differ'
        : isInRecord
          ? 'only-record'
          : isInSecond
            ? 'only-second'
            : 'neither'
    return { ...answer, agreement }
  })
}
