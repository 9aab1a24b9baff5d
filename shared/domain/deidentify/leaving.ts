/**
 * What happens to each item of the dictionary when data leave the registry de-identified. A white list: an item that does
 * not stand here does not compile, and a test holds the table against the dictionary as well.
 *
 * Sources: HIPAA Safe Harbor, 45 CFR 164.514(b)(2) (names, dates, ages over 89, numbers, files); ICMJE recommendations,
 * section on patient privacy.
 */
import type { Item } from '../../dictionary/define-form.ts'
import { isFormId, type FormId, type ItemNameOf } from '../../dictionary/forms.ts'
import { siteItems } from '../../dictionary/site-items.ts'

/**
 * - `keep`: leaves exactly as entered (coded answers, numbers with unit, < and >)
 * - `date`: shifted, or counted from an anchor
 * - `age`: the birth date, told as an age, over 89 in one group
 * - `word`: text that leaves only where it is a unit that the program knows
 * - `link`: another record of the case, told by its number in the export
 * - `code`: the registry code, replaced by a new one
 * - `text`, `identifier`, `file`: stay
 */
export type Leaving = 'keep' | 'date' | 'age' | 'word' | 'link' | 'code' | 'text' | 'identifier' | 'file'

/** Grows with every change of what leaves or how; stands in every export. */
export const deidentificationRule = 'AS-ILD de-identification 2'

type Table = { readonly [F in FormId]: { readonly [I in ItemNameOf<F>]: Leaving } }

