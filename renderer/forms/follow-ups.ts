/**
 * What one answer says about others: a laboratory test decides the units to choose from, a drug how its dose is usually
 * written. Follow-ups only fill what is empty, in sight of who types; they decide nothing. A dose in one line and its fields
 * follow each other, as they say the same.
 */
import type { Choice, Form, Item } from '#shared/dictionary/define-form.ts'
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import { laboratoryTestOf } from '#shared/dictionary/lists/laboratory-tests.ts'
import type { RecordValues } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { doseFollowUps } from './dose-line.ts'
import { isBlank, type Draft } from './draft.ts'

const unitChoices = (units: readonly string[]): readonly Choice[] =>
  units.map((code) => ({ code, label: unitLabel(code) }))

/** Name of the item on whose answer another depends. */
export const dependsOn = (form: Form, item: Item): string | undefined =>
  form.id === 'laboratory' && (item.name === 'unit' || item.name === 'test') ? 'test' : undefined

/** The item as it is asked once `answer` stands in the item that it depends on. */
export function refinedItem(form: Form, item: Item, answer: string): Item {
  if (dependsOn(form, item) !== 'test') return item
  const test = laboratoryTestOf(answer)
  if (!test) return item
  // What exactly is measured is said where it is chosen.
  if (item.name === 'test') return { ...item, help: test.help ?? item.help }
  return { ...item, type: 'choice', choices: unitChoices(test.units) }
}

const pick = (
  draft: Draft,
  suggested: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(suggested).flatMap(([name, text]) => {
      const field = draft[name]
      return text && field && isBlank(field) && !field.missing ? [[name, text]] : []
    }),
  )

/** Texts for other fields that follow from the answer just given to `changed`. */
export function followUps(
  form: Form,
  changed: string,
  draft: Draft,
  caseRecord: CaseRecord | undefined,
): Readonly<Record<string, string>> {
  const answer = draft[changed]?.text ?? ''
  if (form.id === 'laboratory' && changed === 'test') {
    const test = laboratoryTestOf(answer)
    // A unit of the test chosen before says nothing about this one.
    const stale = test && draft['unit']?.text && !test.units.includes(draft['unit'].text)
    return test ? (stale ? { unit: test.units[0] } : pick(draft, { unit: test.units[0] })) : {}
  }
  if (form.id === 'dose_step' && changed !== 'treatment') return doseFollowUps(changed, draft, caseRecord)
  if (form.id === 'treatment' && changed === 'drug') return pick(draft, { route: drugOf(answer)?.route })
  if (changed === 'treatment' && (form.id === 'dose_step' || form.id === 'infusion')) {
    const treatment = caseRecord?.records.treatment.find(({ id }) => id === answer)
    const drug = treatment?.drug ? drugOf(treatment.drug) : undefined
    if (form.id === 'infusion') return pick(draft, { drug: drug?.code })
    return pick(draft, { unit: drug?.unit, frequency: drug?.frequency })
  }
  return {}
}

/** What the next record of the same form most likely shares with the one just saved. */
const shared: Readonly<Record<string, readonly string[]>> = {
  laboratory: ['date', 'laboratory'],
  antibody: ['date', 'assay', 'laboratory'],
  manifestation: ['observed_on'],
  dose_step: ['treatment', 'unit', 'frequency'],
  infusion: ['treatment', 'drug', 'product', 'dose_per_kg', 'dose_per_kg_unit', 'weight_basis'],
}

/** True for forms of which several records are usually typed one after the other. */
export const comesInRows = (form: Form): boolean => form.id in shared

/** The columns that the next record of a form starts with after one was saved. */
export const carriedOver = (form: Form, values: RecordValues): RecordValues =>
  Object.fromEntries((shared[form.id] ?? []).flatMap((name) => (values[name] == null ? [] : [[name, values[name]]])))
