import { expect, test } from 'vitest'
import { likelyPairs } from '#shared/domain/duplicates/likely-pairs.ts'
import { patientLikeness, patientOf } from '#shared/domain/duplicates/patient-likeness.ts'

function resultOf<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

const families = ['Müller', 'Mueller', 'Schmidt', 'Schmitt', 'Smith', 'Rossi', 'Nowak', 'Kowalczyk', 'Yılmaz', '']
const givens = ['Anna', 'Anne', 'Hans Peter', 'Hans', 'Maria', 'Małgorzata', '']
const dates = ['1948-04-11', '1948-11-04', '1948-04', '1951', '1951-02-03', undefined]
const patients = families.flatMap((familyName, f) =>
  givens.flatMap((givenNames, g) =>
    dates.map((birthDate, d) =>
      patientOf({ familyName, givenNames, birthDate, sex: (f + g + d) % 3 === 0 ? 'male' : 'female' }),
    ),
  ),
)

test('Looking only where something is in common finds every pair that comparing all with all finds', () => {
  const all = patients.flatMap((a, first) =>
    patients.flatMap((b, second) => (first < second && patientLikeness(a, b) ? [`${first} ${second}`] : [])),
  )
  const found = resultOf(likelyPairs(patients))
  expect(new Set(found.map(({ pair }) => pair.join(' ')))).toEqual(new Set(all))
  expect(all.length).toBeGreaterThan(1000)
  expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a))
})
