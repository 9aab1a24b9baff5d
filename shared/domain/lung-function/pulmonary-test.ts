import type { CaseRecord } from '../case-record.ts'

/** A record of the form of pulmonary function tests. */
export type PulmonaryTest = CaseRecord['records']['pft'][number]

/** Where one day has tests before and after a bronchodilator, those before stand: follow-up compares them. */
export function withoutRepeatsAfterBronchodilator(tests: readonly PulmonaryTest[]): readonly PulmonaryTest[] {
  return tests.filter(
    (test) =>
      test.bronchodilator !== 'post' ||
      !tests.some((other) => other.date === test.date && other.bronchodilator !== 'post'),
  )
}
