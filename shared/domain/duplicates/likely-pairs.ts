/** All pairs of a registry that may be one patient, without comparing everybody with everybody. */
import { patientLikeness, type Patient, type PatientLikeness } from './patient-likeness.ts'

export interface LikelyPair extends PatientLikeness {
  /** Places in the list of patients; the earlier first. */
  readonly pair: readonly [number, number]
}

/**
 * Compares those that have something in common: the record number, the whole birth date, or how one of their names
 * sounds. A pair whose every name is mistyped, whose birth date is too, is not found.
 * @yields how many patients were looked at, now and then
 */
export function* likelyPairs(patients: readonly Patient[]): Generator<number, readonly LikelyPair[]> {
  const found: LikelyPair[] = []
  const withKey = new Map<string, number[]>()
  for (const [index, patient] of patients.entries()) {
    const keys = keysOf(patient)
    const others = new Set(keys.flatMap((key) => withKey.get(key) ?? []))
    for (const other of others) {
      const likeness = patientLikeness(patients[other]!, patient)
      if (likeness) found.push({ pair: [other, index], ...likeness })
    }
    for (const key of keys) {
      const known = withKey.get(key)
      if (known) known.push(index)
      else withKey.set(key, [index])
    }
    if (index % 50 === 49) yield index + 1
  }
  return found.toSorted((a, b) => b.score - a.score || a.pair[0] - b.pair[0] || a.pair[1] - b.pair[1])
}

function keysOf({ recordNumber, birthDate, family, given }: Patient): readonly string[] {
  const names = [...family, ...given].flatMap(({ text, sounds }) => [
    `text ${text}`,
    ...sounds.map((it) => `sound ${it}`),
  ])
  return [
    ...(recordNumber ? [`number ${recordNumber}`] : []),
    ...(birthDate?.length === 10 ? [`born ${birthDate}`] : []),
    ...new Set(names),
  ]
}
