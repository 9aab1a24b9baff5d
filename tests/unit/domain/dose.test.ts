import { describe, expect, it } from 'vitest'
import { drugs } from '#shared/dictionary/lists/drugs.ts'
import { doseLabel, isGlucocorticoid, perDay, prednisoneEquivalent } from '#shared/domain/dose.ts'

describe('the mean amount a day', () => {
  it.each([
    [{ dose: 20, unit: 'mg', frequency: 'daily' }, 20],
    [{ dose: 500, unit: 'mg', frequency: 'bid' }, 1000],
    [{ dose: 801, unit: 'mg', frequency: 'tid' }, 2403],
    [{ dose: 1, unit: 'g', frequency: 'bid' }, 2000],
    [{ dose: 500, unit: 'ug', frequency: 'qid' }, 2],
    [{ dose: 10, unit: 'mg', frequency: 'alternate-days' }, 5],
    [{ dose: 14, unit: 'mg', frequency: 'weekly' }, 2],
    [{ dose: 7, unit: 'mg', frequency: 'twice-weekly' }, 2],
    [{ dose: 700, unit: 'mg', frequency: 'three-weekly' }, 300],
    [{ dose: 28, unit: 'mg', frequency: 'q4w' }, 1],
    [{ dose: 0 }, 0],
  ])('of %o is %f mg', (step, mg) => {
    expect(perDay(step)).toBeCloseTo(mg, 10)
  })

  it.each([
    [{ dose_text: 'high dose' }],
    [{ dose: 1, unit: 'mg/kg', frequency: 'daily' }],
    [{ dose: 375, unit: 'mg/m2', frequency: 'weekly' }],
    [{ dose: 1000, unit: 'mg', frequency: 'once' }],
    [{ dose: 5, unit: 'mg', frequency: 'as-needed' }],
    [{ dose: 5, unit: 'mg' }],
    [{ dose: 5, frequency: 'daily' }],
  ])('of %o is not known', (step) => {
    expect(perDay(step)).toBeUndefined()
  })
})

describe('a dose in words', () => {
  it.each([
    [{ dose: 20, unit: 'mg', frequency: 'daily' }, '20 mg daily'],
    [{ dose: 500, unit: 'mg', frequency: 'bid' }, '500 mg twice daily'],
    [{ dose: 12.5, unit: 'mg', frequency: 'alternate-days' }, '12.5 mg every other day'],
    [{ dose: 2, unit: 'g/kg', frequency: 'q4w' }, '2 g/kg every 4 weeks'],
    [{ dose: 2, unit: 'g/kg', frequency: 'q4w', over_days: 2 }, '2 g/kg over 2 days every 4 weeks'],
    [{ dose: 1, unit: 'g', over_days: 1 }, '1 g over 1 day, how often not known'],
    [{ dose: 500, unit: 'ug', frequency: 'daily' }, '500 µg daily'],
    [{ dose: 20, unit: 'mg' }, '20 mg, how often not known'],
    [{ dose_text: 'high dose' }, 'high dose'],
    [{}, 'dose not known'],
    [{ dose: 0, unit: 'mg', frequency: 'daily' }, 'none'],
  ])('%o reads %s', (step, words) => {
    expect(doseLabel(step)).toBe(words)
  })
})

describe('prednisone-equivalent', () => {
  it.each([
    ['prednisone', 5],
    ['prednisolone', 5],
    ['methylprednisolone', 4],
    ['triamcinolone', 4],
    ['hydrocortisone', 20],
    ['cortisone', 25],
    ['dexamethasone', 0.75],
    ['betamethasone', 0.6],
  ])('%s: %f mg equal 5 mg of prednisone', (drug, mg) => {
    expect(prednisoneEquivalent(drug, mg)).toBeCloseTo(5, 10)
  })

  it('is not known for deflazacort, of which sources differ', () => {
    expect(prednisoneEquivalent('deflazacort', 6)).toBeUndefined()
  })

  it('is known for every other glucocorticoid of the drug list', () => {
    const unknown = drugs
      .filter(({ code }) => isGlucocorticoid(code) && prednisoneEquivalent(code, 1) === undefined)
      .map(({ code }) => code)
    expect(unknown).toEqual(['deflazacort'])
  })
})
