/** Reads the cells that hold values, once it is known where they stand: label, date, number and unit of each. */
import { midSentence } from '../label-of.ts'
import type { Measure } from '../measures.ts'
import type { DateOrder } from '../parse-clinical-date.ts'
import { formatPartialDate, type PartialDate } from '../partial-date.ts'
import { unitLabel } from '../units.ts'
import type { Slot } from './layout.ts'
import { saysPercent, type LabelReader, type ReadLabel } from './match-label.ts'
import type {
  Assumption,
  DecimalSign,
  Delimiter,
  OpenLabel,
  PasteChoices,
  PasteContext,
  Proposal,
  ProposedCell,
  RefusalReason,
  RefusedCell,
} from './proposal.ts'
import { isBareYear, readDate, type DateReading } from './read-date.ts'
import { readUnitOf } from './read-unit.ts'
import { dissectValue, numberOf, readRange, speaksFor, type RawRange, type RawValue } from './read-value.ts'
import { settleDateOrder, settleDecimal } from './settle.ts'

interface Given {
  readonly context: PasteContext
  readonly choices: PasteChoices
  readonly readLabel: LabelReader
  readonly delimiter: Delimiter | undefined
}

/** A cell taken apart, before what holds for the whole block is settled. */
interface Parts {
  readonly slot: Slot
  readonly label: ReadLabel
  readonly reading: DateReading | undefined
  readonly raw: RawValue | undefined
  readonly range: RawRange | undefined
}

type Read = Omit<Proposal, 'layout' | 'delimiter'>

function readingOf(text: string | undefined, today: string): DateReading | undefined {
  if (text === undefined) return undefined
  return isBareYear(text) ? { kind: 'sure', date: text.trim(), century: false } : readDate(text, today)
}

function partsOf(slot: Slot, { context, readLabel }: Given): Parts {
  const own = slot.measureKey && context.measures.find(({ key }) => key === slot.measureKey)
  const label = own ? { measure: own } : readLabel(slot.label)
  const raw = dissectValue(slot.text, label.measure?.units.includes('L') ?? false)
  const range = readRange(slot.range ?? '') ?? readRange(raw?.bracket ?? '') ?? readRange(label.range ?? '')
  return { slot, label, raw, range, reading: readingOf(slot.date, context.today) }
}

const digitsOf = ({ slot, raw, range }: Parts): readonly string[] =>
  [raw?.digits, raw?.bracket?.match(/^\d[\d.,]*/)?.[0], range?.low, range?.high, slot.low, slot.high].filter(
    (digits) => digits !== undefined && /^\d[\d.,]*$/.test(digits),
  ) as readonly string[]

interface Refusal {
  readonly reason: RefusalReason
  readonly message: string
}
const refuse = (reason: RefusalReason, message: string): Refusal => ({ reason, message })
const isRefusal = (read: object | number): read is Refusal => typeof read === 'object' && 'reason' in read

export function readSlots(slots: readonly Slot[], given: Given): Read {
  const { context, choices, delimiter } = given
  const parts = slots.map((slot) => partsOf(slot, given))
  const written = parts.flatMap(({ slot, reading }) => (reading ? [{ text: slot.date ?? '', reading }] : []))
  const dateOrder = settleDateOrder(written, context.today, choices.dateOrder)
  const decimal = settleDecimal(parts.flatMap(digitsOf), delimiter, choices.decimal)
  const cells: ProposedCell[] = []
  const refused: RefusedCell[] = []
  const first = new Map<string, ProposedCell>()
  for (const part of parts) {
    const { slot } = part
    const place = { row: slot.row + 1, column: slot.column + 1, text: slot.text, label: slot.label }
    const read = readCell(part, given, dateOrder.value, decimal.value)
    if (isRefusal(read)) refused.push({ ...place, reason: read.reason, message: read.message })
    else for (const cell of read) takeOnce({ ...place, ...cell }, { cells, refused, first })
  }
  return { dateOrder, decimal, cells, refused, ...openLabels(parts, refused), wantsDate: wantsDate(parts, choices) }
}

interface Taken {
  readonly cells: ProposedCell[]
  readonly refused: RefusedCell[]
  /** The first value of each measure and date. */
  readonly first: Map<string, ProposedCell>
}

/** A form that is filled in once a date holds one value of an item; a laboratory may measure twice a day. */
function takeOnce(cell: ProposedCell, { cells, refused, first }: Taken): void {
  const key = `${cell.measure.key} ${cell.date}`
  const same = first.get(key)
  if (!same) first.set(key, cell)
  const isAgain = same?.value === cell.value && same.unit === cell.unit && same.comparator === cell.comparator
  if (!same || (cell.measure.form === 'laboratory' && !isAgain)) return void cells.push(cell)
  const { row, column, text, label, measure, date } = cell
  const where = `row ${same.row}, column ${same.column}`
  const message = `${measure.label} of ${formatPartialDate(date)} stands in ${where} already${isAgain ? '' : `, as ${same.text}`}.`
  refused.push({ row, column, text, label, reason: 'twice', message })
}

