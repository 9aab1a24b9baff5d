import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doseSegments, oneCourse } from '#shared/domain/exposure.ts'
import { dayNumber, firstDay, isoOfDay, lastDay } from '#shared/domain/partial-date.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2024-06-30'

function segmentsOf(built: CaseBuilder) {
  const { treatment, dose_step: steps } = built.record.records
  return doseSegments(treatment[0]!, steps, today)
}
/** From, to and dose of each segment, for comparison. */
function told(built: CaseBuilder) {
  return segmentsOf(built).map(({ from, to, label }) => `${isoOfDay(from)} ${isoOfDay(to)} ${label}`)
}
const mg = (dose: number, started?: string, ended?: string) =>
  ({ treatment: 'treatment-1', dose, unit: 'mg', frequency: 'daily', started, ended }) as const

describe('how long a dose step lasts', () => {
  it('until the day before the next step', () => {
    const prednisone = aCase()
      .with('treatment', { drug: 'prednisone', started: '2024-01-01', ended: '2024-03-31' })
      .with('dose_step', mg(60, '2024-01-01'))
      .with('dose_step', mg(40, '2024-01-15'))
    expect(told(prednisone)).toEqual(['2024-01-01 2024-01-14 60 mg daily', '2024-01-15 2024-03-31 40 mg daily'])
  })

  it('until its own last day, that day included; the days to the next step stay off the drug', () => {
    const pulses = aCase()
      .with('treatment', { drug: 'prednisone', started: '2024-03-01' })
      .with('dose_step', mg(60, '2024-03-01', '2024-03-14'))
      .with('dose_step', mg(20, '2024-04-01'))
    expect(told(pulses)).toEqual(['2024-03-01 2024-03-14 60 mg daily', '2024-04-01 2024-06-30 20 mg daily'])
    const [first] = segmentsOf(pulses)
    expect(first!.to - first!.from + 1).toBe(14)
  })

  it('goes on to today where nothing ends it', () => {
    const [segment] = segmentsOf(
      aCase().with('treatment', { drug: 'prednisone' }).with('dose_step', mg(10, '2024-01-01')),
    )
    expect(segment).toMatchObject({ to: dayNumber(today), ongoing: true, perDay: 10 })
    expect(segment!.ends).toBeUndefined()
  })

  it('a single dose fills its day', () => {
    const once = aCase()
      .with('treatment', { drug: 'rituximab', started: '2024-01-01' })
      .with('dose_step', { treatment: 'treatment-1', dose: 1000, unit: 'mg', frequency: 'once', started: '2024-01-15' })
    expect(segmentsOf(once).at(-1)).toMatchObject({
      from: dayNumber('2024-01-15'),
      to: dayNumber('2024-01-15'),
      perDay: 1000,
      ongoing: false,
    })
  })

  it('a planned step begins on its day and not before', () => {
    const planned = aCase()
      .with('treatment', { drug: 'prednisone', started: '2024-01-01' })
      .with('dose_step', mg(10, '2024-01-01'))
      .with('dose_step', mg(5, '2024-09-01'))
    expect(told(planned)).toEqual(['2024-01-01 2024-08-31 10 mg daily', '2024-09-01 2024-09-01 5 mg daily'])
  })
})

describe('partial dates', () => {
  it('a start counts from the first day that it can mean, an end to the last', () => {
    const [segment] = segmentsOf(
      aCase()
        .with('treatment', { drug: 'prednisone' })
        .with('dose_step', mg(20, '2021-04', '2021-06')),
    )
    expect(segment).toMatchObject({
      from: dayNumber('2021-04-01'),
      to: dayNumber('2021-06-30'),
      fromSpan: { date: '2021-04', first: dayNumber('2021-04-01'), last: dayNumber('2021-04-30') },
      starts: '2021-04',
      ends: '2021-06',
    })
  })

  it('a step ends the day before the first day that the next one can mean', () => {
    const taper = aCase()
      .with('treatment', { drug: 'prednisone' })
      .with('dose_step', mg(20, '2020-06-15'))
      .with('dose_step', mg(10, '2021'))
    expect(told(taper)[0]).toBe('2020-06-15 2020-12-31 20 mg daily')
    expect(segmentsOf(taper)[0]!.ends).toBe('2021')
  })

  it('two steps of the same month are both kept, in their order', () => {
    const taper = aCase()
      .with('treatment', { drug: 'prednisone', ended: '2021-05-31' })
      .with('dose_step', mg(20, '2021-04'))
      .with('dose_step', mg(10, '2021-04'))
    expect(told(taper)).toEqual(['2021-04-01 2021-04-01 20 mg daily', '2021-04-02 2021-05-31 10 mg daily'])
  })

  it('of two steps on the same day the later entry holds', () => {
    const mended = aCase()
      .with('treatment', { drug: 'prednisone' })
      .with('dose_step', mg(20, '2024-06-01'))
      .with('dose_step', mg(25, '2024-06-01'))
    expect(told(mended)).toEqual(['2024-06-01 2024-06-30 25 mg daily'])
  })

  it('a course that ended this year, month unknown, is over today', () => {
    const [segment] = segmentsOf(
      aCase().with('treatment', { drug: 'azathioprine', started: '2023-01-01', ended: '2024' }),
    )
    expect(segment).toMatchObject({ to: dayNumber('2024-06-29'), ongoing: false, ends: '2024' })
  })
})

