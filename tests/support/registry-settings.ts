import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { RegistrySettings } from '#shared/ipc/areas/registry.ts'

/** Settings of a new registry, but for what a test is about. */
export const registrySettingsWith = (changed: Partial<RegistrySettings> = {}): RegistrySettings => ({
  ...standardClinicalSettings,
  reasonForChange: 'never',
  autoLockMinutes: 10,
  ...changed,
})
