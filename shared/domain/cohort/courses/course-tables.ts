/** Slopes and coefficients of a fitted course as tables and sentences. */
import { StatisticsProblem } from '#shared/statistics/method.ts'
import type { Gathered } from '../analysis.ts'
import type { AnalysisOutcome, ResultCell, ResultTable } from '../analysis-result.ts'
import { courseModel, type CaseCourse, type CourseModel, type CourseRequest, type Placing } from './course-data.ts'
import { slopesOf, yearsOfGroup, type CourseFit, type Effect, type Slope, type SlopeKind } from './course-effects.ts'
import { numberCell, pCell, pWords, rangeCell, rangeWords, signedNumber, textCell } from '../number-words.ts'
import { everybody } from '../survival/survival-figure.ts'
import { termLabel } from '../term-label.ts'
import { midSentence } from '../../label-of.ts'
import { daysAYear } from '../../partial-date.ts'

/** A change of percent of predicted is in points. */
const changeUnit = ({ outcome: { unit } }: CourseModel): string => (unit === '%' ? 'points' : (unit ?? 'units'))

const decimalsOf = ({ outcome: { decimals } }: CourseModel): number => Math.max(1, decimals)

const kindWords: Readonly<Record<SlopeKind, string>> = {
  before: 'Slope before the index',
  after: 'Slope after the index',
  change: 'Change of slope at the index',
  slope: 'Slope',
}

export function slopesTable(model: CourseModel, slopes: readonly Slope[]): ResultTable {
  const digits = decimalsOf(model)
  return {
    id: 'slopes',
    title: `${model.outcome.label}: ${changeUnit(model)} a year`,
    columns: [
      { label: '' },
      { label: 'Estimate', numeric: true },
      { label: '95 % CI', numeric: true },
      { label: 'p', numeric: true },
    ],
    rows: slopes.flatMap(({ group, kind, told }, at) => [
      ...(model.group && slopes[at - 1]?.group !== group
        ? [{ cells: [textCell(`${model.group.variable.label}: ${group}`)], role: 'heading' as const }]
        : []),
      { cells: [textCell(kindWords[kind]), ...effectCells(told?.effect, digits)] },
    ]),
    notes: slopes.every(({ told }) => told) ? [] : ['–: the values of this group don’t tell this slope.'],
  }
}

const effectCells = (effect: Effect | undefined, digits: number): ResultCell[] =>
  effect
    ? [numberCell(effect.estimate, digits), rangeCell(effect.lower, effect.upper, digits), pCell(effect.p)]
    : ['–', '–', '–'].map((text) => textCell(text))

export function coefficientsTable(model: CourseModel, fit: CourseFit, seLabel: string): ResultTable {
  const effects = fit.names.map((name, at) => ({
    name,
    effect: fit.effect(Float64Array.from(fit.names, (_, index) => (index === at ? 1 : 0))),
  }))
  const hasDf = effects.some(({ effect }) => effect?.df !== undefined)
  return {
    id: 'fixed',
    title: 'Coefficients',
    columns: [
      { label: 'Term' },
      { label: 'In R' },
      { label: 'Estimate', numeric: true },
      { label: seLabel, numeric: true },
      ...(hasDf ? [{ label: 'df', numeric: true }] : []),
      { label: hasDf ? 't' : 'z', numeric: true },
      { label: '95 % CI', numeric: true },
      { label: 'p', numeric: true },
    ],
    rows: effects.map(({ name, effect }) => ({
      cells: [
        textCell(wordsOfTerm(model, name)),
        textCell(name),
        numberCell(effect?.estimate, 3),
        numberCell(effect?.se, 3),
        ...(hasDf ? [numberCell(effect?.df, 1)] : []),
        numberCell(effect && effect.estimate / effect.se, 2),
        rangeCell(effect?.lower, effect?.upper, 3),
        pCell(effect?.p),
      ],
    })),
    notes: Object.entries(model.levels).map(
      ([column, [reference]]) =>
        `${model.covariates.find((one) => one.column === column)?.variable.label ?? column}: against ${reference!}.`,
    ),
  }
}

function wordsOfTerm(model: CourseModel, name: string): string {
  if (name === '(Intercept)') return model.covariates.length === 0 ? 'Mean at the index' : 'Intercept'
  const [time = '', ...rest] = name.split(':')
  const words =
    time === 'years'
      ? model.piecewise
        ? 'Years (slope before the index)'
        : 'Years (slope)'
      : time === 'years_after'
        ? 'Years after the index (change of slope)'
        : undefined
  if (words === undefined) return termLabel(name, model.covariates, model.levels)
  return rest.length === 0 ? words : `${words} × ${termLabel(rest.join(':'), model.covariates, model.levels)}`
}

