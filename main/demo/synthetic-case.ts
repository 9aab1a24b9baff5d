/** One invented case: draws a person and a course, plans the treatment, then writes down what would have been recorded. */
import { daysPerYear } from './calendar.ts'
import { caseCode, gatherInto, withoutGaps } from './demo-case.ts'
import type { DemoCase, DemoRecord } from './demo-case.ts'
import type { Patient } from './patient.ts'
import { seededRandom } from './random.ts'
import { recordTreatments } from './record-treatments.ts'
import { syntheticCourse } from './synthetic-course.ts'
import { recordEvents } from './synthetic-events.ts'
import { recordDiagnoses, recordHistory, recordManifestations, registryValues } from './synthetic-findings.ts'
import { planGlucocorticoids } from './synthetic-glucocorticoids.ts'
import { recordImaging } from './synthetic-imaging.ts'
import { planInfusions } from './synthetic-infusions.ts'
import { recordLaboratory } from './synthetic-laboratory.ts'
import { recordLungFunction } from './synthetic-lung-function.ts'
import { recordProcedures } from './synthetic-procedures.ts'
import { syntheticProfile } from './synthetic-profile.ts'
import { recordSerology } from './synthetic-serology.ts'
import { planSteroidSparing } from './synthetic-steroid-sparing.ts'
import { planVisits, recordVisits } from './synthetic-visits.ts'
import { cutAt } from './treatment-plan.ts'

/** The case of a number under a seed: always the same, whatever else is made. */
export function syntheticCase(number: number, seed: number): DemoCase {
  const code = caseCode(number)
  const random = seededRandom(seed, number)
  const records: DemoRecord[] = []
  const add = gatherInto(records, code, 'synthetic')

  const profile = syntheticProfile(number, seed, random)
  const course = syntheticCourse(profile, random)
  const steroids = planGlucocorticoids(profile, course, random)
  const infusions = planInfusions(profile, course, random)
  const sparing = planSteroidSparing(profile, course, steroids, infusions, random)
  const died = course.ending === 'died'
  const treatments = [...steroids, ...sparing, ...infusions]
    .map((treatment) => cutAt(treatment, course.end, died))
    .filter((treatment) => treatment !== undefined)
  const patient: Patient = {
    profile,
    course,
    born: Math.round(course.baseline - (profile.age + random.next()) * daysPerYear),
    treatments,
    visits: planVisits(course, random),
    random,
    add,
  }

  const values = registryValues(patient, code)
  recordDiagnoses(patient)
  recordManifestations(patient)
  recordHistory(patient)
  recordSerology(patient)
  recordVisits(patient)
  recordLaboratory(patient)
  recordLungFunction(patient)
  recordImaging(patient)
  recordProcedures(patient)
  recordTreatments(treatments, profile, course.end, add, random)
  recordEvents(patient)

  return {
    code,
    idSeed: `${code}/case`,
    source: 'synthetic',
    values: withoutGaps(values),
    ...(profile.smoking === undefined ? { missing: { smoking: 'unknown', pack_years: 'unknown' } as const } : {}),
    ...identityOf(),
    records,
  }

  /** Most have a name that nobody could take for a real one. */
  function identityOf(): Pick<DemoCase, 'identity'> {
    if (random.chance(0.1)) return {}
    return {
      identity: {
        idSeed: `${code}/identity`,
        source: 'synthetic',
        values: {
          family_name: 'Demo',
          given_names: `Patient ${number}`,
          record_number: `DEMO-${String(number).padStart(4, '0')}`,
        },
      },
    }
  }
}
