/** The printed summary of a case as data: every number with its date, every word ready to print. */
import { antibodyText, isPositive, strengthOf } from './antibody-facts.ts'
import { caseFactsOf, type CaseFacts } from './case-facts.ts'
import type { CaseRecord } from './case-record.ts'
import type { ClinicalSettings } from './clinical-settings.ts'
import { currentTreatments } from './current-treatment.ts'
import { drugName, infusionLabel } from './drug-lanes.ts'
import { diagnosisText, eventText, imagingText, procedureText } from './event-marks.ts'
import { labelOf, midSentence } from './label-of.ts'
import { openItemsOf, type OpenItem } from './open-items.ts'
import {
  formatPartialDate,
  comparePartialDates,
  dayNumber,
  firstDay,
  type DayNumber,
  type IsoDay,
  type PartialDate,
} from './partial-date.ts'
import { seriesLanes } from './series-lanes.ts'
import { infusionsOf } from './steroid-exposure.ts'
import type { SeriesLane, SeriesPoint } from './timeline-model.ts'
import {
  approvalLines,
  courses,
  fullDrugName,
  indicationText,
  infusionSummaries,
  type ApprovalLine,
  type CourseLine,
  type InfusionSummary,
} from './treatment-summary.ts'
import { antibodyOf } from '../dictionary/lists/antibodies.ts'
import type { RecordSource } from '../dictionary/record.ts'

/** Something that happened, in words. */
export interface DatedLine {
  readonly text: string
  readonly date?: PartialDate
  readonly until?: PartialDate
  readonly source: RecordSource
  readonly recordId: string
}

export interface AntibodyLine {
  readonly name: string
  readonly result: string
  readonly strength?: string
  readonly assay?: string
  readonly pattern?: string
  readonly date?: PartialDate
  readonly positive: boolean
  readonly source: RecordSource
  readonly recordId: string
}

export interface CurrentLine {
  readonly drug: string
  readonly label: string
  readonly dose: string
  readonly since?: PartialDate
  readonly indication?: string
  readonly source: RecordSource
  readonly recordId: string
}

export interface MeasuredValue {
  /** As entered: `61 %`, `<40 U/L`. */
  readonly text: string
  readonly date: PartialDate
  readonly source: RecordSource
  readonly recordId: string
}

export interface MeasureLine {
  readonly id: SeriesLane['id']
  readonly label: string
  readonly count: number
  readonly last: MeasuredValue
  /** Missing where it isn't known which way is better: of what a site measures. */
  readonly best?: MeasuredValue
  readonly worst?: MeasuredValue
}

export interface CaseSummary {
  readonly facts: CaseFacts
  /** The case's own items that have an answer, as label and words. */
  readonly person: readonly { readonly label: string; readonly text: string }[]
  readonly referringReason?: string
  readonly diagnoses: readonly DatedLine[]
  readonly manifestations: readonly DatedLine[]
  /** Signs that were looked for and absent, by when: `Absent, Apr 2019: cough, fever`. */
  readonly absentManifestations: readonly string[]
  readonly antibodies: readonly AntibodyLine[]
  readonly currentTreatment: readonly CurrentLine[]
  readonly measures: readonly MeasureLine[]
  readonly treatmentHistory: readonly CourseLine[]
  readonly infusions: readonly InfusionSummary[]
  readonly imaging: readonly DatedLine[]
  readonly procedures: readonly DatedLine[]
  readonly events: readonly DatedLine[]
  readonly history: readonly DatedLine[]
  readonly approvals: readonly ApprovalLine[]
  readonly openItems: readonly OpenItem[]
  /** Where any record of the case isn't a real one. */
  readonly illustrative: boolean
  readonly synthetic: boolean
}

interface Framed {
  readonly id: string
  readonly source: RecordSource
}

function line(record: Framed, text: string, date?: PartialDate, until?: PartialDate): DatedLine {
  return { text, date, until, source: record.source, recordId: record.id }
}

/** In order of date; what has none comes last, in the order of the record. */
function inOrder(lines: readonly DatedLine[]): readonly DatedLine[] {
  return [...lines].sort((a, b) => {
    if (a.date === undefined || b.date === undefined) return Number(a.date === undefined) - Number(b.date === undefined)
    return comparePartialDates(a.date, b.date)
  })
}