export const leavingTable: Table = {
  case: {
    code: 'code',
    site: 'identifier',
    enrolled_on: 'date',
    status: 'keep',
    status_on: 'date',
    referring_reason: 'text',
    consent: 'keep',
    consent_on: 'date',
    consent_version: 'text',
    consent_scope: 'keep',
    sex: 'keep',
    birth_date: 'age',
    reference_group: 'keep',
    height: 'keep',
    smoking: 'keep',
    pack_years: 'keep',
    first_symptom_on: 'date',
    onset_age_band: 'keep',
  },
  identity: {
    family_name: 'identifier',
    given_names: 'identifier',
    record_number: 'identifier',
    contact: 'identifier',
  },
  diagnosis: {
    kind: 'keep',
    date: 'date',
    certainty: 'keep',
    basis: 'keep',
    others_excluded: 'keep',
    code: 'text',
  },
  manifestation: {
    term: 'keep',
    status: 'keep',
    onset: 'date',
    ended: 'date',
    observed_on: 'date',
  },
  history: {
    condition: 'keep',
    description: 'text',
    onset: 'date',
    ended: 'date',
    contraindicates: 'keep',
  },
  antibody: {
    specificity: 'keep',
    result: 'keep',
    date: 'date',
    assay: 'keep',
    intensity: 'keep',
    titre: 'keep',
    value: 'keep',
    unit: 'word',
    pattern: 'keep',
    laboratory: 'identifier',
  },
  visit: {
    date: 'date',
    kind: 'keep',
    clinician: 'identifier',
    mmrc: 'keep',
    cough: 'keep',
    respiratory_change: 'keep',
    arthralgia: 'keep',
    myalgia: 'keep',
    weight: 'keep',
    systolic: 'keep',
    diastolic: 'keep',
    heart_rate: 'keep',
    temperature: 'keep',
    spo2_rest: 'keep',
    spo2_exertion: 'keep',
    oxygen_rest: 'keep',
    oxygen_exertion: 'keep',
    physician_global: 'keep',
    patient_global: 'keep',
    haq_di: 'keep',
    mmt8: 'keep',
    mmt8_range: 'keep',
    extramuscular_vas: 'keep',
    kbild_total: 'keep',
    sgrq_total: 'keep',
    assessment: 'text',
    plan: 'text',
  },
  laboratory: {
    test: 'keep',
    date: 'date',
    value: 'keep',
    unit: 'word',
    ref_low: 'keep',
    ref_high: 'keep',
    laboratory: 'identifier',
  },
  pft: {
    date: 'date',
    fvc: 'keep',
    fvc_pct: 'keep',
    fev1: 'keep',
    fev1_pct: 'keep',
    tlc: 'keep',
    tlc_pct: 'keep',
    rv: 'keep',
    rv_pct: 'keep',
    frc: 'keep',
    dlco: 'keep',
    dlco_pct: 'keep',
    dlco_basis: 'keep',
    dlco_attempt: 'keep',
    kco: 'keep',
    kco_pct: 'keep',
    va: 'keep',
    va_pct: 'keep',
    haemoglobin: 'keep',
    height: 'keep',
    bronchodilator: 'keep',
    quality: 'keep',
    reported_set: 'keep',
    effort_note: 'text',
    laboratory: 'identifier',
  },
  walk_test: {
    date: 'date',
    distance: 'keep',
    spo2_start: 'keep',
    spo2_nadir: 'keep',
    spo2_end: 'keep',
    oxygen: 'keep',
    borg_start: 'keep',
    borg_end: 'keep',
  },
  imaging: {
    date: 'date',
    modality: 'keep',
    slice_thickness: 'keep',
    pattern: 'keep',
    certainty: 'keep',
    extent_pct: 'keep',
    goh: 'keep',
    ground_glass: 'keep',
    fibrosis: 'keep',
    reticulation: 'keep',
    traction_bronchiectasis: 'keep',
    honeycombing: 'keep',
    change: 'keep',
    progression_signs: 'keep',
    compared_with: 'link',
    key_images: 'text',
    report: 'text',
  },
  procedure: {
    date: 'date',
    kind: 'keep',
    status: 'keep',
    site: 'text',
    result: 'text',
    diagnostic: 'keep',
    muscle_findings: 'keep',
    lung_findings: 'keep',
    emg_finding: 'keep',
    bal_lymphocytes: 'keep',
    bal_neutrophils: 'keep',
    bal_eosinophils: 'keep',
    bal_macrophages: 'keep',
    rvsp: 'keep',
    mpap: 'keep',
    lvef: 'keep',
  },
  treatment: {
    drug: 'keep',
    indication: 'keep',
    line: 'keep',
    route: 'keep',
    started: 'date',
    ended: 'date',
    stop_reason: 'keep',
    stop_detail: 'text',
  },
  dose_step: {
    treatment: 'link',
    started: 'date',
    ended: 'date',
    dose: 'keep',
    dose_text: 'text',
    unit: 'keep',
    over_days: 'keep',
    frequency: 'keep',
    reason: 'keep',
    reason_detail: 'text',
  },
  infusion: {
    treatment: 'link',
    drug: 'keep',
    date: 'date',
    ended: 'date',
    weight: 'keep',
    weight_basis: 'keep',
    dose_per_kg: 'keep',
    total_dose: 'keep',
    product: 'text',
    lot: 'identifier',
    rate: 'text',
    premedication: 'keep',
    reaction_grade: 'keep',
    reaction: 'text',
    best_effect_day: 'keep',
    wearing_off_week: 'keep',
  },
  approval: {
    drug: 'keep',
    asked_on: 'date',
    decision: 'keep',
    decided_on: 'date',
    payer: 'keep',
    first_dose_on: 'date',
    reason_text: 'text',
  },
  event: {
    kind: 'keep',
    title: 'text',
    onset: 'date',
    ended: 'date',
    grade: 'keep',
    suspected_drug: 'keep',
    relatedness: 'keep',
    outcome: 'keep',
    cause_of_death: 'keep',
  },
  judgment: {
    rule: 'keep',
    judged_on: 'date',
    as_of: 'date',
    verdict: 'keep',
    reason: 'text',
    computed: 'keep',
    rule_version: 'text',
    rests_on: 'identifier',
  },
  image_series: {
    imaging: 'file',
    date: 'file',
    label: 'file',
    modality: 'file',
    series_uid: 'file',
    study_uid: 'file',
    images: 'file',
    image_rows: 'file',
    image_columns: 'file',
    orientation: 'file',
    kernel: 'file',
    slice_thickness: 'file',
    slice_spacing: 'file',
    pixel_spacing: 'file',
    size_bytes: 'file',
    sha256: 'file',
    removed: 'file',
    erased_on: 'file',
  },
  ct_reading: {
    imaging: 'link',
    date: 'date',
    reader: 'identifier',
    blinded: 'keep',
    pattern: 'keep',
    certainty: 'keep',
    ground_glass: 'keep',
    reticulation: 'keep',
    traction_bronchiectasis: 'keep',
    honeycombing: 'keep',
    l1_extent: 'keep',
    l1_ground_glass: 'keep',
    l1_reticulation: 'keep',
    l1_coarseness: 'keep',
    l2_extent: 'keep',
    l2_ground_glass: 'keep',
    l2_reticulation: 'keep',
    l2_coarseness: 'keep',
    l3_extent: 'keep',
    l3_ground_glass: 'keep',
    l3_reticulation: 'keep',
    l3_coarseness: 'keep',
    l4_extent: 'keep',
    l4_ground_glass: 'keep',
    l4_reticulation: 'keep',
    l4_coarseness: 'keep',
    l5_extent: 'keep',
    l5_ground_glass: 'keep',
    l5_reticulation: 'keep',
    l5_coarseness: 'keep',
    compared_with: 'link',
    change: 'keep',
  },
  ct_density: {
    imaging: 'link',
    series: 'file',
    date: 'date',
    method: 'text',
    volume_ml: 'keep',
    mean_hu: 'keep',
    perc15_hu: 'keep',
    median_hu: 'keep',
    perc85_hu: 'keep',
    haa_pct: 'keep',
    below_950_pct: 'keep',
    cautions: 'text',
  },
  ct_pair: {
    title: 'file',
    earlier: 'file',
    later: 'file',
    offset_mm: 'file',
    earlier_at_mm: 'file',
    crop_left_mm: 'file',
    crop_top_mm: 'file',
    crop_width_mm: 'file',
    crop_height_mm: 'file',
    shift_left_mm: 'file',
    shift_back_mm: 'file',
    window_center_hu: 'file',
    window_width_hu: 'file',
    in_documents: 'file',
  },
  note: {
    date: 'text',
    title: 'text',
    text: 'text',
  },
  attachment: {
    date: 'file',
    kind: 'file',
    title: 'file',
    file_name: 'file',
    media_type: 'file',
    size_bytes: 'file',
    sha256: 'file',
  },
}

const stays: ReadonlySet<Leaving> = new Set(['text', 'identifier', 'file'])

/** What happens to a built-in item of that name. Whatever is not on the list stays. */
function leavingOfName(form: FormId, name: string): Leaving {
  return (leavingTable[form] as Readonly<Record<string, Leaving>>)[name] ?? 'identifier'
}

/** What happens to an item. One that the site added stays until the site says otherwise, and never leaves as text. */
export function leavingOf(form: string, item: Item): Leaving {
  if (!isFormId(form)) return 'identifier'
  if (!item.site) return leavingOfName(form, item.name)
  const own = siteItems().find((site) => site.form === form && site.name === item.name)
  if (own?.definition.leaves !== true || item.identifying) return 'identifier'
  switch (item.type) {
    case 'date':
      return 'date'
    case 'choice':
    case 'choices':
    case 'integer':
    case 'number':
    case 'quantity':
      return 'keep'
    default:
      return 'text'
  }
}

export const doesLeave = (leaving: Leaving): boolean => !stays.has(leaving)
