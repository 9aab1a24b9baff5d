/** What happened, as marks across all lanes of the one chart: events, imaging, procedures, diagnoses. */
import type { CaseRecord } from './case-record.ts'
import { spanOf } from './exposure.ts'
import { deathDate, hasDied } from './follow-up.ts'
import { labelOf, midSentence } from './label-of.ts'
import { formatPartialDate, type PartialDate } from './partial-date.ts'
import type { EventMark } from './timeline-model.ts'

type Records = CaseRecord['records']
type Event = Records['event'][number]
type Imaging = Records['imaging'][number]
type Procedure = Records['procedure'][number]
type Diagnosis = Records['diagnosis'][number]

/** A mark that has not been given its date yet: what stands on it is the same with and without one. */
export type Happening = Omit<EventMark, 'date' | 'first' | 'last'> & { readonly date?: PartialDate }

const markKinds: Readonly<Record<NonNullable<Event['kind']>, EventMark['kind']>> = {
  infection: 'infection',
  admission: 'admission',
  'acute-exacerbation': 'acute-exacerbation',
  malignancy: 'other',
  thrombosis: 'other',
  fracture: 'other',
  'other-adverse-event': 'other',
  transplant: 'transplant',
  death: 'death',
}

const eventShorts: Readonly<Record<NonNullable<Event['kind']>, string>> = {
  infection: 'infection',
  admission: 'admission',
  'acute-exacerbation': 'exacerbation',
  malignancy: 'malignancy',
  thrombosis: 'thrombosis',
  fracture: 'fracture',
  'other-adverse-event': 'adverse event',
  transplant: 'transplant',
  death: 'death',
}

/** An event in words: `Infection: pneumonia, grade 3`. */
export function eventText(event: Event): string {
  const kind = event.kind === undefined ? 'Event' : labelOf('event', 'kind', event.kind)
  const cause = event.cause_of_death && midSentence(labelOf('event', 'cause_of_death', event.cause_of_death))
  const what = [event.title?.trim(), cause].filter(Boolean).join(', ')
  const grade = event.grade === undefined || event.kind === 'death' ? '' : `, grade ${event.grade}`
  return `${kind}${what ? `: ${what}` : ''}${grade}`
}

function ofEvent(event: Event): Happening {
  return {
    recordId: event.id,
    source: event.source,
    kind: event.kind === undefined ? 'other' : markKinds[event.kind],
    short: event.kind === undefined ? 'event' : eventShorts[event.kind],
    label: eventText(event),
    date: event.onset,
    until: event.ended === undefined ? undefined : spanOf(event.ended),
  }
}

const imagingShorts: Readonly<Record<NonNullable<Imaging['modality']>, string>> = {
  hrct: 'CT',
  ct: 'CT',
  'chest-radiograph': 'CXR',
  'mri-muscle': 'MRI',
  'mri-heart': 'MRI',
  'pet-ct': 'PET',
  ultrasound: 'US',
  other: 'imaging',
}

const changeWords = { better: 'better than', same: 'same as', worse: 'worse than' } as const

/** A study's change against the one that it names: `same as Feb 2021`. */
function changeText(study: Imaging, studies: readonly Imaging[]): string | undefined {
  if (study.change === undefined) return undefined
  const earlier = studies.find((other) => other.id === study.compared_with)?.date
  return `${changeWords[study.change]} ${earlier === undefined ? 'before' : formatPartialDate(earlier)}`
}

/** A study in words: `HRCT: NSIP, fibrotic (possible), extent 20 %; same as Feb 2021`. */
export function imagingText(study: Imaging, studies: readonly Imaging[]): string {
  const modality = study.modality === undefined ? 'Imaging' : labelOf('imaging', 'modality', study.modality)
  const certainty = study.certainty === undefined || study.certainty === 'definite' ? '' : ` (${study.certainty})`
  const pattern = study.pattern && `${labelOf('imaging', 'pattern', study.pattern)}${certainty}`
  const extent = study.extent_pct === undefined ? undefined : `extent ${study.extent_pct} %`
  const change = changeText(study, studies)
  const findings = [[pattern, extent].filter(Boolean).join(', '), change].filter(Boolean).join('; ')
  return findings ? `${modality}: ${findings}` : modality
}

function ofImaging(study: Imaging, studies: readonly Imaging[]): Happening {
  return {
    recordId: study.id,
    source: study.source,
    kind: 'imaging',
    short: study.modality === undefined ? 'imaging' : imagingShorts[study.modality],
    label: imagingText(study, studies),
    date: study.date,
  }
}

