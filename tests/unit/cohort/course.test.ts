/** Courses around an index on cases whose slopes are known by construction. */
import { describe, expect, it } from 'vitest'
import { gee } from '#shared/domain/cohort/analyses/gee.ts'
import { lmm } from '#shared/domain/cohort/analyses/lmm.ts'
import {
  analysisRequest,
  type AnalysisRequestInput,
  type AnalysisRequestOf,
} from '#shared/domain/cohort/analysis-request.ts'
import type { AnalysisOutcome } from '#shared/domain/cohort/analysis-result.ts'
import type { CohortCase } from '#shared/domain/cohort/variable-model.ts'
import { yearsOfDays } from '#shared/domain/cohort/years-of-days.ts'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { aCase } from '#tests/support/a-case.ts'
import { cohortCase } from '#tests/support/demo-cohort.ts'
import { runAnalysis } from '#tests/support/run-analysis.ts'

const index = '2020-01-01'
const days = [-540, -360, -180, 180, 360, 540]

interface Course {
  readonly level: number
  readonly before: number
  readonly after: number
  /** Of each value, so that they add up to nothing over the patients of a group. */
  readonly noise: readonly number[]
  readonly sex?: 'female' | 'male'
  readonly on?: readonly number[]
}

function patient({ level, before, after, noise, sex = 'female', on = days }: Course): CohortCase {
  const tests = on.map((day, at) => {
    const years = yearsOfDays(day)
    return {
      date: isoOfDay(dayNumber(index) + day),
      fvc_pct: level + (years < 0 ? before : after) * years + noise[at]!,
    }
  })
  const built = tests.reduce((made, test) => made.with('pft', test), aCase({ sex }))
  return cohortCase(built.record, index)
}

const noise = [0.6, -1.1, 0.4, 0.9, -0.5, -0.3]
const mirrored = noise.map((value) => -value)
const group = (before: number, after: number, sex: 'female' | 'male') =>
  [58, 66, 71, 83].map((level, at) => patient({ level, before, after, sex, noise: at % 2 ? noise : mirrored }))
const women = group(-4, 1, 'female')
const men = group(-2, -3, 'male')

const run = (cases: readonly CohortCase[], given: Partial<AnalysisRequestInput> = {}) => {
  const request = analysisRequest.parse({ analysis: 'lmm', outcome: 'fvc-percent', random: 'intercept', ...given })
  return request.analysis === 'gee'
    ? runAnalysis(gee, cases, request as AnalysisRequestOf<'gee'>)
    : runAnalysis(lmm, cases, request as AnalysisRequestOf<'lmm'>)
}
const slopes = ({ tables }: AnalysisOutcome) =>
  tables.find(({ id }) => id === 'slopes')!.rows.flatMap(({ cells }) => cells[1]?.value ?? [])

