/** Settings of the registry, kept in its file: the same for everybody who opens it. */
import type { RegistrySettings } from '#shared/ipc/areas/registry.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { Reader, Writer } from '../connection.ts'

const standard: RegistrySettings = { ...standardClinicalSettings, reasonForChange: 'never' }

export function registrySettings(db: Reader): RegistrySettings {
  const { settings } = db.prepare('SELECT settings FROM registry').get() as { settings: string }
  return { ...standard, ...(JSON.parse(settings) as Partial<RegistrySettings>) }
}

export function saveRegistrySettings(db: Writer, settings: RegistrySettings): void {
  db.prepare('UPDATE registry SET settings = ?').run(JSON.stringify(settings))
}
