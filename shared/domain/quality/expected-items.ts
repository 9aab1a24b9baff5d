/**
 * Which items of a record somebody who checks it would miss. Remarks and what only some records have are not missed; an
 * item that depends on another answer is missed once that answer asks for it.
 */
import type { Item } from '../../dictionary/define-form.ts'
import { formOf, type FormId } from '../../dictionary/forms.ts'
import type { Values } from '../record-rules.ts'

type Condition = (values: Values) => boolean

const never: Condition = () => false
const given =
  (name: string): Condition =>
  (values) =>
    values[name] != null
const is =
  (name: string, ...codes: readonly string[]): Condition =>
  (values) =>
    codes.includes(String(values[name]))

const isCt = is('modality', 'ct', 'hrct')
const isTested = is('result', 'positive', 'weak', 'borderline', 'negative')
const smoked = is('smoking', 'former', 'current')
const isInfused = is('drug', 'ivig')

/** By form and item; an item that isn't named here is missed wherever it is empty. */
const conditions: Partial<Record<FormId, Readonly<Record<string, Condition>>>> = {
  case: {
    site: never,
    status_on: (values) => values['status'] !== undefined && values['status'] !== 'active',
    consent_on: is('consent', 'given', 'withdrawn'),
    consent_version: is('consent', 'given', 'withdrawn'),
    consent_scope: is('consent', 'given'),
    pack_years: smoked,
  },
  diagnosis: { code: never },
  manifestation: { ended: never, onset: is('status', 'present') },
  history: { description: never, ended: never, contraindicates: never },
  antibody: {
    assay: isTested,
    date: isTested,
    intensity: never,
    titre: (values) => is('specificity', 'ana')(values) && is('result', 'positive', 'weak')(values),
    value: never,
    unit: given('value'),
    pattern: (values) => is('specificity', 'ana')(values) && is('result', 'positive', 'weak')(values),
    laboratory: never,
  },
  visit: {
    clinician: never,
    temperature: never,
    oxygen_exertion: given('spo2_exertion'),
    mmt8_range: given('mmt8'),
    kbild_total: never,
    sgrq_total: never,
  },
  laboratory: { unit: given('value'), ref_low: never, laboratory: never },
  pft: {
    fev1_pct: given('fev1'),
    tlc_pct: given('tlc'),
    rv: never,
    rv_pct: never,
    dlco_basis: given('dlco'),
    kco: never,
    kco_pct: never,
    va: never,
    va_pct: never,
    haemoglobin: given('dlco'),
    effort_note: never,
    laboratory: never,
  },
  walk_test: { borg_start: never, borg_end: never, spo2_end: never },
  imaging: {
    slice_thickness: isCt,
    pattern: isCt,
    certainty: (values) => isCt(values) && given('pattern')(values),
    extent_pct: isCt,
    goh: never,
    ground_glass: isCt,
    traction_bronchiectasis: isCt,
    honeycombing: isCt,
    change: given('compared_with'),
    compared_with: given('change'),
    key_images: never,
  },
  procedure: {
    site: is('kind', 'lung-biopsy', 'muscle-biopsy', 'skin-biopsy'),
    diagnostic: is('status', 'done'),
    bal_lymphocytes: never,
    bal_neutrophils: given('bal_lymphocytes'),
    bal_eosinophils: never,
    bal_macrophages: never,
    rvsp: never,
    mpap: never,
    lvef: never,
  },
  treatment: {
    line: never,
    ended: given('stop_reason'),
    stop_reason: given('ended'),
    stop_detail: is('stop_reason', 'intolerance'),
  },
  dose_step: {
    ended: never,
    dose: (values) => values['dose_text'] === undefined,
    dose_text: never,
    unit: (values) => values['dose'] !== undefined && values['dose'] !== 0,
    frequency: (values) => values['dose'] !== undefined && values['dose'] !== 0,
    over_days: never,
    reason_detail: is('reason', 'intolerance'),
  },
  infusion: {
    treatment: never,
    ended: isInfused,
    weight: isInfused,
    weight_basis: given('weight'),
    dose_per_kg: isInfused,
    product: isInfused,
    lot: never,
    rate: never,
    premedication: never,
    reaction: (values) => Number(values['reaction_grade'] ?? 0) > 0,
    best_effect_day: never,
    wearing_off_week: never,
  },
  approval: {
    decided_on: is('decision', 'approved', 'refused'),
    first_dose_on: is('decision', 'approved'),
  },
  event: {
    title: never,
    ended: never,
    grade: (values) => values['kind'] !== 'death',
    suspected_drug: never,
    relatedness: given('suspected_drug'),
    cause_of_death: (values) => values['kind'] === 'death' || values['outcome'] === 'fatal' || values['grade'] === 5,
  },
}

/** Forms that are no questions: what is in them is what there was to say. */
const unasked: readonly FormId[] = ['identity', 'note', 'attachment', 'image_series', 'ct_density', 'ct_pair']

/** The forms whose completeness is counted. */
export const isCounted = (formId: FormId): boolean => !unasked.includes(formId)

/** The items of a record that count: answered, or empty for a reason, or lacking. */
export function expectedItems(formId: FormId, values: Values): readonly Item[] {
  if (!isCounted(formId)) return []
  const rules = conditions[formId] ?? {}
  return formOf(formId).items.filter(
    (item) => !item.byProgram && !item.retired && item.type !== 'long-text' && (rules[item.name]?.(values) ?? true),
  )
}
