/** What stands under the figure of a marked pair, and on its pictures: written from the record. */
import { capital } from '../label-of.ts'
import { formatPartialDate } from '../partial-date.ts'
import type { PartialDate } from '../partial-date.ts'
import { windowPresets, windowWords } from './gray-window.ts'
import type { GrayWindow } from './gray-window.ts'
import { intervalWords } from './interval-words.ts'
import type { PairFacts, PairSideFacts } from './pair-figure.ts'

/** How dates are told: by the calendar, or as a case report counts them. */
export type DateWords = (date: PartialDate) => string

const number = (value: number, decimals: number): string =>
  String(Number(value.toFixed(decimals)) + 0).replace('-', '−')

/** `February 2021` stands as `Feb 2021`; where there is none, that is said. */
export const sideLabel = ({ date }: PairSideFacts, when: DateWords = formatPartialDate): string =>
  date === undefined ? 'date not recorded' : when(date)

function windowName({ center, width }: GrayWindow): string {
  const preset = Object.entries(windowPresets).find(([, each]) => each.center === center && each.width === width)
  return preset ? `${preset[0]} window` : 'window'
}

function thicknessWords(earlier: PairSideFacts, later: PairSideFacts): string | undefined {
  const [a, b] = [earlier.thicknessMm, later.thicknessMm]
  if (a === undefined && b === undefined) return undefined
  if (a === b) return `slices of ${number(a!, 2)} mm`
  const words = (mm: number | undefined) => (mm === undefined ? 'unknown thickness' : `${number(mm, 2)} mm`)
  return `slices of ${words(a)} (a) and ${words(b)} (b)`
}

/** A case report has no free text and tells no calendar date. */
interface CaptionWish {
  readonly when?: DateWords
  readonly withoutTitle?: boolean
}

/** One paragraph. */
export function pairCaption(
  { title, earlier, later, window, isCropped, source }: PairFacts,
  { when = formatPartialDate, withoutTitle = false }: CaptionWish = {},
): string {
  const isCt = [earlier, later].every(({ modality }) => modality === undefined || modality === 'CT')
  const interval = intervalWords(earlier.date, later.date)
  const what = isCt ? 'CT' : 'Images'
  const levels = `table position ${number(earlier.levelMm, 1)} mm and ${number(later.levelMm, 1)} mm`
  const details = [
    window && `${windowName(window)} (${windowWords(window)})`,
    thicknessWords(earlier, later),
    isCropped ? 'cropped alike, same scale' : 'same scale',
  ]
  return [
    title && !withoutTitle ? `${title.replace(/\.?$/, '.')}` : undefined,
    `${what} at the same level of the body (${levels}): (a) ${sideLabel(earlier, when)}, (b) ${sideLabel(later, when)}${interval === undefined ? '' : `, ${apart(interval)}`}.`,
    `${capital(details.filter((part) => part !== undefined).join('; '))}.`,
    source === 'illustrative' ? 'Illustrative: these are not images of the patient.' : undefined,
    source === 'synthetic' ? 'Synthetic: this patient does not exist.' : undefined,
  ]
    .filter((sentence) => sentence !== undefined)
    .join(' ')
}

const apart = (interval: string): string => (interval === 'the same day' ? interval : `${interval} apart`)