describe('what is not known', () => {
  it('a treatment without steps is one segment of unknown dose', () => {
    const [segment, ...others] = segmentsOf(
      aCase().with('treatment', { drug: 'azathioprine', started: '2020-02', ended: '2020-09-10' }),
    )
    expect(others).toEqual([])
    expect(segment).toMatchObject({
      from: dayNumber('2020-02-01'),
      to: dayNumber('2020-09-10'),
      label: 'dose not known',
      recordId: 'treatment-1',
    })
    expect(segment!.perDay).toBeUndefined()
  })

  it('the stretch before the first dated step is of unknown dose, told in the words of the undated one', () => {
    const seed = aCase()
      .with('treatment', { drug: 'prednisone', started: '2019-10' })
      .with('dose_step', { treatment: 'treatment-1', dose_text: 'high dose' })
      .with('dose_step', mg(20, '2020-06'))
    expect(told(seed)).toEqual([
      '2019-10-01 2020-05-31 high dose (from when not known)',
      '2020-06-01 2024-06-30 20 mg daily',
    ])
    expect(segmentsOf(seed)[0]!.perDay).toBeUndefined()
  })

  it('an undated step that is called the start begins with the treatment', () => {
    const started = aCase()
      .with('treatment', { drug: 'prednisone', started: '2024-06-01' })
      .with('dose_step', { ...mg(40), reason: 'start' })
    expect(told(started)).toEqual(['2024-06-01 2024-06-30 40 mg daily'])
  })

  it('a treatment whose start can be that of its first step has no stretch before it', () => {
    const sameYear = aCase()
      .with('treatment', { drug: 'prednisone', started: '2019' })
      .with('dose_step', mg(20, '2019-04-12'))
    expect(told(sameYear)).toEqual(['2019-04-12 2024-06-30 20 mg daily'])
  })

  it('neither steps nor a start: nothing to draw', () => {
    expect(segmentsOf(aCase().with('treatment', { drug: 'prednisone', ended: '2020' }))).toEqual([])
  })
})

describe('several treatments with one drug', () => {
  it('on each day the one that began last is in force, and the older resumes after it', () => {
    const built = aCase()
      .with('treatment', { drug: 'methylprednisolone', started: '2024-01-01' })
      .with('dose_step', mg(8, '2024-01-01'))
      .with('treatment', { drug: 'methylprednisolone', started: '2024-03-01', ended: '2024-03-03' })
      .with('dose_step', { ...mg(1000, '2024-03-01'), treatment: 'treatment-2' })
    const { treatment, dose_step: steps } = built.record.records
    const course = oneCourse(treatment.flatMap((one) => doseSegments(one, steps, today)))
    expect(course.map(({ from, to, perDay, ongoing }) => [isoOfDay(from), isoOfDay(to), perDay, ongoing])).toEqual([
      ['2024-01-01', '2024-02-29', 8, false],
      ['2024-03-01', '2024-03-03', 1000, false],
      ['2024-03-04', '2024-06-30', 8, true],
    ])
  })
})

const someDate = fc
  .tuple(
    fc.integer({ min: 2015, max: 2024 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 2 }),
  )
  .map(([year, month, day, parts]) =>
    [year, ...[month, day].slice(0, parts).map((part) => String(part).padStart(2, '0'))].join('-'),
  )
const someStep = fc.record({
  started: fc.option(someDate, { nil: undefined }),
  ended: fc.option(someDate, { nil: undefined }),
  dose: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
})

describe('whatever is entered', () => {
  it('segments are in order, none overlaps another, and none is shorter than a day', () => {
    fc.assert(
      fc.property(
        fc.array(someStep, { maxLength: 6 }),
        fc.option(someDate, { nil: undefined }),
        fc.option(someDate, { nil: undefined }),
        (steps, started, ended) => {
          const built = steps.reduce<CaseBuilder>(
            (all, step) => all.with('dose_step', { ...step, treatment: 'treatment-1', unit: 'mg', frequency: 'daily' }),
            aCase().with('treatment', { drug: 'prednisone', started, ended }),
          )
          const segments = segmentsOf(built)
          segments.forEach((segment, index) => {
            expect(segment.to).toBeGreaterThanOrEqual(segment.from)
            const next = segments[index + 1]
            if (next) expect(next.from).toBeGreaterThan(segment.to)
          })
        },
      ),
    )
  })

  it('a dated step is never drawn outside the days that its start can mean', () => {
    fc.assert(
      fc.property(fc.array(someStep, { maxLength: 6 }), (steps) => {
        const built = steps.reduce<CaseBuilder>(
          (all, step) => all.with('dose_step', { ...step, treatment: 'treatment-1' }),
          aCase().with('treatment', { drug: 'prednisone' }),
        )
        for (const { from, starts } of segmentsOf(built)) {
          expect(from).toBeGreaterThanOrEqual(firstDay(starts!))
          expect(from).toBeLessThanOrEqual(lastDay(starts!))
        }
      }),
    )
  })
})
