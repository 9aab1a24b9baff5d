/** Whatever stands in a record, what is due and what changed is told, in words, and the same for a record read again. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { addMonths } from '#shared/domain/monitoring/add-interval.ts'
import { dueItems } from '#shared/domain/monitoring/due.ts'
import { dueLabel, lastWords, ruleWords, stateWords } from '#shared/domain/monitoring/due-words.ts'
import { monitoringFacts } from '#shared/domain/monitoring/facts-model.ts'
import { monitoringFactsOf } from '#shared/domain/monitoring/facts.ts'
import type { Schedule } from '#shared/domain/monitoring/schedule-model.ts'
import { standardSchedules } from '#shared/domain/monitoring/schedules.ts'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { sinceVisit } from '#shared/domain/since-visit/since-visit.ts'
import type { CaseRecord, RepeatingFormId } from '#shared/domain/case-record.ts'
import { aCase } from '#tests/support/a-case.ts'
import { Temporal } from 'temporal-polyfill'

const today = '2024-06-30'
const day = fc.integer({ min: dayNumber('2018-01-01'), max: dayNumber('2025-12-31') }).map(isoOfDay)
const date = fc.option(
  fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([iso, length]) => iso.slice(0, length)),
  { nil: undefined },
)
const drug = fc.constantFrom('prednisone', 'mycophenolate', 'rituximab', 'ivig', 'nintedanib', undefined)
const number = fc.option(fc.double({ min: 0, max: 200, noNaN: true }), { nil: undefined })
const unit = fc.constantFrom('U/L', 'ukat/L', 'kg', '[lb_av]', 'mg', 'g/kg', undefined)
const source = fc.constantFrom('recorded', 'illustrative', 'synthetic')
const values = fc.record({
  date,
  started: date,
  ended: date,
  onset: date,
  drug,
  source,
  value: number,
  unit,
  weight: number,
})
const form = fc.constantFrom<RepeatingFormId>(
  'visit',
  'pft',
  'walk_test',
  'imaging',
  'laboratory',
  'treatment',
  'dose_step',
  'infusion',
  'event',
  'procedure',
  'antibody',
  'diagnosis',
)
const kinds: Partial<Record<RepeatingFormId, string>> = { diagnosis: 'ild', event: 'infection' }

const records = fc.array(fc.tuple(form, values, number), { maxLength: 25 }).map((list) => {
  let built = aCase({ enrolled_on: '2019' })
  for (const [id, { value, unit: unitOf, weight, ...rest }, amount] of list)
    built = built.with(id, {
      ...rest,
      kind: kinds[id],
      test: 'ck',
      modality: 'hrct',
      treatment: 'treatment-1',
      value,
      unit: unitOf,
      weight,
      weight_unit: unitOf,
      fvc_pct: amount,
      spo2_nadir: amount,
      dose: amount,
      frequency: 'q4w',
    } as never)
  return built.record
})

const schedule = fc.record({
  initial: fc.option(fc.record({ months: fc.integer({ min: 1, max: 24 }), to: fc.integer({ min: 1, max: 12 }) })),
  to: fc.integer({ min: 1, max: 36 }),
})
const schedules = fc.tuple(schedule, schedule).map(([a, b]): readonly Schedule[] =>
  standardSchedules.map((standard, index) => {
    const { initial, to } = index % 2 === 0 ? a : b
    const phase = initial && { months: initial.months, every: { from: 1, to: initial.to, unit: 'wk' as const } }
    return { ...standard, ...(phase ? { initial: phase } : {}), every: { from: 1, to, unit: 'mo' }, on: true }
  }),
)

describe('any record', () => {
  it('is told what is due: each thing once, in order, with words, and the same from what is stored of it', () => {
    fc.assert(
      fc.property(records, schedules, day, (record: CaseRecord, set, on) => {
        const facts = monitoringFactsOf(record, on)
        const items = dueItems(facts, set, on)
        expect(dueItems(monitoringFacts.parse(JSON.parse(JSON.stringify(facts))), set, on)).toEqual(items)
        const days = items.map(({ to }) => to ?? Infinity)
        expect(days).toEqual(days.toSorted((a, b) => a - b))
        const subjects = items.map(({ what }) => what).filter((what) => typeof what === 'string')
        expect(new Set(subjects).size).toBe(subjects.length)
        for (const item of items) {
          for (const words of [dueLabel, stateWords, lastWords, ruleWords])
            expect(words(item)).not.toMatch(/undefined|NaN|^$/)
          if (item.from !== undefined) expect(item.from).toBeLessThanOrEqual(item.to!)
          expect(item.state === 'overdue').toBe(item.to !== undefined && item.days! > 0 && item.to < dayNumber(on))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is told what changed, or why that can’t be told', () => {
    fc.assert(
      fc.property(records, (record: CaseRecord) => {
        const found = sinceVisit(record, today, standardClinicalSettings)
        expect('why' in found ? found.why : found.paragraph).not.toMatch(/undefined|NaN|^$/)
      }),
      { numRuns: 300 },
    )
  })
})

describe('months', () => {
  it('are those of the calendar for any day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (iso, months) => {
        expect(isoOfDay(addMonths(dayNumber(iso), months))).toBe(
          Temporal.PlainDate.from(iso).add({ months }).toString(),
        )
      }),
    )
  })
})
