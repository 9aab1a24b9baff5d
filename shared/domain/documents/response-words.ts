/** What was measured before and after the start of a drug, in words. It says what changed, never that the drug did it. */
import type { RecordSource } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { formatNumber } from '../format-number.ts'
import { formatPartialDate, type IsoDay } from '../partial-date.ts'
import { responseCards, type ResponseCard, type ResponseRow } from '../response/response-card.ts'
import { steroidCourse } from '../response/steroid-course.ts'
import { steroidSparing, windowDays } from '../response/steroid-sparing.ts'
import { standardWindows, type Start } from '../response/windows.ts'
import { leastRealSource, type UsedInput } from '../rules/rule-finding.ts'

export interface ResponseLine {
  readonly text: string
  readonly source: RecordSource
}

export interface DrugResponse {
  /** Of the treatment, or of the first infusion where there is none. */
  readonly recordId: string
  readonly drug: string
  /** `Start Apr 2021 with 2 g/kg every 4 weeks`. */
  readonly heading: string
  /** Measured changes in one line: `CK 258 → 121 U/L in 6 months; prednisone 20 → 10 mg daily`; missing without any. */
  readonly changes?: ResponseLine
  readonly lines: readonly ResponseLine[]
}

const lineOf = (text: string, inputs: readonly UsedInput[]): ResponseLine => ({
  text,
  source: leastRealSource(inputs) ?? 'recorded',
})

const inputsOfRow = ({ before, after }: ResponseRow): readonly UsedInput[] => [
  ...(before?.inputs ?? []),
  ...after.flatMap((value) => value?.inputs ?? []),
]

/** `Prednisone-equivalent, median of 90 days: 20 mg daily before, 17.5 by day 90 (−13 %), …`. */
function sparingLine(record: CaseRecord, start: Start, today: IsoDay): readonly ResponseLine[] {
  const course = steroidCourse(record, today)
  const sparing = course && steroidSparing(course, start)
  const after = sparing?.after.filter(({ median }) => median !== undefined) ?? []
  if (sparing?.before.median === undefined || after.length === 0) return []
  const told = after.map(({ endsOn, median, reduction }) => {
    const change = reduction === undefined || reduction === 0 ? '' : ` (${signed(-reduction)} %)`
    return `${formatNumber(median!)} by day ${endsOn}${change}`
  })
  const before = `${formatNumber(sparing.before.median)} mg daily before`
  const inputs = [...sparing.before.inputs, ...after.flatMap((window) => window.inputs)]
  return [lineOf(`Prednisone-equivalent, median of ${windowDays} days: ${[before, ...told].join(', ')}`, inputs)]
}

/** Leaves `mMRC` as it is. */
const sentenceStart = (text: string) => (/^[a-z]{2}/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text)
const signed = (value: number) => (value > 0 ? `+${formatNumber(value, 0)}` : formatNumber(value, 0))

const eventNames = { infection: 'infections', admission: 'admissions', 'acute-exacerbation': 'acute exacerbations' }

/** Only kinds of which there is one on record: none recorded is no proof that none was. */
function eventLines({ events }: ResponseCard): readonly ResponseLine[] {
  return events
    .filter(({ before, after }) => before.count + after.count > 0 && before.years > 0 && after.years > 0)
    .map(({ kind, before, after }) =>
      lineOf(
        `Recorded ${eventNames[kind]}: ${before.count} in ${formatNumber(before.years, 1)} patient-years before, ${after.count} in ${formatNumber(after.years, 1)} after`,
        [...before.inputs, ...after.inputs],
      ),
    )
}

function responseOf(record: CaseRecord, card: ResponseCard, today: IsoDay): DrugResponse {
  const { recordId, drug, start, dose, rows, near, beside } = card
  const told = rows.filter(({ statement }) => statement !== undefined)
  const measured = told.map((row) => lineOf(sentenceStart(row.statement!), inputsOfRow(row)))
  const named = (words: string, told: readonly string[], inputs: readonly UsedInput[]) =>
    told.length === 0 ? [] : [lineOf(`${words}: ${told.join('; ')}`, inputs)]
  const textOf = ({ text }: { readonly text: string }) => text
  return {
    recordId,
    drug,
    heading: `Start ${formatPartialDate(start.date)}${dose === undefined ? '' : ` with ${dose}`}`,
    ...(told.length > 0 && {
      changes: lineOf(told.map(({ statement }) => statement).join('; '), told.flatMap(inputsOfRow)),
    }),
    lines: [
      ...measured,
      ...sparingLine(record, start, today),
      ...eventLines(card),
      ...named(
        'Taken beside',
        beside.map(textOf),
        beside.flatMap(({ inputs }) => inputs),
      ),
      ...named(
        'Started near',
        near.map(textOf),
        near.map(({ input }) => input),
      ),
    ],
  }
}

/** The response to each start of a drug, in order of time. */
export function drugResponses(record: CaseRecord, today: IsoDay, settings: ClinicalSettings): readonly DrugResponse[] {
  return responseCards(record, settings, standardWindows, today).cards.map((card) => responseOf(record, card, today))
}
