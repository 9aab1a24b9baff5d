import { expect, test } from 'vitest'
import { speaksAgainst } from '#shared/domain/duplicates/speaks-against.ts'

test('two sexes and two birth dates speak against one patient', () => {
  expect(speaksAgainst({ sex: 'female', birthDate: '1967-06-12' }, { sex: 'male', birthDate: '1986-01-30' })).toEqual([
    'sex at birth',
    'birth date',
  ])
})

test('what is the same, not known, known less exactly or a slip of the pen does not', () => {
  const patient = { sex: 'female', birthDate: '1967-06-12' }
  for (const other of [
    patient,
    {},
    { sex: 'other', birthDate: '1967' },
    { sex: 'female', birthDate: '1967-12-06' },
    { sex: 'female', birthDate: '1967-06-13' },
  ])
    expect(speaksAgainst(patient, other)).toEqual([])
})
