import { describe, expect, it } from 'vitest'
import { analyzedValue } from '#shared/domain/cohort/analyzed-value.ts'
import { figuresByNumber, groupsWords, leavingGroups } from '#shared/domain/cohort/leaving-groups.ts'
import { variableOf } from '#shared/domain/cohort/variables.ts'
import { aCase } from '../../support/a-case.ts'
import { cohortCase } from '../../support/demo-cohort.ts'

describe('an age in an analysis', () => {
  const age = variableOf('age-at-index')!
  const born = (birth_date: string) => cohortCase(aCase({ birth_date }).record, '2020-06-15')

  it('over 89 counts as 90, and as itself below', () => {
    expect(analyzedValue(age, born('1925-06-15'))).toBe(90)
    expect(analyzedValue(age, born('1930-06-01'))).toBe(90)
    expect(analyzedValue(age, born('1930-07-15'))).toBeCloseTo(89.92, 2)
  })

  it('chooses who is in a cohort as it is', () => {
    expect(age.of(born('1925-06-15'))).toBeCloseTo(95, 2)
  })
})

describe('the groups in data that leave', () => {
  const sexes = ['Female', 'Female', 'Female', 'Female', 'Female', 'Male', 'Male']

  it('are told by what the data hold of a patient that somebody outside may know', () => {
    const groups = leavingGroups({ patient: [1, 2, 3, 4, 5, 6, 7], sex: sexes, pack_years: [1, 2, 3, 4, 5, 6, 7] })
    expect(groups).toEqual({ by: ['sex'], cases: 7, smallest: 2, casesInSmall: 2, over89: 0 })
    expect(groupsWords(groups)).toBe(
      'By sex, the smallest group in these data has 2 patients; 2 of 7 are in groups of fewer than 5. Who knows a patient may find them.',
    )
  })

  it('count a patient once, in whatever number of rows', () => {
    const groups = leavingGroups({ patient: [1, 1, 1, 2], sex: ['Male', 'Male', 'Male', 'Female'] })
    expect(groups).toMatchObject({ cases: 2, smallest: 1, casesInSmall: 2 })
  })

  it('take ages in whole years, and say how many are over 89', () => {
    const age_at_index = [61.2, 61.9, 61.5, 61.1, 61.7, 90, 90, 90, 90, 90]
    const groups = leavingGroups({ patient: age_at_index.map((_, at) => at + 1), age_at_index })
    expect(groups).toEqual({ by: ['age'], cases: 10, smallest: 5, casesInSmall: 0, over89: 5 })
    expect(groupsWords(groups)).toBe('By age, each patient in these data is one of at least 5 who are alike.')
  })

  it('of answers of which several can be given, and of an endpoint, are told as well', () => {
    const patient = [1, 2]
    expect(leavingGroups({ patient, antibodies_jo_1: ['yes', 'no'] })).toMatchObject({ by: ['antibody'], smallest: 1 })
    expect(leavingGroups({ patient, event: [0, 1], years: [1, 2] })).toMatchObject({ by: ['outcome'], smallest: 1 })
  })

  it('are one where nothing tells patients apart', () => {
    const groups = leavingGroups({ patient: [1, 2, 3], change: [1, 2, 3] })
    expect(groups).toMatchObject({ by: [], smallest: 3 })
    expect(groupsWords(groups)).toMatch(/^Of all patients together, the smallest group/)
  })
})

it('A figure that leaves knows its patients by number', () => {
  const base = { id: 'f', title: 'F', xLabel: '', yLabel: '', caption: '' }
  const row = { caseId: 'secret', code: 'AS-0007', from: 0, to: 1, spans: [], events: [] }
  const figures = figuresByNumber([{ ...base, kind: 'swimmer', rows: [row], shown: 1, of: 1 }], () => 4)
  expect(figures[0]).toMatchObject({ rows: [{ caseId: '4', code: 'Patient 4' }] })
})
