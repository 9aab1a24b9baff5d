/** The case on one page for the multidisciplinary board, as data ready to print: as much as a page holds, and how much more there is. */
import type { CaseRecord } from '../case-record.ts'
import { caseSummaryOf, type CaseSummary, type CurrentLine, type DatedLine } from '../case-summary.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { midSentence, labelOf } from '../label-of.ts'
import { comparePartialDates, formatPartialDate, type IsoDay } from '../partial-date.ts'
import type { RuleFinding } from '../rules/rule-finding.ts'
import { ildGapFinding } from '../scores/ild-gap-finding.ts'
import { lastLungFunction, type LungFunctionRow } from './last-lung-function.ts'
import { drugResponses, type ResponseLine } from './response-words.ts'
import { progressionLines, type ProgressionLines } from './verdict-line.ts'

/** A list cut to what a page holds. */
export interface Shown<T> {
  readonly shown: readonly T[]
  /** How many more the record has. */
  readonly more: number
}

export interface MdtSheet {
  readonly summary: CaseSummary
  readonly lungFunction: readonly LungFunctionRow[]
  readonly progression: ProgressionLines
  readonly ildGap: RuleFinding
  /** Newest first, with the signs that each names. */
  readonly imaging: Shown<DatedLine>
  readonly treatment: Shown<{ readonly line: CurrentLine; readonly response: ResponseLine | undefined }>
  /** What isn't recorded, in the order in which a reader would miss it. */
  readonly open: Shown<string>
}

const mostStudies = 3
const mostDrugs = 6
const mostOpen = 5

const cut = <T>(all: readonly T[], most: number): Shown<T> => ({
  shown: all.slice(0, most),
  more: Math.max(0, all.length - most),
})

type Imaging = CaseRecord['records']['imaging'][number]

/** What a study names besides its pattern: `traction bronchiectasis, honeycombing`. */
function signsOf(study: Imaging | undefined): string {
  if (!study) return ''
  const present = (
    ['fibrosis', 'reticulation', 'traction_bronchiectasis', 'honeycombing', 'ground_glass'] as const
  ).filter((item) => study[item] === 'present')
  const progression = (study.progression_signs ?? []).map((sign) => labelOf('imaging', 'progression_signs', sign))
  return [...present.map((item) => item.replace('_', ' ')), ...progression.map(midSentence)].join(', ')
}

/** @param today ISO day; of a closed case the end of its follow-up counts */
export function mdtOf(record: CaseRecord, today: IsoDay, settings: ClinicalSettings): MdtSheet {
  const summary = caseSummaryOf(record, today, settings)
  const { asOf } = summary.facts
  const responses = drugResponses(record, today, settings)
  const responseTo = (drug: string) => responses.findLast((response) => response.drug === drug)?.changes
  const studies = summary.imaging
    .filter(({ date }) => date !== undefined)
    .toSorted((a, b) => comparePartialDates(b.date!, a.date!))
    .map((line) => {
      const signs = signsOf(record.records.imaging.find(({ id }) => id === line.recordId))
      return signs ? { ...line, text: `${line.text}; ${signs}` } : line
    })
  return {
    summary,
    lungFunction: lastLungFunction(record, asOf, settings),
    progression: progressionLines(record, { asOf, today, settings }),
    ildGap: ildGapFinding(record, settings, asOf),
    imaging: cut(studies, mostStudies),
    treatment: cut(
      summary.currentTreatment.map((line) => ({ line, response: responseTo(line.drug) })),
      mostDrugs,
    ),
    open: cut([...new Set(summary.openItems.map(({ text }) => text))], mostOpen),
  }
}

/** `Prednisone 10 mg daily since 5 Oct 2021`. */
export function treatmentWords({ label, dose, since }: CurrentLine): string {
  return `${label} ${dose}${since === undefined ? '' : `, since ${formatPartialDate(since)}`}`
}
