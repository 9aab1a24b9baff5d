/** What a registry chooses for its clinical rules. Results depend on it; nothing stored does. */
import { z } from 'zod'
import { monitoringSettings } from './monitoring/schedule-model.ts'

export const spirometrySets = ['gli-2022', 'gli-2012'] as const
export type SpirometrySet = (typeof spirometrySets)[number]

export const clinicalSettings = z.object({
  /** Reference equations of FVC, FEV1 and their ratio. */
  spirometrySet: z.enum(spirometrySets),
  /** Schedules of monitoring that are not as they came (`schedulesOf` gives them all). */
  monitoring: monitoringSettings,
})
export type ClinicalSettings = z.infer<typeof clinicalSettings>

export const standardClinicalSettings: ClinicalSettings = { spirometrySet: 'gli-2022', monitoring: [] }