/** “FVC % fell by 3.1 points a year before the first infusion and rose by 0.8 after (change +3.9, …)”. */
export function slopeFindings(model: CourseModel, slopes: readonly Slope[], index: string): string[] {
  const digits = decimalsOf(model)
  const unit = changeUnit(model)
  const certainty = ({ lower, upper, p }: Effect) => `95 % CI ${rangeWords(lower, upper, digits)}, ${pWords(p)}`
  return [...Map.groupBy(slopes, ({ group }) => group)].map(([group, own]) => {
    const of = (kind: SlopeKind) => own.find((slope) => slope.kind === kind)?.told?.effect
    const who = group === everybody ? model.outcome.label : `${group}: ${model.outcome.label}`
    const [before, after, change, slope] = [of('before'), of('after'), of('change'), of('slope')]
    const one = (effect: Effect) => `${who} ${moved(effect, digits, unit)}`
    if (slope) return `${one(slope)} (${certainty(slope)}).`
    if (before && !after)
      return `${one(before)} before the ${index} (${certainty(before)}); values after it are too few to tell a slope.`
    if (after && !before)
      return `${one(after)} after the ${index} (${certainty(after)}); values before it are too few to tell a slope.`
    if (!before || !after || !change) return `${who}: the values are too few to tell a slope.`
    return `${one(before)} before the ${index} and ${movedThen(before, after, digits, unit)} after (change ${signedNumber(change.estimate, digits)}, ${certainty(change)}).`
  })
}

const wayOf = ({ estimate }: Effect, digits: number): 'fell' | 'rose' | 'level' =>
  Number(estimate.toFixed(digits)) === 0 ? 'level' : estimate < 0 ? 'fell' : 'rose'

const amountOf = ({ estimate }: Effect, digits: number): string => Math.abs(estimate).toFixed(digits)

/** `fell by 3.1 points a year`, `stayed level`. */
function moved(slope: Effect, digits: number, unit: string): string {
  const way = wayOf(slope, digits)
  return way === 'level' ? 'stayed level' : `${way} by ${amountOf(slope, digits)} ${unit} a year`
}

/** The same, without what was said of the slope before it. */
function movedThen(first: Effect, then: Effect, digits: number, unit: string): string {
  const [before, after] = [wayOf(first, digits), wayOf(then, digits)]
  if (before === 'level' || after === 'level') return moved(then, digits, unit)
  return `${before === after ? '' : `${after} `}by ${amountOf(then, digits)}`
}

const placingWords: Readonly<Record<Placing, string>> = {
  chosen: 'As the cohort places them',
  first: 'First day',
  last: 'Last day',
}

interface CourseSlopes {
  readonly model: CourseModel
  readonly slopes: readonly Slope[]
}

/**
 * The same with partial dates elsewhere; nothing where that was not asked for, or no date in use is partial.
 * @param chosen with partial dates as the cohort places them
 * @param refit to the data with partial dates placed otherwise
 */
export function sensitivityTable(
  gathered: readonly Gathered<CaseCourse>[],
  request: CourseRequest,
  chosen: CourseSlopes,
  refit: (model: CourseModel) => CourseFit,
): ResultTable | undefined {
  if (!request.sensitivity) return undefined
  const isMoved = gathered.some(
    ({ value: { points } }) => !samePoints(points.chosen, points.first) || !samePoints(points.chosen, points.last),
  )
  if (!isMoved) return undefined
  const moved = (placing: Placing): CourseSlopes => {
    const model = courseModel(gathered, request, placing)
    return { model, slopes: slopesOf(model, refit(model)) }
  }
  const runs = (['chosen', 'first', 'last'] as const).map((placing) => {
    try {
      return { placing, problem: undefined, ...(placing === 'chosen' ? chosen : moved(placing)) }
    } catch (error) {
      if (error instanceof StatisticsProblem) return { placing, problem: error.message } as const
      throw error
    }
  })
  return {
    id: 'sensitivity',
    title: 'Partial dates placed elsewhere',
    columns: [
      { label: 'Partial dates at' },
      { label: 'Slope' },
      { label: 'Estimate', numeric: true },
      { label: '95 % CI', numeric: true },
      { label: 'p', numeric: true },
    ],
    rows: runs.flatMap((run) =>
      run.problem !== undefined
        ? [{ cells: [textCell(placingWords[run.placing]), textCell(run.problem)] }]
        : run.slopes.map(({ group, kind, told }) => ({
            cells: [
              textCell(placingWords[run.placing]),
              textCell(group === everybody ? kindWords[kind] : `${group}: ${kindWords[kind].toLowerCase()}`),
              ...effectCells(told?.effect, decimalsOf(run.model)),
            ],
          })),
    ),
    notes: ['Dates known to the month or year, of the index and of the values, taken at their first and last day.'],
  }
}

