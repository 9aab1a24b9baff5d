/** Whether the file is what was written. */
import type { HealthPart } from '#shared/ipc/areas/health.ts'
import type { Session } from '../session.ts'

export function integrityHealth(session: Session): HealthPart {
  const { damage } = session.status()
  return damage
    ? { id: 'integrity', light: 'bad', sentences: [damage] }
    : { id: 'integrity', light: 'good', sentences: ['No damage was found since the registry was opened.'] }
}
