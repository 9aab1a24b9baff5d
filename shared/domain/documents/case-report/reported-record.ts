/**
 * What of a record goes into a case report: a white list of coded answers, numbers and dates, item by item. Free text,
 * names, codes, places, notes, files and whatever a site has added stay behind: nobody has looked through them for what
 * tells who the patient is. The birth date is let through for the age alone and never printed.
 */
import { isEmpty } from '../../../dictionary/check-values.ts'
import { formOf, itemOf, type FormId, type RecordTypes } from '../../../dictionary/forms.ts'
import { laboratoryTests, type LaboratoryTest } from '../../../dictionary/lists/laboratory-tests.ts'
import type { AnyRecord } from '../../../dictionary/record.ts'
import type { CaseRecord, RepeatingFormId } from '../../case-record.ts'

type Reported = { readonly [F in Exclude<FormId, 'identity'>]: readonly (keyof RecordTypes[F] & string)[] }

/** Not a rule but a list: an item that is added to the dictionary stays out until somebody decides otherwise. */
export const reportedItems: Reported = {
  case: [
    'birth_date',
    'sex',
    'status',
    'status_on',
    'consent',
    'consent_scope',
    'height',
    'smoking',
    'pack_years',
    'first_symptom_on',
    'onset_age_band',
  ],
  diagnosis: ['kind', 'date', 'certainty', 'basis', 'others_excluded'],
  manifestation: ['term', 'status', 'onset', 'ended', 'observed_on'],
  history: ['condition', 'onset', 'ended', 'contraindicates'],
  antibody: ['specificity', 'result', 'date', 'assay', 'intensity', 'titre', 'value', 'unit', 'pattern'],
  visit: [
    'date',
    'kind',
    'mmrc',
    'cough',
    'respiratory_change',
    'arthralgia',
    'myalgia',
    'weight',
    'systolic',
    'diastolic',
    'heart_rate',
    'temperature',
    'spo2_rest',
    'spo2_exertion',
    'oxygen_rest',
    'oxygen_exertion',
    'physician_global',
    'patient_global',
    'haq_di',
    'mmt8',
    'mmt8_range',
    'extramuscular_vas',
    'kbild_total',
    'sgrq_total',
  ],
  laboratory: ['test', 'date', 'value', 'unit', 'ref_low', 'ref_high'],
  pft: [
    'date',
    'fvc',
    'fvc_pct',
    'fev1',
    'fev1_pct',
    'tlc',
    'tlc_pct',
    'rv',
    'rv_pct',
    'frc',
    'dlco',
    'dlco_pct',
    'dlco_basis',
    'dlco_attempt',
    'kco',
    'kco_pct',
    'va',
    'va_pct',
    'haemoglobin',
    'height',
    'bronchodilator',
    'quality',
    'reported_set',
  ],
  walk_test: ['date', 'distance', 'spo2_start', 'spo2_nadir', 'spo2_end', 'oxygen', 'borg_start', 'borg_end'],
  imaging: [
    'date',
    'modality',
    'slice_thickness',
    'pattern',
    'certainty',
    'extent_pct',
    'goh',
    'ground_glass',
    'fibrosis',
    'reticulation',
    'traction_bronchiectasis',
    'honeycombing',
    'change',
    'progression_signs',
    'compared_with',
  ],
  procedure: [
    'date',
    'kind',
    'status',
    'diagnostic',
    'muscle_findings',
    'lung_findings',
    'emg_finding',
    'bal_lymphocytes',
    'bal_neutrophils',
    'bal_eosinophils',
    'bal_macrophages',
    'rvsp',
    'mpap',
    'lvef',
  ],
  treatment: ['drug', 'indication', 'line', 'route', 'started', 'ended', 'stop_reason'],
  dose_step: ['treatment', 'started', 'ended', 'dose', 'unit', 'over_days', 'frequency', 'reason'],
  infusion: [
    'treatment',
    'drug',
    'date',
    'ended',
    'weight',
    'weight_basis',
    'dose_per_kg',
    'total_dose',
    'premedication',
    'reaction_grade',
    'best_effect_day',
    'wearing_off_week',
  ],
  approval: ['drug', 'asked_on', 'decision', 'decided_on', 'payer', 'first_dose_on'],
  event: ['kind', 'onset', 'ended', 'grade', 'suspected_drug', 'relatedness', 'outcome', 'cause_of_death'],
  judgment: [],
  note: [],
  attachment: [],
}