type Points = CaseCourse['points']['chosen']
const samePoints = (a: Points, b: Points) =>
  a === b || (a.length === b.length && a.every(({ years }, at) => years === b[at]!.years))

/** Who stands behind the numbers, and how many values. */
export function dataTable(
  gathered: readonly Gathered<CaseCourse>[],
  { piecewise }: CourseModel,
): { readonly table: ResultTable; readonly behind: AnalysisOutcome['behind'] } {
  const having = (wanted: (points: Points) => boolean) =>
    gathered.filter(({ value }) => wanted(value.points.chosen)).map(({ caseId }) => caseId)
  const groups = [
    ['used', 'Patients', having(() => true)],
    ['one-value', 'Patients with one value only', having(({ length }) => length === 1)],
    ...(piecewise
      ? ([
          [
            'before',
            'Patients with values before the index',
            having((points) => points.some(({ years }) => years < 0)),
          ],
          ['after', 'Patients with values after the index', having((points) => points.some(({ years }) => years > 0))],
          [
            'both-sides',
            'Patients with values on both sides',
            having((points) => points.some(({ years }) => years < 0) && points.some(({ years }) => years > 0)),
          ],
        ] as const)
      : []),
  ] as const
  const values = gathered.reduce((sum, { value }) => sum + value.points.chosen.length, 0)
  return {
    table: {
      id: 'data',
      title: 'The data',
      columns: [{ label: '' }, { label: 'Number', numeric: true }],
      rows: [
        ...groups.map(([key, label, ids]) => ({ cells: [textCell(label), numberCell(ids.length, 0, key)] })),
        { cells: [textCell('Values'), numberCell(values, 0)] },
      ],
      notes: [],
    },
    behind: Object.fromEntries(groups.map(([key, , ids]) => [key, ids])),
  }
}

/** That terms were left out, because the values don’t tell them apart from the others. */
export const aliasedWarnings = (model: CourseModel, { aliased }: CourseFit): string[] =>
  aliased.length === 0
    ? []
    : [
        `Terms that the values don’t tell apart from the others were left out: ${aliased.map((name) => wordsOfTerm(model, name)).join('; ')}. Read the slopes rather than the coefficients, some of which may be against another group than the one named.`,
      ]

/** With values of less than three months, a slope a year is drawn far beyond them. */
const shortYears = 0.25

/** Slopes that stand on values of a short time, as a reader must know. */
export function shortSlopeWarnings(model: CourseModel, slopes: readonly Slope[]): string[] {
  const short = slopes.flatMap(({ group, kind, told }) => {
    if (!told || kind === 'change') return []
    const years = yearsOfGroup(model, group)
    const [first, last] = [years.reduce((a, b) => Math.min(a, b)), years.reduce((a, b) => Math.max(a, b))]
    const span = kind === 'before' ? -first : kind === 'after' ? last : last - first
    if (span >= shortYears) return []
    const days = Math.round(span * daysAYear)
    return [`${group}${kind === 'slope' ? '' : ` ${kind} the index`}, ${days} ${days === 1 ? 'day' : 'days'}`]
  })
  return short.length === 0
    ? []
    : [`Slopes a year that stand on values of less than three months say little: ${short.join('; ')}.`]
}

/** Sentences on the model that both kinds share. */
export function courseMethod(model: CourseModel, index: string): string {
  const line = model.piecewise
    ? `Time entered in years from the ${index} as two lines that meet there, so that one coefficient is the change of slope`
    : `Time entered in years from the ${index} as one line`
  const groups = model.group ? `, with an interaction of time and ${midSentence(model.group.variable.label)}` : ''
  const adjusted = model.covariates.filter((one) => one !== model.group).map(({ variable }) => variable.label)
  return `${line}${groups}${adjusted.length > 0 ? `; the model was adjusted for ${adjusted.map(midSentence).join(', ')}` : ''}.`
}
