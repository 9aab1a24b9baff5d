import { describe, expect, it } from 'vitest'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { drugExposures } from '#shared/domain/response/drug-exposure.ts'
import { intervalDrift, ivigCycles } from '#shared/domain/response/ivig-cycles.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2022-06-30'
const cyclesOf = ({ record }: CaseBuilder) => ivigCycles(record, standardClinicalSettings, today)

const ordered = aCase()
  .with('treatment', { drug: 'ivig', route: 'iv', started: '2022-01-03' })
  .with('dose_step', { treatment: 'treatment-1', started: '2022-01-03', dose: 2, unit: 'g/kg', frequency: 'q4w' })

function given(built: CaseBuilder, date: string, values: Parameters<typeof infusion>[1] = {}): CaseBuilder {
  return built.with('infusion', infusion(date, values))
}
function infusion(date: string, values: Partial<CaseBuilder['record']['records']['infusion'][number]>) {
  return { treatment: 'treatment-1', drug: 'ivig', date, ...values } as const
}
const grams = (total: number) =>
  ({
    weight: 80,
    weight_unit: 'kg',
    weight_basis: 'actual',
    total_dose: total,
    total_dose_unit: 'g',
  }) as const

describe('cycles of immune globulin', () => {
  it('hold grams and g/kg given against those ordered', () => {
    const built = given(given(ordered, '2022-01-03', grams(160)), '2022-01-31', grams(120))
    expect(cyclesOf(built)).toMatchObject([
      { number: 1, grams: 160, gramsPerKg: 2, orderedGrams: 160, orderedGramsPerKg: 2, weightBasis: 'actual' },
      { number: 2, grams: 120, gramsPerKg: 1.5, orderedGrams: 160, orderedGramsPerKg: 2 },
    ])
    const [row] = drugExposures(built.record, today)
    expect(row).toMatchObject({
      infusions: 2,
      intervalDays: 28,
      total: { value: 280, unit: 'g', unknown: 0 },
      intensity: { percent: 87.5, of: 'ordered' },
    })
  })

  it('take g/kg as entered where grams or weight are missing, and know no grams then', () => {
    const [cycle] = cyclesOf(given(ordered, '2022-01-03', { dose_per_kg: 2, dose_per_kg_unit: 'g/kg' }))
    expect(cycle).toMatchObject({ gramsPerKg: 2 })
    expect(cycle).not.toHaveProperty('grams')
  })

  it('know no g/kg of a weight of 0', () => {
    const nothing = { total_dose: 0, total_dose_unit: 'g', weight: 0, weight_unit: 'kg' }
    expect(cyclesOf(given(ordered, '2022-01-03', nothing))[0]).not.toHaveProperty('gramsPerKg')
  })

  it('count intervals from first day to first day and say how they drift', () => {
    const days = ['2022-01-03', '2022-01-31', '2022-03-01', '2022-03-31']
    const cycles = cyclesOf(days.reduce((built, date) => given(built, date, { ended: '2022-12-31' }), ordered))
    expect(cycles.map(({ interval, drift }) => [interval?.min, interval?.max, drift])).toEqual([
      [undefined, undefined, undefined],
      [28, 28, undefined],
      [29, 29, 1],
      [30, 30, 1],
    ])
    expect(intervalDrift(cycles)!.slope).toBeCloseTo(1, 10)
  })

  it('bound an interval by what a partial date can mean, and leave it out of the drift', () => {
    const cycles = cyclesOf(given(given(ordered, '2022-01'), '2022-02-10'))
    expect(cycles[1]).toMatchObject({ interval: { min: 10, max: 40 } })
    expect(cycles[1]).not.toHaveProperty('drift')
    expect(intervalDrift(cycles)).toBeUndefined()
  })

  it.each([
    [3, { state: 'before-next', days: { min: 7, max: 7 } }],
    [4, { state: 'held' }],
    [5, { state: 'held' }],
  ])('wearing off in week %d, four weeks before the next', (week, wearingOff) => {
    const cycles = cyclesOf(given(given(ordered, '2022-01-03', { wearing_off_week: week }), '2022-01-31'))
    expect(cycles[0]).toMatchObject({ wearingOffWeek: week, wearingOff })
  })

  it('can’t tell whether the effect held before a day that is not known, or without a next one', () => {
    const cycles = cyclesOf(
      given(given(ordered, '2022-01-03', { wearing_off_week: 5 }), '2022-02', { wearing_off_week: 5 }),
    )
    expect(cycles.map(({ wearingOff }) => wearingOff?.state)).toEqual(['unknown', 'unknown'])
  })

  it('find the last CK and mMRC within two weeks before the next one', () => {
    const built = given(given(given(ordered, '2022-01-03'), '2022-01-31'), '2022-02-28')
      .with('laboratory', { test: 'ck', date: '2022-01-16', value: 900, unit: 'U/L' })
      .with('laboratory', { test: 'ck', date: '2022-01-17', value: 300, unit: 'U/L' })
      .with('laboratory', { test: 'ck', date: '2022-01-31', value: 310, unit: 'U/L' })
      .with('laboratory', { test: 'ck', date: '2022-02-01', value: 700, unit: 'U/L' })
      .with('visit', { date: '2022-01-20', kind: 'follow-up', mmrc: 2 })
    const [first, second, third] = cyclesOf(built)
    expect([first?.ckBeforeNext?.value, first?.mmrcBeforeNext?.value]).toEqual([310, 2])
    expect([second?.ckBeforeNext, third?.ckBeforeNext]).toEqual([undefined, undefined])
  })
})
