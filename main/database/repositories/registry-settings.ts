/** Settings of the registry, kept in its file: the same for everybody who opens it. */
import type { RegistrySettings } from '#shared/ipc/areas/registry.ts'
import { lockAfterMinutes } from '#shared/ipc/areas/lock.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { Reader, Writer } from '../connection.ts'

const standard: RegistrySettings = {
  ...standardClinicalSettings,
  reasonForChange: 'never',
  autoLockMinutes: lockAfterMinutes.usual,
}
/** Whom the demo shows is nobody: it need not be locked. */
const standardOfDemo: RegistrySettings = { ...standard, autoLockMinutes: null }

export function registrySettings(db: Reader): RegistrySettings {
  const { settings, demo } = db.prepare('SELECT settings, demo FROM registry').get() as {
    settings: string
    demo: number
  }
  return { ...(demo === 1 ? standardOfDemo : standard), ...(JSON.parse(settings) as Partial<RegistrySettings>) }
}

export function saveRegistrySettings(db: Writer, settings: RegistrySettings): void {
  db.prepare('UPDATE registry SET settings = ?').run(JSON.stringify(settings))
}
