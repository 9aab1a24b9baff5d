/** Every rule at its thresholds and at the edges of its window: exactly there, a hair below, a hair above. */
import { describe, expect, test } from 'vitest'
import { inbuild } from '#shared/domain/progression/inbuild.ts'
import { omeract } from '#shared/domain/progression/omeract.ts'
import { ppf } from '#shared/domain/progression/ppf.ts'
import { evidence } from '#tests/support/evidence.ts'

const before = '2023-05-15'
const after = '2024-03-15'
const worse = { [after]: true }
const hair = 1e-6

const metOf = (finding: ReturnType<typeof ppf>, id: string) => finding.criteria.find((each) => each.id === id)?.met

/** A follow-up below a baseline by points, or by percent of it. */
const down = (baseline: number, by: number, kind: 'points' | 'percent') =>
  kind === 'points' ? baseline - by : baseline * (1 - by / 100)

describe('PPF with worse symptoms', () => {
  const fvc = (by: number, baseline = 72) =>
    ppf(evidence({ fvc: { [before]: baseline, [after]: down(baseline, by, 'points') }, symptoms: worse }), after)
  const dlco = (by: number) =>
    ppf(evidence({ dlco: { [before]: 60, [after]: down(60, by, 'points') }, symptoms: worse }), after)

  test.each([
    [5 - hair, false],
    [5, true],
    [5 + hair, true],
  ])('FVC down by %d points: %s', (by, met) => {
    expect(metOf(fvc(by), 'fvc')).toBe(met)
    // DLCO could still have fallen, and imaging may have progressed: that is not the same as not met.
    expect(fvc(by).met).toBe(met || undefined)
  })

  test.each([
    [10 - hair, false],
    [10, true],
    [10 + hair, true],
  ])('DLCO down by %d points: %s', (by, met) => {
    expect(metOf(dlco(by), 'dlco')).toBe(met)
    expect(dlco(by).met).toBe(met || undefined)
  })

  test.each([62.3, 70.1, 82.7, 45.9, 99.99])('from %d %% a fall of 5 in floating point is 5', (baseline) => {
    const followUp = Number((baseline - 5).toFixed(2))
    const { met } = ppf(evidence({ fvc: { [before]: baseline, [after]: followUp }, symptoms: worse }), after)
    expect(met).toBe(true)
  })
})

describe('INBUILD', () => {
  const falls = (by: number, more: Parameters<typeof evidence>[0] = {}) =>
    inbuild(evidence({ fvc: { [before]: 71.3, [after]: down(71.3, by, 'percent') }, ...more }), after)

  test.each([
    [10 - hair, undefined],
    [10, true],
    [10 + hair, true],
  ])('FVC down by %d %% of the baseline alone: %s', (by, met) => {
    expect(falls(by).met).toBe(met)
  })

  test.each([
    [5 - hair, undefined],
    [5, true],
    [5 + hair, true],
    [10 - hair, true],
    [10, true],
  ])('FVC down by %d %% with worse symptoms: %s', (by, met) => {
    expect(falls(by, { symptoms: worse }).met).toBe(met)
    expect(falls(by, { imaging: worse }).met).toBe(met)
  })

  test('of 10 % or more, the criterion of 5 to under 10 % is not the one that is met', () => {
    const finding = falls(10, { symptoms: worse })
    expect(metOf(finding, 'fvc-10')).toBe(true)
    expect(metOf(finding, 'fvc-5-symptoms')).toBe(false)
  })

  test('under 5 % and nothing worse is not met', () => {
    expect(falls(5 - hair, { symptoms: { [after]: false }, imaging: { [after]: false } }).met).toBe(false)
  })
})

describe('OMERACT', () => {
  const falls = (fvcBy: number, dlcoBy?: number) =>
    omeract(
      evidence({
        fvc: { [before]: 71.3, [after]: down(71.3, fvcBy, 'percent') },
        ...(dlcoBy !== undefined && { dlco: { [before]: 58.7, [after]: down(58.7, dlcoBy, 'percent') } }),
      }),
      after,
    )

  test.each([
    [10 - hair, undefined, undefined],
    [10, undefined, true],
    [10 + hair, undefined, true],
    [5 - hair, 15, false],
    [5, 15 - hair, false],
    [5, 15, true],
    [5, 15 + hair, true],
    [5, undefined, undefined],
    [5 - hair, undefined, false],
  ])('FVC down by %d %%, DLCO by %s %%: %s', (fvcBy, dlcoBy, met) => {
    expect(falls(fvcBy, dlcoBy).met).toBe(met)
  })
})

const edges = [
  // Rule, baseline the day before the edge, on it, a day inside; the follow-up and the day looked back from.
  { name: 'PPF', rule: ppf, out: '2023-03-14', on: '2023-03-15', inside: '2023-03-16' },
  { name: 'OMERACT', rule: omeract, out: '2023-03-14', on: '2023-03-15', inside: '2023-03-16' },
  { name: 'INBUILD', rule: inbuild, out: '2022-03-14', on: '2022-03-15', inside: '2022-03-16' },
] as const

describe.each(edges)('The window of $name', ({ rule, out, on, inside }) => {
  const metFrom = (baseline: string) =>
    rule(evidence({ fvc: { [baseline]: 80, [after]: 60 }, symptoms: worse }), after).met

  test('includes the same day of the month at its far end', () => {
    expect(metFrom(on)).toBe(true)
    expect(metFrom(inside)).toBe(true)
  })

  test('ends a day before that', () => {
    expect(metFrom(out)).toBeUndefined()
  })
})

describe.each(edges.filter(({ rule }) => rule !== omeract))('The window of $name', ({ rule, out, on, inside }) => {
  test('holds symptoms and imaging to the same edge', () => {
    const stated = (day: string) =>
      rule(evidence({ fvc: { [inside]: 80, [after]: 75 }, symptoms: { [day]: true }, imaging: { [day]: true } }), after)
    expect(stated(on).met).toBe(true)
    expect(stated(out).met).toBeUndefined()
  })
})

describe('A window that begins on a day that the later month lacks', () => {
  const fell = (from: string, to: string) =>
    ppf(evidence({ fvc: { [from]: 80, [to]: 60 }, symptoms: { [to]: true } }), to).met

  test('ends on the last day of that month', () => {
    expect(fell('2024-02-29', '2025-02-28')).toBe(true)
    expect(fell('2024-02-29', '2025-03-01')).toBeUndefined()
  })

  test('of a year with a leap day is a year by the calendar, not 365 days', () => {
    expect(fell('2023-06-01', '2024-06-01')).toBe(true)
    expect(fell('2023-06-01', '2024-06-02')).toBeUndefined()
  })
})
