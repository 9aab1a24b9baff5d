/** What holds for any record whatever: sums are sums, cutting a dose in two changes nothing, and nothing throws. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drugs } from '#shared/dictionary/lists/drugs.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { drugExposures } from '#shared/domain/response/drug-exposure.ts'
import { intervalDrift, ivigCycles } from '#shared/domain/response/ivig-cycles.ts'
import { responseCards } from '#shared/domain/response/response-card.ts'
import { steroidCourse } from '#shared/domain/response/steroid-course.ts'
import { steroidLedger } from '#shared/domain/response/steroid-ledger.ts'
import { steroidSparing } from '#shared/domain/response/steroid-sparing.ts'
import { sustainedDose, sustainedDoses } from '#shared/domain/response/sustained-dose.ts'
import { standardWindows, startOn } from '#shared/domain/response/windows.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2024-06-30'
const start = '2020-01-01'

type Step = readonly [mg: number | undefined, days: number]
const dose = fc.option(
  fc.integer({ min: 0, max: 300 }).map((quarters) => quarters / 4),
  { nil: undefined },
)
const steps = fc.array(fc.tuple(dose, fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 8 })

function tapered(doses: readonly Step[]): CaseBuilder {
  const days = doses.reduce((sum, [, count]) => sum + count, 0)
  let day = dayNumber(start)
  let built = aCase().with('treatment', {
    drug: 'prednisone',
    started: start,
    ended: isoOfDay(day + days - 1),
  })
  for (const [mg, count] of doses) {
    const amount = mg === undefined ? { dose_text: 'some' } : ({ dose: mg, unit: 'mg', frequency: 'daily' } as const)
    built = built.with('dose_step', { treatment: 'treatment-1', started: isoOfDay(day), ...amount })
    day += count
  }
  return built
}

const isoDay = fc.integer({ min: dayNumber('2019-01-01'), max: dayNumber('2025-06-30') }).map(isoOfDay)
const partial = isoDay.chain((day) => fc.constantFrom(day, day.slice(0, 7), day.slice(0, 4)))
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const drug = fc.constantFrom(...drugs.map(({ code }) => code), 'ivig' as const, 'prednisone' as const)
const amount = fc.integer({ min: 0, max: 100_000 }).map((hundredths) => hundredths / 100)

const anyCase = fc
  .record({
    treatments: fc.array(fc.record({ drug, started: maybe(partial), ended: maybe(partial) }), { maxLength: 5 }),
    steps: fc.array(
      fc.record({
        treatment: fc.constantFrom('treatment-1', 'treatment-2', 'treatment-3', 'gone'),
        started: maybe(partial),
        ended: maybe(partial),
        dose: maybe(amount),
        unit: maybe(fc.constantFrom('mg' as const, 'g/kg' as const)),
        frequency: maybe(fc.constantFrom('daily' as const, 'q4w' as const, 'once' as const)),
      }),
      { maxLength: 8 },
    ),
    infusions: fc.array(
      fc.record({
        treatment: maybe(fc.constantFrom('treatment-1', 'treatment-2', 'gone')),
        drug: maybe(drug),
        date: maybe(partial),
        ended: maybe(partial),
        weight: maybe(amount),
        weight_unit: maybe(fc.constant('kg' as const)),
        total_dose: maybe(amount),
        total_dose_unit: maybe(fc.constantFrom('g' as const, 'mg' as const)),
        wearing_off_week: maybe(fc.integer({ min: 0, max: 12 })),
      }),
      { maxLength: 8 },
    ),
    values: fc.array(fc.record({ date: maybe(partial), value: maybe(amount) }), { maxLength: 8 }),
    events: fc.array(fc.record({ onset: maybe(partial) }), { maxLength: 5 }),
    died: maybe(partial),
  })
  .map(({ treatments, steps: doses, infusions, values, events, died }) => {
    let built = aCase(died === undefined ? {} : { status: 'died', status_on: died })
    for (const treatment of treatments) built = built.with('treatment', treatment)
    for (const step of doses) built = built.with('dose_step', step)
    for (const infusion of infusions) built = built.with('infusion', infusion)
    for (const { date, value } of values)
      built = built
        .with('laboratory', { test: 'ck', date, value, unit: 'U/L' })
        .with('pft', { date, fvc_pct: value })
        .with('visit', { date, mmrc: value === undefined ? undefined : 2 })
    for (const { onset } of events) built = built.with('event', { kind: 'infection', onset })
    return built.record
  })

describe('any course of doses', () => {
  it('amounts to the sum of dose × days, and its bands to its days', () => {
    fc.assert(
      fc.property(steps, (doses) => {
        const [whole, ...years] = steroidLedger(steroidCourse(tapered(doses).record, today)!)
        const sum = doses.reduce((mg, [perDay, days]) => mg + (perDay ?? 0) * days, 0)
        const unknown = doses.reduce((days, [perDay, count]) => days + (perDay === undefined ? count : 0), 0)
        expect(whole!.exposed.mg).toBeCloseTo(sum, 6)
        expect(whole!.exposed.unknownDays).toBe(unknown)
        expect(whole!.bands.unknown).toBe(unknown)
        expect(Object.values(whole!.bands).reduce((a, b) => a + b)).toBe(whole!.exposed.days)
        expect(years.reduce((mg, { exposed }) => mg + exposed.mg, 0)).toBeCloseTo(sum, 6)
      }),
    )
  })

  it('stays the same when a step is cut in two of the same dose', () => {
    const cut = steps.chain((doses) =>
      fc.record({
        doses: fc.constant(doses),
        at: fc.nat(doses.length - 1),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    )
    fc.assert(
      fc.property(cut, ({ doses, at, share }) => {
        const [mg, days] = doses[at]!
        const first = Math.floor(days * share)
        const parts: readonly Step[] = [[mg, first] as const, [mg, days - first] as const].filter(
          ([, count]) => count > 0,
        )
        const answers = [doses, [...doses.slice(0, at), ...parts, ...doses.slice(at + 1)]].map((each) => {
          const course = steroidCourse(tapered(each).record, today)!
          const rows = steroidLedger(course).map(({ inputs: _, exposed, ...rest }) => ({
            ...rest,
            ...exposed,
            mg: Number(exposed.mg.toFixed(6)),
            meanPerDay: exposed.meanPerDay?.toFixed(6),
          }))
          const held = sustainedDoses.map((level) => ({ ...sustainedDose(course, level), inputs: [] }))
          const sparing = steroidSparing(course, startOn('2020-06-01'))!
          return { rows, held, medians: [sparing.before, ...sparing.after].map(({ median }) => median) }
        })
        expect(answers[1]).toEqual(answers[0])
      }),
    )
  })
})

describe('any record', () => {
  it('gets an answer from every rule, with numbers that are numbers', () => {
    fc.assert(
      fc.property(anyCase, partial, (record, on) => {
        const { cards } = responseCards(record, standardClinicalSettings, standardWindows, today)
        const cycles = ivigCycles(record, standardClinicalSettings, today)
        const course = steroidCourse(record, today)
        const answers = [
          cards,
          cycles,
          intervalDrift(cycles),
          drugExposures(record, today),
          course && [
            course.notCounted,
            steroidLedger(course),
            sustainedDoses.map((level) => sustainedDose(course, level)),
            steroidSparing(course, startOn(on)),
          ],
        ]
        JSON.stringify(answers, (key, value: unknown) => {
          if (typeof value === 'number') expect(value, key).toSatisfy(Number.isFinite)
          return value
        })
        for (const { events } of cards)
          for (const { before, after, unplaced } of events)
            expect(before.count + after.count + unplaced.length).toBeLessThanOrEqual(record.records.event.length)
      }),
      { numRuns: 300 },
    )
  })
})