type CellContent = Omit<ProposedCell, 'row' | 'column' | 'text' | 'label'>

function readCell(
  parts: Parts,
  given: Given,
  order: DateOrder | undefined,
  decimal: DecimalSign | undefined,
): readonly CellContent[] | Refusal {
  const { slot, label, raw } = parts
  const named = label.measure
  if (!raw) return refuse('not-a-number', `“${slot.text}” is not a number.`)
  if (!named) {
    const message = slot.label === '' ? 'No heading says what it is.' : `“${slot.label}” is no item known here.`
    return refuse('unknown-label', message)
  }
  const measure = shareOfPredicted(named, slot.unit ?? raw.rest, given.context) ?? named
  const dated = readDateOf(parts, given.choices, order)
  if (isRefusal(dated)) return dated
  const value = readNumberOf(measure, raw, decimal)
  if (isRefusal(value)) return value
  const unit = readUnitFor(measure, parts, given)
  if (isRefusal(unit)) return unit
  const assumptions = [...(slot.measureKey ? [gridItem(measure)] : []), ...dated.assumptions, ...unit.assumptions]
  const { comparator } = raw
  const cell: CellContent = {
    measure,
    date: dated.date,
    value,
    assumptions,
    ...((comparator === '<' || comparator === '>') && { comparator }),
    ...(unit.unit !== undefined && { unit: unit.unit }),
    ...limitsOf(parts, measure, decimal),
  }
  const share = readShare(measure, raw, given.context, decimal)
  if (share && isRefusal(share)) return share
  return [cell, ...(share ? [{ ...share, date: dated.date, assumptions: dated.assumptions }] : [])]
}

const gridItem = (measure: Measure): Assumption => ({
  about: 'item',
  message: `${measure.label} is the row on which it was pasted; the text doesn’t name it.`,
})

/** FVC in % is FVC % predicted. */
function shareOfPredicted(measure: Measure, unit: string, { measures }: PasteContext): Measure | undefined {
  return saysPercent(unit) ? measures.find(({ key }) => key === `${measure.key}_pct`) : undefined
}

/** `2.31 (61 %)`: the volume, and its share of what was predicted. */
function readShare(
  measure: Measure,
  { bracket }: RawValue,
  context: PasteContext,
  decimal: DecimalSign | undefined,
): CellContent | undefined | Refusal {
  const match = /^(\d[\d.,]*)\s*(%.*)$/.exec(bracket ?? '')
  const share = match && shareOfPredicted(measure, match[2]!, context)
  if (!share) return undefined
  const value = readNumberOf(share, { digits: match[1]!, rest: '' }, decimal)
  return isRefusal(value) ? value : { measure: share, date: '', value, unit: '%', assumptions: [] }
}

interface Dated {
  readonly date: PartialDate
  readonly assumptions: readonly Assumption[]
}

function readDateOf({ slot, reading }: Parts, choices: PasteChoices, order: DateOrder | undefined): Dated | Refusal {
  const assumed = (date: PartialDate, message: string): Dated => ({ date, assumptions: [{ about: 'date', message }] })
  if (!reading) {
    if (slot.date !== undefined) return refuse('no-date', `“${slot.date}” is no date.`)
    if (slot.gridDate !== undefined)
      return assumed(slot.gridDate, 'The date is that of the column on which it was pasted; the text has none.')
    if (choices.date !== undefined) return assumed(choices.date, 'The date was chosen by hand; the text has none.')
    return refuse('no-date', 'No date belongs to it.')
  }
  const date =
    reading.kind === 'sure'
      ? reading.date
      : reading.dayFirst === undefined || reading.monthFirst === undefined
        ? (reading.dayFirst ?? reading.monthFirst)
        : order && (order === 'day-first' ? reading.dayFirst : reading.monthFirst)
  if (date === undefined) return refuse('two-readings', `“${slot.date}” can be read with the day or the month first.`)
  const said = formatPartialDate(date)
  if (reading.century) return assumed(date, `“${slot.date}” is taken as ${said}; the year has two digits.`)
  if (slot.dateFromAbove) return assumed(date, `${said} stands above it, not in its row.`)
  return { date, assumptions: [] }
}