const tests: ReadonlyMap<string, LaboratoryTest> = new Map(laboratoryTests.map((test) => [test.code, test]))

/** A result of a test that the dictionary knows; its unit only where it is one of that test, for it is typed as text. */
function reportedResult<R extends RecordTypes['laboratory']>(result: R): readonly R[] {
  const test = tests.get(result.test ?? '')
  if (!test) return []
  const { unit, ...rest } = result
  return [unit !== undefined && test.units.includes(unit) ? result : (rest as R)]
}

/** Units of antibody levels as laboratories print them; any other word there is text like any other. */
const levelUnits = new Set(['au/ml', 'u/ml', 'iu/ml', 'ru/ml', 'ku/l', 'u/l', 'cu', 'si', 'index', 'ratio', '%'])

/** A level without a unit says nothing: one of which the unit is not known stays behind with it. */
function reportedAntibody<R extends RecordTypes['antibody']>(result: R): R {
  const { value, value_comparator, unit, ...rest } = result
  return unit !== undefined && levelUnits.has(unit.trim().toLowerCase()) ? result : (rest as R)
}

function only<F extends Exclude<FormId, 'identity'>>(form: F, record: RecordTypes[F]): RecordTypes[F] {
  const { id, version, source, missing, created_at, updated_at } = record
  const columns = reportedItems[form].flatMap((name) => [name, `${name}_unit`, `${name}_comparator`])
  const values = columns.flatMap((column) => {
    const value = (record as unknown as AnyRecord)[column]
    return value === undefined ? [] : [[column, value] as const]
  })
  return { id, version, source, missing, created_at, updated_at, ...Object.fromEntries(values) } as RecordTypes[F]
}

/** The record without anything that isn't on the list. */
export function reportedRecord(record: CaseRecord): CaseRecord {
  const lists = Object.entries(record.records).map(([form, list]) => {
    const id = form as RepeatingFormId
    const kept = list.map((each) => only(id, each as never))
    if (id === 'laboratory') return [form, kept.flatMap((each) => reportedResult(each as never))]
    return [form, id === 'antibody' ? kept.map((each) => reportedAntibody(each as never)) : kept]
  })
  return { case: only('case', record.case), records: Object.fromEntries(lists) as CaseRecord['records'] }
}

export interface Withheld {
  readonly form: string
  readonly item: string
  readonly count: number
}

/** How often something is written where the report has no words for it, so that an author knows where to look. */
export function withheldFrom(record: CaseRecord): readonly Withheld[] {
  const all: readonly (readonly [FormId, readonly AnyRecord[]])[] = [
    ['case', [record.case as unknown as AnyRecord]],
    ...Object.entries(record.records).map(
      ([form, list]) => [form as FormId, list as unknown as readonly AnyRecord[]] as const,
    ),
  ]
  return all.flatMap(([id, list]) => {
    const form = formOf(id)
    const listed: readonly string[] = id === 'identity' ? [] : reportedItems[id]
    return form.items
      .filter((item) => (item.type === 'text' || item.type === 'long-text') && !item.byProgram && !item.site)
      .filter(({ name, identifying, unique }: { name: string; identifying?: boolean; unique?: boolean }) => {
        return !identifying && !unique && !listed.includes(name)
      })
      .flatMap(({ name, label }) => {
        const count = list.filter((each) => !isEmpty(each[name])).length
        return count > 0 ? [{ form: form.label, item: label, count }] : []
      })
  })
}

/** Whether a record has words in an item that the report leaves out. */
export function hasText(record: CaseRecord, form: RepeatingFormId, id: string, ...items: readonly string[]): boolean {
  const found = (record.records[form] as unknown as readonly AnyRecord[]).find((each) => each.id === id)
  return found !== undefined && items.some((name) => itemOf(form, name) !== undefined && !isEmpty(found[name]))
}
