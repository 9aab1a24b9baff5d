/** The words by which a case is found: names and codes of what it has, and all free text. Measured numbers are left out. */
import { antibodyText, isPositive } from './antibody-facts.ts'
import type { CaseRecord } from './case-record.ts'
import type { Choice } from '../dictionary/define-form.ts'
import { formOf, repeatingForms, type FormId } from '../dictionary/forms.ts'
import { antibodyOf } from '../dictionary/lists/antibodies.ts'
import { drugOf } from '../dictionary/lists/drugs.ts'
import type { AnyRecord, RecordFrame } from '../dictionary/record.ts'
import { choiceOf } from './label-of.ts'

/** The answers that name something one would look for. Severities, units and the like would only match everywhere. */
const namingItems: Readonly<Partial<Record<FormId, readonly string[]>>> = {
  case: ['status'],
  diagnosis: ['kind', 'basis'],
  manifestation: ['term'],
  history: ['condition'],
  antibody: ['specificity', 'assay'],
  imaging: ['modality', 'pattern'],
  procedure: ['kind', 'status'],
  treatment: ['drug', 'stop_reason'],
  infusion: ['drug'],
  approval: ['drug', 'decision'],
  event: ['kind', 'suspected_drug', 'cause_of_death'],
}

function namesOf(choice: Choice): readonly string[] {
  return [choice.label, choice.code, drugOf(choice.code)?.short ?? '', ...(choice.codes ?? [])]
}

function textOf(record: AnyRecord, item: string): string {
  const value = record[item]
  return typeof value === 'string' ? value : ''
}

function wordsOf(form: FormId, frame: RecordFrame): readonly string[] {
  const record = frame as AnyRecord
  const free = formOf(form)
    .items.filter((item) => (item.type === 'text' || item.type === 'long-text') && !item.identifying)
    .filter((item) => !item.byProgram && item.name !== 'unit')
    .map((item) => textOf(record, item.name))
  const named = (namingItems[form] ?? []).flatMap((item) => {
    const choice = choiceOf(form, item, textOf(record, item))
    return choice ? namesOf(choice) : []
  })
  return [...free, ...named, ...answersOfTheSite(form, record), record.comment ?? '']
}

/** Answers to the items that the site added: it asks only for what it wants to find. */
function answersOfTheSite(form: FormId, record: AnyRecord): readonly string[] {
  return formOf(form).items.flatMap(({ name, site, identifying, type }) => {
    if (!site || identifying || (type !== 'choice' && type !== 'choices')) return []
    return [record[name]].flat().flatMap((code) => choiceOf(form, name, String(code))?.label ?? [])
  })
}

const notFound = new Set(['negative', 'not-on-panel', 'not-tested'])

/** What was looked for and not found would be found by its name: absent signs and negative antibodies are left out. */
function isFound(form: FormId, frame: RecordFrame): boolean {
  const record = frame as AnyRecord
  if (form === 'manifestation') return record['status'] === 'present'
  if (form === 'antibody') return !notFound.has(textOf(record, 'result'))
  return true
}

/** All words once each, one fragment a line; `anti-Ku` and `ANA 1:5120` among them. */
export function searchTextOf(record: CaseRecord): string {
  const { case: frame, records } = record
  const fragments = [
    ...wordsOf('case', frame),
    ...repeatingForms.flatMap((form) => {
      const list: readonly RecordFrame[] = records[form.id as keyof typeof records]
      return list.filter((entry) => isFound(form.id, entry)).flatMap((entry) => wordsOf(form.id, entry))
    }),
    ...records.antibody.filter(isPositive).map((result) => {
      const named = antibodyOf(result.specificity ?? '')?.kind !== 'other'
      return `${named ? 'anti-' : ''}${antibodyText(result)}`
    }),
  ]
  const seen = new Map<string, string>()
  for (const fragment of fragments) {
    const text = fragment.trim()
    if (text && !seen.has(text.toLowerCase())) seen.set(text.toLowerCase(), text)
  }
  return [...seen.values()].join('\n')
}
