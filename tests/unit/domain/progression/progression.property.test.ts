import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoOfDay, dayNumber, lastDay } from '#shared/domain/partial-date.ts'
import type { Evidence, Measurement, Statement } from '#shared/domain/progression/evidence.ts'
import { daysOfEvidence, progressionCourse, progressionRules } from '#shared/domain/progression/progression-rules.ts'

const from = dayNumber('2018-01-01')
const day = fc.integer({ min: from, max: from + 2500 }).map(isoOfDay)
/** Dates as they are known: most to the day. */
const date = fc.tuple(day, fc.constantFrom(10, 10, 10, 7, 4)).map(([full, length]) => full.slice(0, length))
const percent = fc.integer({ min: 300, max: 1200 }).map((tenths) => tenths / 10)
const measurement: fc.Arbitrary<Measurement> = fc.record({
  date,
  index: fc.constantFrom('FVC' as const, 'DLCO' as const),
  percent,
  hemoglobin: fc.constantFrom('corrected' as const, 'uncorrected' as const, 'unknown' as const, undefined),
})
const statement: fc.Arbitrary<Statement> = fc
  .tuple(date, fc.constantFrom(true, false, undefined), fc.option(date, { nil: undefined }))
  .map(([on, holds, since]) => ({ date: on, holds, text: 'said', ...(since !== undefined && { since }) }))
const evidence: fc.Arbitrary<Evidence> = fc.record({
  measurements: fc.array(measurement, { maxLength: 8 }),
  symptoms: fc.array(statement, { maxLength: 4 }),
  imaging: fc.array(statement, { maxLength: 3 }),
})

describe.each(progressionRules)('$id on any record', ({ evaluate }) => {
  test('answers every day with a sentence, and says what is missing exactly where it can’t tell', () => {
    fc.assert(
      fc.property(evidence, day, (given, asOf) => {
        const { met, because, missing } = evaluate(given, asOf)
        const begins = met === undefined ? 'not assessable because ' : met ? 'met: ' : 'not met: '
        expect(because.startsWith(begins)).toBe(true)
        expect(because.length).toBeGreaterThan(begins.length)
        expect(missing.length > 0).toBe(met === undefined)
      }),
    )
  })

  test('is not changed by what is far before its window, or after the day', () => {
    const far = fc.record({ measurement, statement })
    fc.assert(
      fc.property(evidence, day, far, fc.boolean(), (given, asOf, added, isLater) => {
        const elsewhere = isLater ? isoOfDay(dayNumber(asOf) + 1) : isoOfDay(dayNumber(asOf) - 6 * 366)
        const more: Evidence = {
          measurements: [...given.measurements, { ...added.measurement, date: elsewhere }],
          symptoms: [...given.symptoms, { ...added.statement, date: elsewhere }],
          imaging: [...given.imaging, { ...added.statement, date: elsewhere }],
        }
        expect(evaluate(more, asOf).met).toBe(evaluate(given, asOf).met)
      }),
    )
  })

  test('is never taken away by a lower last value', () => {
    fc.assert(
      fc.property(evidence, percent, fc.integer({ min: 1, max: 250 }), (given, last, lower) => {
        const asOf = isoOfDay(Math.max(from, ...given.measurements.map((one) => lastDay(one.date))) + 30)
        const ending = (value: number): Evidence => ({
          ...given,
          measurements: [...given.measurements, { date: asOf, index: 'FVC', percent: value }],
        })
        const before = evaluate(ending(last), asOf).met
        const after = evaluate(ending(last - lower / 10), asOf).met
        if (before === true) expect(after).toBe(true)
        if (after === false) expect(before).not.toBe(true)
      }),
    )
  })

  test('never turns from met into not met by what was not known before: what is open can only be settled', () => {
    fc.assert(
      fc.property(evidence, statement, day, (given, added, asOf) => {
        const before = evaluate(given, asOf).met
        if (before !== true) return
        expect(evaluate({ ...given, symptoms: [...given.symptoms, added] }, asOf).met).toBe(true)
        expect(evaluate({ ...given, imaging: [...given.imaging, added] }, asOf).met).toBe(true)
      }),
    )
  })
})

test('The course has a verdict for every day of evidence, and episodes just where it is met', () => {
  fc.assert(
    fc.property(evidence, (given) => {
      const days = daysOfEvidence(given)
      for (const { verdicts, episodes } of progressionCourse(given)) {
        expect(verdicts.map(({ asOf }) => asOf)).toEqual(days)
        const inEpisode = (asOf: string) => episodes.some((episode) => episode.from <= asOf && asOf <= episode.to)
        for (const { asOf, finding } of verdicts) expect(inEpisode(asOf)).toBe(finding.met === true)
      }
    }),
    { numRuns: 40 },
  )
})

test('A date that is known better decides no less: what was told of a month holds for each of its days', () => {
  fc.assert(
    fc.property(evidence, day, (given, asOf) => {
      const sharpened: Evidence = {
        ...given,
        measurements: given.measurements.map((one) => ({ ...one, date: isoOfDay(lastDay(one.date)) })),
      }
      for (const { evaluate } of progressionRules) {
        const coarse = evaluate(given, asOf).met
        if (coarse === true) expect(evaluate(sharpened, asOf).met).toBe(true)
      }
    }),
  )
})
