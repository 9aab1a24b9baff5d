/** Pasted values beside what is recorded already: what is new, what is there, what differs, and what is taken. */
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ProposedCell } from '#shared/domain/paste/proposal.ts'
import { convert } from '#shared/domain/units.ts'
import { cellText } from './cell-text.ts'
import type { CellValue, Entry } from './entries.ts'
import { judgePlans, type PlanDoubt } from './judge-plans.ts'
import { planChanges, type Plan } from './plan-changes.ts'
import { cellKey, type CellKey, type Result, type Sheet } from './sheet.ts'

/** What becomes of a pasted value. `replace` and `beside` are for days that have another value. */
export type Taking = 'save' | 'leave' | 'replace' | 'beside'

export interface PasteRow {
  /** Place in the text and measure: a cell can hold a volume and its percentage. */
  readonly id: string
  readonly key: CellKey
  readonly cell: ProposedCell
  /** What is recorded for that day, as text. */
  readonly recorded: string
  readonly state: 'new' | 'same' | 'differs'
  readonly taking: Taking
  /** What it can be, besides being left out. */
  readonly choices: readonly Taking[]
  /** Why it can't be saved. */
  readonly refused?: string
  /** Why it is asked about. */
  readonly unusual?: string
}

export interface PasteOutcome {
  readonly rows: readonly PasteRow[]
  readonly plans: readonly Plan[]
  readonly doubts: readonly PlanDoubt[]
  /** How many values are saved. */
  readonly count: number
}

export type Takings = Readonly<Record<string, Taking>>

function isSame(cell: ProposedCell, result: Result): boolean {
  if (cell.comparator !== result.comparator) return false
  if (cell.unit === result.unit) return cell.value === result.value
  if (cell.unit === undefined || result.unit === undefined) return false
  const converted = convert(cell.value, cell.unit, result.unit, cell.measure.name)
  return converted !== undefined && Math.abs(converted - result.value) <= 1e-6 * Math.abs(result.value)
}

function rowOf(cell: ProposedCell, sheet: Sheet, takings: Takings): PasteRow {
  const id = `${cell.row},${cell.column},${cell.measure.key}`
  const key = cellKey(cell.measure.key, cell.date)
  const results = sheet.results.get(key) ?? []
  const recorded = cellText(results, cell.unit)
  const state = results.length === 0 ? 'new' : results.some((result) => isSame(cell, result)) ? 'same' : 'differs'
  const choices: readonly Taking[] =
    state === 'new'
      ? ['save']
      : state === 'same'
        ? []
        : cell.measure.form === 'laboratory'
          ? ['replace', 'beside']
          : ['replace']
  const chosen = takings[id]
  // What differs from the record is left out until somebody says which of the two is right.
  const taking =
    chosen !== undefined && (chosen === 'leave' || choices.includes(chosen))
      ? chosen
      : state === 'new'
        ? 'save'
        : 'leave'
  return { id, key, cell, recorded, state, choices, taking }
}

const valueOfResult = ({ value, comparator, unit, low, high }: Result): CellValue => ({
  value,
  ...(comparator && { comparator }),
  ...(unit !== undefined && { unit }),
  ...(low !== undefined && { refLow: low }),
  ...(high !== undefined && { refHigh: high }),
})

const valueOfCell = ({ value, comparator, unit, refLow, refHigh }: ProposedCell): CellValue => ({
  value,
  ...(comparator && { comparator }),
  ...(unit !== undefined && { unit }),
  ...(refLow !== undefined && { refLow }),
  ...(refHigh !== undefined && { refHigh }),
})

/** The cells that the rows taken make, each with what else it holds. */
function entriesOf(rows: readonly PasteRow[], sheet: Sheet): readonly Entry[] {
  const entries = new Map<CellKey, Entry>()
  for (const { key, cell, taking } of rows) {
    if (taking === 'leave') continue
    const before = entries.get(key)?.values ?? (sheet.results.get(key) ?? []).map(valueOfResult)
    const value = valueOfCell(cell)
    const values = taking === 'replace' ? [value, ...before.slice(1)] : [...before, value]
    entries.set(key, { measure: cell.measure, date: cell.date, values })
  }
  return [...entries.values()]
}

/** Enough rounds to leave out, one after the other, what only shows once something else is left out. */
const rounds = 4

export function pasteOutcome(
  cells: readonly ProposedCell[],
  takings: Takings,
  given: { readonly sheet: Sheet; readonly caseRecord: CaseRecord; readonly today: string },
): PasteOutcome {
  const { sheet, caseRecord, today } = given
  const refusals = new Map<CellKey, string>()
  const rows = cells.map((cell) => rowOf(cell, sheet, takings))
  for (let round = 0; ; round++) {
    const taken = rows.filter(({ key, taking }) => taking !== 'leave' && !refusals.has(key))
    const plans = planChanges(entriesOf(taken, sheet), sheet, caseRecord)
    const { refused, doubts } = judgePlans(plans, caseRecord, today)
    refused.forEach(({ cell, message }) => refusals.set(cell, message))
    if (refused.length > 0 && round < rounds) continue
    const asked = new Map(doubts.map(({ cell, message }) => [cell, message]))
    return {
      plans,
      doubts,
      count: taken.length,
      rows: rows.map((row) => {
        const [wrong, unusual] = [refusals.get(row.key), asked.get(row.key)]
        if (wrong !== undefined) return { ...row, taking: 'leave', choices: [], refused: wrong }
        return unusual !== undefined && row.taking !== 'leave' ? { ...row, unusual } : row
      }),
    }
  }
}

/** What the space bar makes of a row: the next of what it can be. */
export function nextTaking({ taking, choices }: PasteRow): Taking {
  const all: readonly Taking[] = ['leave', ...choices]
  return all[(all.indexOf(taking) + 1) % all.length] ?? 'leave'
}