/** `anti-Ku`, `ANA`: with the prefix where the list names what the antibody binds. */
function antibodyName(code: string): string {
  const label = labelOf('antibody', 'specificity', code)
  return antibodyOf(code)?.kind === 'other' ? label : `anti-${label}`
}

function antibodyLines({ records }: CaseRecord): readonly AntibodyLine[] {
  const lines = records.antibody.map((result) => ({
    name: result.specificity === undefined ? antibodyText(result) : antibodyName(result.specificity),
    result: result.result === undefined ? '' : labelOf('antibody', 'result', result.result),
    strength: strengthOf(result),
    assay: result.assay && labelOf('antibody', 'assay', result.assay),
    pattern: result.pattern?.map((code) => labelOf('antibody', 'pattern', code)).join(', ') || undefined,
    date: result.date,
    positive: isPositive(result),
    source: result.source,
    recordId: result.id,
  }))
  return [...lines].sort((a, b) => Number(b.positive) - Number(a.positive))
}

function currentLines(record: CaseRecord, asOf: IsoDay): readonly CurrentLine[] {
  const { infusion: infusions, dose_step: steps } = record.records
  return currentTreatments(record, asOf).map(({ treatment, drug, segment }) => {
    const given = infusionsOf(treatment, infusions).filter(
      ({ date }) => date !== undefined && firstDay(date) <= dayNumber(asOf),
    )
    const own = steps.filter((step) => step.treatment === treatment.id)
    const last = given.at(-1)
    const undated = own.length ? 'dose in force not recorded' : 'dose not recorded'
    return {
      drug,
      label: fullDrugName(drug),
      dose:
        segment?.label ??
        (last
          ? `last ${infusionLabel(last)}, ${given.length} ${given.length === 1 ? 'infusion' : 'infusions'}`
          : undated),
      since: segment?.starts ?? treatment.started ?? given[0]?.date,
      indication: indicationText(treatment),
      source: segment?.source ?? treatment.source,
      recordId: segment?.recordId ?? treatment.id,
    }
  })
}

const lowerIsBetter: ReadonlySet<SeriesLane['id']> = new Set(['ck', 'mmrc'])

function measured(point: SeriesPoint): MeasuredValue {
  return { text: point.label, date: point.date, source: point.source, recordId: point.recordId }
}

/** Last, best and worst of a series up to a day; of equal values the first in time. */
function measureLine(lane: SeriesLane, upTo: DayNumber): readonly MeasureLine[] {
  const points = lane.points.filter(({ first }) => first <= upTo)
  const last = points.at(-1)
  if (!last) return []
  const { id, reference } = lane
  const label = reference === undefined ? lane.label : `${lane.label}, ${reference}`
  const line = { id, label, count: points.length, last: measured(last) }
  if (id === 'haa' || id.startsWith('site:')) return [line]
  const byValue = [...points].sort((a, b) => a.value - b.value)
  const lowest = byValue[0]!
  const highest = points.find((point) => point.value === byValue.at(-1)!.value)!
  const [best, worst] = lowerIsBetter.has(id) ? [lowest, highest] : [highest, lowest]
  return [{ ...line, best: measured(best), worst: measured(worst) }]
}

function absentByDate(absent: readonly { readonly on?: PartialDate; readonly sign: string }[]): readonly string[] {
  const dates = [...new Set(absent.map(({ on }) => on))].toSorted((a = '', b = '') => a.localeCompare(b))
  return dates.map((date) => {
    const signs = [...new Set(absent.filter(({ on }) => on === date).map(({ sign }) => sign))].join(', ')
    return `Absent${date === undefined ? '' : `, ${formatPartialDate(date)}`}: ${signs}`
  })
}

function historyText(entry: CaseRecord['records']['history'][number]): string {
  const condition = entry.condition === undefined ? 'History' : labelOf('history', 'condition', entry.condition)
  const description = entry.description?.trim()
  const against = entry.contraindicates?.map((drug) => midSentence(fullDrugName(drug))).join(', ')
  // What speaks against a drug is what a reader looks for here: it stands first.
  const title = against ? `Against ${against}: ${midSentence(condition)}` : condition
  return description ? `${title} (${description})` : title
}