const procedureShorts: Readonly<Record<NonNullable<Procedure['kind']>, string>> = {
  'lung-biopsy': 'biopsy',
  'muscle-biopsy': 'biopsy',
  'skin-biopsy': 'biopsy',
  bronchoscopy: 'bronchoscopy',
  emg: 'EMG',
  echocardiography: 'echo',
  'right-heart-catheter': 'RHC',
  surgery: 'surgery',
  other: 'procedure',
}

/** A procedure in words: `Lung biopsy: refused by the patient`, `Muscle biopsy (left biceps femoris): not diagnostic`. */
export function procedureText(procedure: Procedure): string {
  const kind = procedure.kind === undefined ? 'Procedure' : labelOf('procedure', 'kind', procedure.kind)
  const site = procedure.site?.trim() ? ` (${procedure.site.trim()})` : ''
  const status =
    procedure.status === undefined || procedure.status === 'done'
      ? undefined
      : midSentence(labelOf('procedure', 'status', procedure.status))
  const yields = { yes: 'diagnostic', partly: 'partly diagnostic', no: 'not diagnostic' } as const
  const diagnostic = procedure.diagnostic && yields[procedure.diagnostic]
  const what = [status, diagnostic, procedure.result?.trim()].filter(Boolean).join(', ')
  return `${kind}${site}${what ? `: ${what}` : ''}`
}

function ofProcedure(procedure: Procedure): Happening {
  return {
    recordId: procedure.id,
    source: procedure.source,
    kind: 'procedure',
    short: procedure.kind === undefined ? 'procedure' : procedureShorts[procedure.kind],
    label: procedureText(procedure),
    date: procedure.date,
  }
}

const diagnosisShorts: Readonly<Partial<Record<NonNullable<Diagnosis['kind']>, string>>> = {
  ild: 'ILD',
  asys: 'ASyS',
  pm: 'PM',
  dm: 'DM',
  adm: 'ADM',
  imnm: 'IMNM',
  overlap: 'overlap',
  ipaf: 'IPAF',
}

/** A diagnosis in words: `Antisynthetase syndrome, probable (clinical picture)`. */
export function diagnosisText(diagnosis: Diagnosis): string {
  const kind = diagnosis.kind === undefined ? 'Diagnosis' : labelOf('diagnosis', 'kind', diagnosis.kind)
  const certainty = diagnosis.certainty === undefined ? '' : `, ${diagnosis.certainty}`
  const basis = diagnosis.basis && ` (${midSentence(labelOf('diagnosis', 'basis', diagnosis.basis))})`
  return `${kind}${certainty}${basis ?? ''}`
}

function ofDiagnosis(diagnosis: Diagnosis): Happening {
  return {
    recordId: diagnosis.id,
    source: diagnosis.source,
    kind: 'diagnosis',
    short: (diagnosis.kind && diagnosisShorts[diagnosis.kind]) ?? 'diagnosis',
    label: diagnosisText(diagnosis),
    date: diagnosis.date,
  }
}

/** A death or transplant that stands only in the case's status. */
function ofStatus({ case: frame, records }: CaseRecord): readonly Happening[] {
  const mark = { recordId: frame.id, source: frame.source, date: frame.status_on }
  const died = hasDied({ case: frame, records }) && !records.event.some((event) => event.kind === 'death')
  const transplanted = frame.status === 'transplanted' && !records.event.some((event) => event.kind === 'transplant')
  return [
    ...(died ? [{ ...mark, kind: 'death' as const, short: 'death', label: 'Death' }] : []),
    ...(transplanted ? [{ ...mark, kind: 'transplant' as const, short: 'transplant', label: 'Transplant' }] : []),
  ]
}

/** Everything that happened, dated or not. */
export function happeningsOf(record: CaseRecord): readonly Happening[] {
  const { records } = record
  return [
    ...records.diagnosis.map(ofDiagnosis),
    ...records.imaging.map((study) => ofImaging(study, records.imaging)),
    ...records.procedure.map(ofProcedure),
    ...records.event.map(ofEvent),
    ...ofStatus(record),
  ]
}

/** The dated ones as marks, in order of time. */
export function eventMarks(record: CaseRecord): readonly EventMark[] {
  const marks = happeningsOf(record).flatMap(({ date, ...mark }) =>
    date === undefined ? [] : [{ ...mark, ...spanOf(date) }],
  )
  // A death with a date of its own stands once, at the date that `now` means for the case.
  const death = deathDate(record)
  return marks
    .filter((mark) => mark.kind !== 'death' || mark.date === death)
    .sort((a, b) => a.first - b.first || a.last - b.last)
}