function readNumberOf(
  measure: Measure,
  { digits, comparator }: RawValue,
  decimal: DecimalSign | undefined,
): number | Refusal {
  if (comparator === '≤' || comparator === '≥')
    return refuse('no-limit', `${comparator} can’t be kept: a result is < or > a limit, or the number itself.`)
  if (comparator !== undefined && !measure.comparator)
    return refuse('no-limit', `${measure.label} can’t be recorded as ${comparator} a limit.`)
  const spoken = speaksFor(digits)
  if (spoken === 'either' && decimal === undefined)
    return refuse(
      'two-readings',
      `“${digits}” can be read with a decimal ${digits.includes(',') ? 'comma' : 'point'} or as thousands.`,
    )
  const own = spoken === '.' || spoken === ',' ? spoken : '.'
  const value = numberOf(digits, decimal ?? own)
  if (value === undefined) {
    const isSigned = (spoken === '.' || spoken === ',') && decimal !== undefined
    const sign = decimal === ',' ? 'comma' : 'point'
    return refuse(
      'not-a-number',
      isSigned ? `“${digits}” doesn’t fit the decimal ${sign} of the others.` : `“${digits}” is not a number.`,
    )
  }
  if (measure.whole && !Number.isInteger(value))
    return refuse('not-a-number', `${measure.label} must be a whole number.`)
  return value
}

interface UnitRead {
  readonly unit: string | undefined
  readonly assumptions: readonly Assumption[]
}

const secondReading = /^(?:[/;|,:\-–]\s*)?[<>]?\d/

function readUnitFor(measure: Measure, { slot, label, raw }: Parts, { context, choices }: Given): UnitRead | Refusal {
  const known = (unit: string | undefined): UnitRead => ({ unit, assumptions: [] })
  const inCell = raw?.rest ?? ''
  // `10^9/l` begins with digits too.
  if (secondReading.test(inCell) && readUnitOf(measure, inCell) === undefined)
    return refuse('two-readings', `“${slot.text}” holds more than one number.`)
  const written = [inCell, slot.unit, label.unit].find(isGiven)
  if (written !== undefined) {
    const unit = readUnitOf(measure, written)
    if (unit !== undefined) return known(unit)
    if (measure.units.length === 0)
      return refuse('unknown-unit', `${measure.label} has no unit; “${written}” was given.`)
    const allowed = measure.units.map(unitLabel).join(' or ')
    return refuse('unknown-unit', `${measure.label} can be in ${allowed}; “${written}” was given.`)
  }
  const [usual] = measure.units
  // The unit of an item that never has another needs no saying.
  if (usual === undefined || (measure.form !== 'laboratory' && measure.units.length === 1)) return known(usual)
  const chosen = choices.units?.[measure.key]
  if (chosen !== undefined && measure.units.includes(chosen)) return known(chosen)
  const last = context.lastUnit(measure)
  const assumed = (unit: string, why: string): UnitRead => ({
    unit,
    assumptions: [{ about: 'unit', message: `${unitLabel(unit)} is assumed: ${why}` }],
  })
  if (last !== undefined && measure.units.includes(last))
    return assumed(last, `the patient’s last ${midSentence(measure.label)} was in it.`)
  if (measure.units.length === 1) return assumed(usual, `${measure.label} is in no other unit here.`)
  return refuse('no-unit', `${measure.label} needs a unit; the text names none.`)
}

const isGiven = (text: string | undefined): text is string => text !== undefined && text !== ''

function limitsOf(
  { slot, range }: Parts,
  measure: Measure,
  decimal: DecimalSign | undefined,
): Pick<ProposedCell, 'refLow' | 'refHigh'> {
  if (measure.form !== 'laboratory') return {}
  const read = (digits: string | undefined) => {
    if (digits === undefined || !/^\d[\d.,]*$/.test(digits)) return undefined
    const spoken = speaksFor(digits)
    if (spoken === 'either' && decimal === undefined) return undefined
    return numberOf(digits, decimal ?? (spoken === ',' ? ',' : '.'))
  }
  const low = read(range?.low ?? slot.low)
  const high = read(range?.high ?? slot.high)
  // Upside down, it is no range.
  if (low !== undefined && high !== undefined && low > high) return {}
  return { ...(low !== undefined && { refLow: low }), ...(high !== undefined && { refHigh: high }) }
}

function openLabels(
  parts: readonly Parts[],
  refused: readonly RefusedCell[],
): Pick<Proposal, 'unknownLabels' | 'unitless'> {
  const unknown = new Map<string, OpenLabel>()
  for (const { label, reason, row, column } of refused) {
    if (reason !== 'unknown-label' || label === '') continue
    const before = unknown.get(label)
    unknown.set(label, before ? { ...before, count: before.count + 1 } : { label, row, column, count: 1 })
  }
  const unitless = new Map<string, Proposal['unitless'][number]>()
  for (const { label, reason, row, column } of refused) {
    if (reason !== 'no-unit') continue
    const measure = parts.find(({ slot }) => slot.row + 1 === row && slot.column + 1 === column)?.label.measure
    if (!measure) continue
    const before = unitless.get(measure.key)
    unitless.set(
      measure.key,
      before ? { ...before, count: before.count + 1 } : { label, row, column, count: 1, measure },
    )
  }
  return { unknownLabels: [...unknown.values()], unitless: [...unitless.values()] }
}

const wantsDate = (parts: readonly Parts[], choices: PasteChoices): boolean =>
  choices.date !== undefined ||
  parts.some(({ slot, raw }) => raw && slot.date === undefined && slot.gridDate === undefined)
