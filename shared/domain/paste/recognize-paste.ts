/**
 * Understands a block that was copied from a spreadsheet or a laboratory's report, whatever its layout. The answer is a
 * proposal: what isn't said is marked as assumed, and what can't be taken is named with its place and the reason. Works on
 * any text.
 */
import { bareBlock } from './bare-block.ts'
import { datesAcross } from './dates-across.ts'
import { datesDown } from './dates-down.ts'
import { isFilled, looksOf, type Layout, type Looks } from './layout.ts'
import { listOfResults } from './list-of-results.ts'
import type { Measure } from '../measures.ts'
import { labelReader, type LabelReader } from './match-label.ts'
import type { PasteChoices, PasteContext, Proposal } from './proposal.ts'
import { readSlots } from './read-slots.ts'
import { splitText } from './split-text.ts'

/** More text than any sheet of one patient has. */
const maxLength = 2_000_000

/** How much of a layout makes sense: values under known headings and dates count, values under unknown ones little. */
function senseOf({ slots }: Layout, looks: Looks): number {
  return slots.reduce((sum, { text, label, measureKey, date, gridDate }) => {
    const isDated = gridDate !== undefined || (date !== undefined && date !== '')
    const isKnown = measureKey !== undefined || looks.isLabel(label)
    if (!looks.isNumber(text)) return sum
    return sum + (isKnown ? (isDated ? 10 : 4) : isDated && isFilled(label) ? 1 : 0)
  }, 0)
}

const readers = new WeakMap<readonly Measure[], LabelReader>()

/** The reader of the headings of these measures; a text is read again with each choice that is made about it. */
function readerOf(measures: readonly Measure[]): LabelReader {
  const reader = readers.get(measures) ?? labelReader(measures)
  readers.set(measures, reader)
  return reader
}

function readerWith(context: PasteContext, { labels = {} }: PasteChoices): LabelReader {
  const read = readerOf(context.measures)
  return (label) => {
    const key = Object.hasOwn(labels, label) ? labels[label] : undefined
    const chosen = key === undefined ? undefined : context.measures.find((measure) => measure.key === key)
    return chosen ? { ...read(label), measure: chosen } : read(label)
  }
}

export function recognizePaste(text: string, context: PasteContext, choices: PasteChoices = {}): Proposal {
  const { delimiter, rows } = splitText(text.slice(0, maxLength))
  const readLabel = readerWith(context, choices)
  const looks = looksOf(readLabel, context.today)
  const layouts = [
    datesAcross(rows, looks),
    datesDown(rows, looks),
    listOfResults(rows, looks),
    bareBlock(rows, looks, context.anchor),
  ].filter((layout) => layout !== undefined)
  const best = layouts.reduce<Layout | undefined>(
    (found, layout) => (!found || senseOf(layout, looks) > senseOf(found, looks) ? layout : found),
    undefined,
  )
  return { layout: best?.kind, delimiter, ...readSlots(best?.slots ?? [], { context, choices, readLabel, delimiter }) }
}
