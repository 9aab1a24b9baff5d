/** Whether the data are safe, part by part. */
import type { HealthPart, Light } from '#shared/ipc/areas/health.ts'
import type { Session } from '../session.ts'
import { imagesHealth } from './images-health.ts'
import { integrityHealth } from './integrity-health.ts'
import { recoveryHealth } from './recovery-health.ts'
import { placeHealth } from './place-health.ts'
import { worstLight } from './worst-light.ts'

export type LookAtPart = (session: Session) => HealthPart | Promise<HealthPart>

const partsOfSession: readonly LookAtPart[] = [integrityHealth, imagesHealth, placeHealth, recoveryHealth]

/** @param more parts that look at more than the session */
export async function healthReport(
  session: Session,
  more: readonly LookAtPart[],
): Promise<{ light: Light; parts: HealthPart[] }> {
  const seen = await Promise.all([...more, ...partsOfSession].map(async (look) => look(session)))
  return { light: worstLight(seen.map(({ light }) => light)), parts: seen }
}