function eventLineText(event: CaseRecord['records']['event'][number]): string {
  const drug = event.suspected_drug && midSentence(drugName(event.suspected_drug))
  const related = event.relatedness && ` (${midSentence(labelOf('event', 'relatedness', event.relatedness))})`
  const suspected = drug && `suspected: ${drug}${related ?? ''}`
  const outcome = event.outcome && midSentence(labelOf('event', 'outcome', event.outcome))
  return [eventText(event), suspected, outcome].filter(Boolean).join('; ')
}

function person({ case: frame }: CaseRecord, facts: CaseFacts): CaseSummary['person'] {
  const packYears = frame.pack_years === undefined ? '' : `, ${frame.pack_years} pack-years`
  const answers: readonly (readonly [string, string | undefined])[] = [
    ['Sex at birth', facts.sex?.label],
    [
      'Age',
      facts.age &&
        `${facts.age.text}${facts.age.at === 'death' ? ' at death' : facts.age.at === 'last-news' ? ' at the last news' : ''}`,
    ],
    ['Site', frame.site],
    ['Smoking', frame.smoking && `${labelOf('case', 'smoking', frame.smoking)}${packYears}`],
    [
      'Height',
      frame.height === undefined
        ? undefined
        : `${frame.height} ${frame.height_unit === '[in_i]' ? 'in' : (frame.height_unit ?? '')}`.trim(),
    ],
    ['Status', facts.status?.label],
    ['Consent', frame.consent && labelOf('case', 'consent', frame.consent)],
  ]
  return answers.flatMap(([label, text]) => (text ? [{ label, text }] : []))
}

type Manifestation = CaseRecord['records']['manifestation'][number]

/** A manifestation that was found again and again is told once for each onset, or once where no onset is known. */
function toldOnce(present: readonly Manifestation[]): readonly Manifestation[] {
  return present.filter((entry) => {
    // Two others are not the same.
    if (entry.term === undefined || entry.term === 'other') return true
    const same = present.filter(({ term, onset }) => term === entry.term && (entry.onset ?? onset) === onset)
    return same[0] === entry
  })
}

/** The summary of a case on a day; of a case that was closed, for the end of its follow-up. */
export function caseSummaryOf(record: CaseRecord, today: IsoDay, settings: ClinicalSettings): CaseSummary {
  const { records } = record
  const facts = caseFactsOf(record, today, settings)
  const asOf = dayNumber(facts.asOf)
  const sources = new Set([
    record.case.source,
    ...Object.values(records)
      .flat()
      .map(({ source }) => source),
  ])
  const present = toldOnce(records.manifestation.filter(({ status }) => status === 'present'))
  const absent = records.manifestation.filter(({ status }) => status === 'absent')
  const term = (code: string | undefined) => (code === undefined ? 'Sign' : labelOf('manifestation', 'term', code))
  return {
    facts,
    person: person(record, facts),
    referringReason: record.case.referring_reason?.trim() || undefined,
    diagnoses: inOrder(records.diagnosis.map((entry) => line(entry, diagnosisText(entry), entry.date))),
    manifestations: inOrder(present.map((entry) => line(entry, term(entry.term), entry.onset, entry.ended))),
    absentManifestations: absentByDate(
      absent.map(({ term: code, observed_on: on }) => ({ on, sign: midSentence(term(code)) })),
    ),
    antibodies: antibodyLines(record),
    currentTreatment: currentLines(record, facts.asOf),
    measures: seriesLanes(record, settings).flatMap((lane) => measureLine(lane, asOf)),
    treatmentHistory: courses(record, facts.asOf),
    infusions: infusionSummaries(record),
    imaging: inOrder(records.imaging.map((entry) => line(entry, imagingText(entry, records.imaging), entry.date))),
    procedures: inOrder(records.procedure.map((entry) => line(entry, procedureText(entry), entry.date))),
    events: inOrder(records.event.map((entry) => line(entry, eventLineText(entry), entry.onset, entry.ended))),
    history: inOrder(records.history.map((entry) => line(entry, historyText(entry), entry.onset, entry.ended))),
    approvals: approvalLines(record),
    openItems: openItemsOf(record, facts),
    illustrative: sources.has('illustrative'),
    synthetic: sources.has('synthetic'),
  }
}
