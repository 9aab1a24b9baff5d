/** An invented patient as the modules that write records see one. */
import type { DayNumber } from '#shared/domain/partial-date.ts'
import type { AddRecord } from './demo-case.ts'
import type { Random } from './random.ts'
import type { Course } from './synthetic-course.ts'
import type { Profile } from './synthetic-profile.ts'
import type { PlannedTreatment } from './treatment-plan.ts'

export interface Patient {
  readonly profile: Profile
  readonly course: Course
  readonly born: DayNumber
  readonly treatments: readonly PlannedTreatment[]
  readonly visits: readonly PlannedVisit[]
  readonly random: Random
  readonly add: AddRecord
}

export interface PlannedVisit {
  readonly day: DayNumber
  readonly kind: 'baseline' | 'follow-up' | 'admission' | 'telephone'
}
