import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { formatNumber } from '../format-number.ts'
import { labelOf, midSentence } from '../label-of.ts'
import { percentSeries, type PercentPoint } from '../lung-function/percent-series.ts'
import {
  ageInYears,
  comparePartialDates,
  dayNumber,
  firstDay,
  middleDay,
  type IsoDay,
  type PartialDate,
} from '../partial-date.ts'
import type { Criterion, Rule, RuleFinding } from '../rules/rule-finding.ts'
import { dated, usedInput } from '../rules/used-input.ts'
import { gapAgePoints, gapDlcoPart, gapFvcPart, type GapPart } from './gap.ts'
import { arithmeticOf, ildGapOf, subtypePart } from './ild-gap.ts'

const rule: Rule = {
  id: 'ild-gap',
  name: 'ILD-GAP',
  version: '1',
  citation: 'Ryerson CJ et al. Chest 2014;145:723–8. doi 10.1378/chest.13-1474',
  caveat:
    'Percentages are rounded to whole ones first, as the published bands are written. How many of its patients had myositis was not found. Values of more than a year apart are not put together; that limit is this program’s.',
}

/** FVC and DLCO further apart than this describe different states. */
const daysTogether = 366

interface Known {
  readonly criterion: Criterion
  readonly part?: GapPart
  readonly date?: PartialDate
}

const known = (
  id: string,
  name: string,
  part: GapPart | undefined,
  because: string,
  inputs: Criterion['inputs'] = [],
): Known => ({
  criterion: { id, name, met: part && part.points > 0, because, inputs, ...(part && { points: part.points }) },
  ...(part && { part }),
})

function sexOf({ case: frame }: CaseRecord): Known {
  if (frame.sex !== 'male' && frame.sex !== 'female') return known('sex', 'Sex', undefined, 'Not recorded.')
  const text = labelOf('case', 'sex', frame.sex)
  const part: GapPart = { item: 'sex', points: frame.sex === 'male' ? 1 : 0 }
  return known('sex', 'Sex', part, text, [usedInput('case', frame, { item: 'sex', text })])
}

/** Completed years at the test; of vague dates only where both bounds score alike. */
function ageOf({ case: frame }: CaseRecord, at: PartialDate | undefined): Known {
  const birth = frame.birth_date
  if (birth === undefined) return known('age', 'Age', undefined, 'The birth date is not recorded.')
  if (at === undefined) return known('age', 'Age', undefined, 'Counts at the test; there is none.')
  const { min, max } = ageInYears(birth, at)
  const text = `${min === max ? min : `${min}–${max}`} years${dated(at)}`
  const input = usedInput('case', frame, { item: 'birth_date', date: birth, text })
  if (gapAgePoints(min) !== gapAgePoints(max))
    return known('age', 'Age', undefined, `${text}: the birth date leaves the points open.`, [input])
  return known('age', 'Age', { item: 'age', points: gapAgePoints(min) }, text, [input])
}

const nearLimit = (part: GapPart) => (part.nearLimit ? ', near a limit of the bands' : '')

function percentInput(name: string, item: string, point: PercentPoint, basis: string) {
  const shown = formatNumber(point.value, 1)
  const text = `${name} ${shown} %${dated(point.date)}, ${basis}`
  const frame = { id: point.recordId, version: point.version, source: point.source, created_at: '', updated_at: '' }
  return usedInput('pft', frame, { item, date: point.date, text })
}

/** The newest value by a day. */
const newest = (points: readonly PercentPoint[], upTo: number) =>
  points.findLast((point) => firstDay(point.date) <= upTo)

function fvcOf(record: CaseRecord, settings: ClinicalSettings, upTo: number): Known {
  const { points, reference } = percentSeries(record, 'fvc', settings)
  const point = newest(points, upTo)
  if (!point) return known('fvc', 'FVC', undefined, 'No FVC in percent of predicted.')
  const part = gapFvcPart(point.value)
  const input = percentInput('FVC', 'fvc', point, reference)
  return { ...known('fvc', 'FVC', part, `${input.text}${nearLimit(part)}`, [input]), date: point.date }
}