describe.each(['lmm', 'gee'] as const)('A course by %s', (analysis) => {
  it('has the slopes before and after the index and their change, which is told in words', () => {
    const result = run(women, { analysis })
    const [before, after, change] = slopes(result)
    expect(before).toBeCloseTo(-4, 8)
    expect(after).toBeCloseTo(1, 8)
    expect(change).toBeCloseTo(5, 8)
    expect(result.findings[0]).toMatch(
      /^FVC % predicted fell by 4\.0 points a year before the first dose of IVIG and rose by 1\.0 after \(change \+5\.0, 95 % CI \d\.\d to \d\.\d, p [=<] /,
    )
    expect(result.used).toEqual({ cases: 4, rows: 24 })
  })

  it('has slopes of its own in each group, wherever the others are', () => {
    const result = run([...women, ...men], { analysis, groupBy: 'sex' })
    slopes(result).forEach((slope, at) => expect(slope).toBeCloseTo([-4, 1, 5, -2, -3, -1][at]!, 8))
    const figure = result.figures[0]!
    if (figure.kind !== 'trajectories') throw new Error(figure.kind)
    expect(figure.patients.map(({ group: drawn }) => drawn)).toEqual([
      ...women.map(() => 'Female'),
      ...men.map(() => 'Male'),
    ])
    expect(result.method[0]).toMatch(/an interaction of time and sex at birth\.$/)
  })

  it('tells no slope of a group on a side where it has no values, and says so', () => {
    const late = [58, 66, 71, 83].map((level, at) =>
      patient({ level, before: 0, after: -3, sex: 'male', noise: at % 2 ? noise : mirrored, on: [180, 360, 540] }),
    )
    const result = run([...women, ...late], { analysis, groupBy: 'sex' })
    const told = result.tables.find(({ id }) => id === 'slopes')!.rows.flatMap(({ cells }) => cells[1]?.value ?? [])
    expect(told).toHaveLength(4)
    expect([told[0], told[1], told[2]]).toEqual([-4, 1, 5].map((slope) => expect.closeTo(slope, 8)))
    expect(result.findings[1]).toMatch(
      /^Male: FVC % predicted fell by \d\.\d points a year after the first dose of IVIG \(95 % CI .*\); values before it are too few to tell a slope\.$/,
    )
    expect(result.findings[2]).toMatch(/^The values don’t allow a test of a difference in that change/)
    expect(result.warnings.some((warning) => warning.includes('left out: Years after the index'))).toBe(true)
    const figure = result.figures[0]!
    if (figure.kind !== 'trajectories') throw new Error(figure.kind)
    const from = (drawn: string) =>
      figure.fitted.find(({ group: of }) => of === drawn)!.points.map(([years]) => years)[0]!
    expect(from('Female')).toBeLessThan(-1)
    expect(from('Male')).toBeCloseTo(yearsOfDays(180), 12)
  })

  it('says in the words of a colleague where slopes go the same way, or nowhere', () => {
    const told = (before: number, after: number) => run(group(before, after, 'female'), { analysis }).findings[0]
    expect(told(-4, -1)).toMatch(/fell by 4\.0 points a year before the first dose of IVIG and by 1\.0 after \(/)
    expect(told(-4, 0)).toMatch(/fell by 4\.0 points a year before the first dose of IVIG and stayed level after \(/)
    expect(told(0, 2)).toMatch(/stayed level before the first dose of IVIG and rose by 2\.0 points a year after \(/)
  })

  it('warns of slopes a year that stand on values of some weeks', () => {
    const sudden = [58, 66, 71, 83].map((level, at) =>
      patient({ level, before: -9, after: 1, noise: at % 2 ? noise : mirrored, on: [-30, -20, 0, 180, 360, 540] }),
    )
    expect(run(sudden, { analysis }).warnings).toContain(
      'Slopes a year that stand on values of less than three months say little: All patients before the index, 30 days.',
    )
    expect(run(women, { analysis }).warnings.join()).not.toContain('three months')
  })

  it('is one line where two were not asked for', () => {
    const steady = [55, 77].map((level, at) => patient({ level, before: -3, after: -3, noise: at ? noise : mirrored }))
    const result = run(steady, { analysis, shape: 'linear' })
    expect(slopes(result)[0]).toBeCloseTo(-3, 8)
    expect(result.findings[0]).toMatch(/^FVC % predicted fell by 3\.0 points a year \(95 % CI /)
  })

  it('refuses two lines where one has no values, and terms with several answers, in plain words', () => {
    const early = [60, 70].map((level) => patient({ level, before: -1, after: 0, noise, on: [-540, -360, -180] }))
    expect(() => run(early, { analysis })).toThrow(/no value of FVC % predicted after the index date/)
    const once = [60, 70, 80].map((level) => patient({ level, before: 0, after: 0, noise, on: [0] }))
    expect(() => run(once, { analysis, shape: 'linear', correlation: 'independence' })).toThrow(/too few/)
    expect(() => run(women, { analysis, adjustFor: ['manifestations'] })).toThrow(/several answers at once/)
    expect(() => run(women, { analysis, outcome: 'nothing' })).toThrow(/There is no outcome “nothing”/)
  })

  it('tells why cases were left out, and who', () => {
    const without = cohortCase(aCase().record, index)
    const result = run([...women, without, cohortCase(women[0]!.record)], { analysis })
    expect(result.dropped.map(({ why, count }) => [why, count])).toEqual([
      ['no FVC % predicted in the years looked at', 1],
      ['no index date', 1],
    ])
    expect(result.cases).toBe(6)
    for (const { behind, count } of result.dropped) expect(result.behind[behind!]).toHaveLength(count)
  })

  it('draws each patient and the fitted mean, and numbers patients in its data', () => {
    const result = run(women, { analysis })
    const figure = result.figures[0]!
    if (figure.kind !== 'trajectories') throw new Error(figure.kind)
    expect([figure.shown, figure.of, figure.patients.length]).toEqual([4, 4, 4])
    const mean = figure.fitted[0]!.points.find(([years]) => years === 0)!
    expect(mean[1]).toBeCloseTo((58 + 66 + 71 + 83) / 4, 8)
    expect(mean[2]).toBeLessThan(mean[1])
    expect(new Set(result.data['patient'])).toEqual(new Set([1, 2, 3, 4]))
  })

  it('runs again with partial dates elsewhere only where there are some', () => {
    const table = (cases: readonly CohortCase[]) =>
      run(cases, { analysis, correlation: 'independence' }).tables.find(({ id }) => id === 'sensitivity')
    expect(table(women)).toBeUndefined()
    const vague = aCase({ sex: 'female' })
      .with('pft', { date: '2018', fvc_pct: 75 })
      .with('pft', { date: '2019-06-15', fvc_pct: 71 })
      .with('pft', { date: '2021-02', fvc_pct: 73 })
    const changes = table([...women, cohortCase(vague.record, index)])!.rows.flatMap(({ cells }) =>
      cells[1]!.text.startsWith('Change') ? [cells[2]!.value] : [],
    )
    expect(new Set(changes).size).toBe(3)
  })
})

describe('Warnings of the mixed model', () => {
  it('say that slopes hardly differ and what to do, and count who has one value only', () => {
    const once = patient({ level: 64, before: 0, after: 0, noise, on: [200] })
    const { warnings, behind } = run([...women, once], { random: 'slope' })
    expect(warnings.some((warning) => /singular fit.*use a random intercept only/.test(warning))).toBe(true)
    expect(warnings).toContain('1 of 5 patients has one value only, which tells nothing of their own slope.')
    expect(behind['one-value']).toHaveLength(1)
  })
})

it('A course by gee tells no slope of a group of one patient, whom it fits without doubt', () => {
  const alone = patient({ level: 70, before: -1, after: 2, noise, sex: 'male' })
  const result = run([...women, alone], { analysis: 'gee', groupBy: 'sex' })
  const rows = result.tables.find(({ id }) => id === 'slopes')!.rows.map(({ cells }) => cells.map(({ text }) => text))
  expect(rows.slice(5)).toEqual(
    ['Slope before the index', 'Slope after the index', 'Change of slope at the index'].map((kind) => [
      kind,
      '–',
      '–',
      '–',
    ]),
  )
  expect(result.warnings).toContain(
    'Groups of one patient have no robust standard error, so that their slopes are left out: Male. Coefficients of these groups seem surer than they are.',
  )
  expect(JSON.stringify([result.findings, result.tables])).not.toContain('NaN')
})
