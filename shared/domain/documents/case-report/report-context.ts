import { listed } from '#shared/lib/listed.ts'
import type { RecordSource } from '../../../dictionary/record.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { ClinicalSettings } from '../../clinical-settings.ts'
import { midSentence } from '../../label-of.ts'
import type { IsoDay, PartialDate } from '../../partial-date.ts'
import { gap, type Piece, type Text } from '../blocks.ts'
import type { ToldPair } from '../../imaging/pair-figure.ts'
import type { ToldDates } from './told-dates.ts'

/** What every part of a case report is written from. */
export interface ReportContext {
  /** Without anything that could tell who the patient is. */
  readonly record: CaseRecord
  /** The record itself: only ever asked whether something is in it. */
  readonly whole: CaseRecord
  readonly tell: ToldDates
  /** Pairs of CT images that stand in it. */
  readonly pairs: readonly ToldPair[]
  /** The last day that the record tells of. */
  readonly last: IsoDay
  readonly today: IsoDay
  readonly settings: ClinicalSettings
}

/** A value with the label that goes wherever it goes. Of a wholly synthetic case the head of the report says it once. */
export const marked = (text: string, source: RecordSource): string =>
  source === 'illustrative' ? `${text} (illustrative)` : text

/** In a table: when, or that this is not recorded. */
export const whenCell = ({ tell }: ReportContext, date: PartialDate | undefined): Text => [
  date === undefined ? gap('date not recorded') : tell.when(date),
]

/** In a table: the words, or an empty cell. */
export const cell = (text: string | undefined): Text => [text ?? '']

/** In a table: the words, or what is missing. */
export const cellOr = (text: string | undefined, missing: string): Text => [text ? text : gap(missing)]

export const recordedText = gap('text in the record')

/** Labels as they stand inside a sentence; one that has a comma of its own is set apart from the others. */
export function inSentence(labels: readonly string[]): string {
  const words = [...new Set(labels)].map(midSentence)
  return words.some((each) => each.includes(',')) ? words.join('; ') : listed(words)
}

/** Pieces with a space between them. */
export const spaced = (...pieces: readonly (Piece | undefined)[]): Text =>
  pieces
    .filter((piece): piece is Piece => piece !== undefined && piece !== '')
    .flatMap((piece, index) => (index === 0 ? [piece] : [' ', piece]))

/** Of a long series the first, the one that stands out, and the last; of a short one all. */
export function toldOf<T>(series: readonly T[], standsOut: T | undefined, most = 6): readonly T[] {
  if (series.length <= most) return series
  const told = new Set([series[0], standsOut, series.at(-1)])
  return series.filter((each) => told.has(each))
}
