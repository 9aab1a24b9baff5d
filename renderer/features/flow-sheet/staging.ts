/** Cells that were typed and not saved yet, with the columns and rows that were added for them, and the way back. */
import type { PartialDate } from '#shared/domain/partial-date.ts'
import { comparePartialDates, isPartialDate } from '#shared/domain/partial-date.ts'
import type { CellKey } from './sheet.ts'

export interface Staged {
  /** Text as typed, by cell; empty text empties the cell. */
  readonly cells: Readonly<Record<CellKey, string>>
  /** Columns that were added. */
  readonly dates: readonly PartialDate[]
  /** Keys of measures whose rows were added. */
  readonly rows: readonly string[]
}

export const nothingStaged: Staged = { cells: {}, dates: [], rows: [] }

export const isNothing = ({ cells, dates, rows }: Staged): boolean =>
  dates.length === 0 && rows.length === 0 && Object.keys(cells).length === 0

export interface Staging {
  readonly now: Staged
  readonly before: readonly Staged[]
  readonly after: readonly Staged[]
}

export const startStaging = (now: Staged = nothingStaged): Staging => ({ now, before: [], after: [] })

/** As many steps back as anybody remembers having made. */
const maxSteps = 200

export function stage({ now, before }: Staging, next: Staged): Staging {
  return { now: next, before: [...before, now].slice(-maxSteps), after: [] }
}

export function stepBack({ now, before, after }: Staging): Staging {
  const last = before.at(-1)
  return last ? { now: last, before: before.slice(0, -1), after: [now, ...after] } : { now, before, after }
}

export function stepForward({ now, before, after }: Staging): Staging {
  const [next, ...rest] = after
  return next ? { now: next, before: [...before, now], after: rest } : { now, before, after }
}

/** Sets cells; a text that is the saved one takes the cell out of what is staged. */
export function withCells(
  staged: Staged,
  texts: readonly (readonly [key: CellKey, text: string])[],
  savedText: (key: CellKey) => string,
): Staged {
  const cells = { ...staged.cells }
  for (const [key, text] of texts) {
    if (text.trim() === savedText(key)) delete cells[key]
    else cells[key] = text.trim()
  }
  return { ...staged, cells }
}

export const withDate = (staged: Staged, date: PartialDate): Staged => ({
  ...staged,
  dates: [...new Set([...staged.dates, date])].sort(comparePartialDates),
})

export const withRows = (staged: Staged, keys: readonly string[]): Staged => ({
  ...staged,
  rows: [...new Set([...staged.rows, ...keys])],
})

/** What a kept draft holds, as far as it can be read. */
export function stagedOf(content: unknown): Staged {
  if (typeof content !== 'object' || content === null) return nothingStaged
  const { cells, dates, rows } = content as Record<keyof Staged, unknown>
  const texts = typeof cells === 'object' && cells !== null ? Object.entries(cells) : []
  return {
    cells: Object.fromEntries(texts.filter((entry) => typeof entry[1] === 'string')) as Staged['cells'],
    dates: Array.isArray(dates) ? dates.filter((date) => typeof date === 'string' && isPartialDate(date)) : [],
    rows: Array.isArray(rows) ? rows.filter((key) => typeof key === 'string') : [],
  }
}