/** The newest word on DLCO: a value, or that the patient was too ill to perform it. */
function dlcoOf(record: CaseRecord, settings: ClinicalSettings, upTo: number): Known {
  const { points, reference } = percentSeries(record, 'dlco', settings)
  const point = newest(points, upTo)
  const tooIll = record.records.pft.findLast(
    ({ dlco_attempt, date }) => dlco_attempt === 'too-ill' && date !== undefined && firstDay(date) <= upTo,
  )
  if (tooIll && (!point || comparePartialDates(tooIll.date!, point.date) > 0)) {
    const text = `DLCO could not be performed${dated(tooIll.date)}: too ill`
    const input = usedInput('pft', tooIll, { item: 'dlco_attempt', date: tooIll.date, text })
    return { ...known('dlco', 'DLCO', gapDlcoPart('cannot'), text, [input]), date: tooIll.date! }
  }
  if (!point) return known('dlco', 'DLCO', undefined, 'No DLCO in percent of predicted.')
  const part = gapDlcoPart(point.value)
  const input = percentInput('DLCO', 'dlco', point, reference)
  return { ...known('dlco', 'DLCO', part, `${input.text}${nearLimit(part)}`, [input]), date: point.date }
}

const connectiveTissue = new Set(['asys', 'pm', 'dm', 'adm', 'imnm', 'overlap', 'other-ctd'])

/** ILD of a connective tissue disease, where one is diagnosed. IPAF alone is none. */
function subtypeOf({ records }: CaseRecord): Known {
  const found = records.diagnosis.find(({ kind }) => kind !== undefined && connectiveTissue.has(kind))
  if (!found) return known('subtype', 'Kind of ILD', undefined, 'No connective tissue disease is diagnosed.')
  const text = `CTD-ILD: ${midSentence(labelOf('diagnosis', 'kind', found.kind!))}`
  const input = usedInput('diagnosis', found, { item: 'kind', date: found.date, text })
  return known('subtype', 'Kind of ILD', subtypePart('CTD-ILD'), text, [input])
}

/** ILD-GAP from the newest FVC and DLCO up to a day, or what it lacks. */
export function ildGapFinding(record: CaseRecord, settings: ClinicalSettings, upTo: IsoDay): RuleFinding {
  const day = dayNumber(upTo)
  const fvc = fvcOf(record, settings, day)
  const dlco = dlcoOf(record, settings, day)
  const all = [sexOf(record), ageOf(record, fvc.date ?? dlco.date), fvc, dlco, subtypeOf(record)]
  const criteria = all.map(({ criterion }) => criterion)
  const open = all.filter(({ part }) => part === undefined).map(({ criterion }) => midSentence(criterion.name))
  const none = (because: string, missing: readonly string[]): RuleFinding => ({
    rule,
    met: undefined,
    because,
    criteria,
    missing,
  })
  if (open.length > 0) return none(`Not calculable: ${open.join(', ')} not known.`, open)
  if (Math.abs(middleDay(fvc.date!) - middleDay(dlco.date!)) > daysTogether)
    return none(`Not calculable: FVC${dated(fvc.date)} and DLCO${dated(dlco.date)} are more than a year apart.`, [
      'FVC and DLCO of about the same day',
    ])
  const gap = ildGapOf(all.flatMap(({ part }) => part ?? []))
  return {
    rule,
    met: undefined,
    because: `${arithmeticOf(gap)}; mortality ${formatNumber(gap.mortality1y, 1)} % in 1 year, ${formatNumber(gap.mortality3y, 1)} % in 3 years.`,
    criteria,
    missing: [],
    score: { value: gap.index, text: String(gap.index) },
  }
}
