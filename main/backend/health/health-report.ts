/** Whether the data are safe, part by part. */
import type { HealthPart, Light } from '#shared/ipc/areas/health.ts'
import type { Session } from '../session.ts'
import { integrityHealth } from './integrity-health.ts'
import { placeHealth } from './place-health.ts'

type LookAtPart = (session: Session) => HealthPart | Promise<HealthPart>

const parts: readonly LookAtPart[] = [integrityHealth, placeHealth]
const worstFirst: readonly Light[] = ['bad', 'attention', 'good']

export async function healthReport(session: Session): Promise<{ light: Light; parts: HealthPart[] }> {
  const seen = await Promise.all(parts.map(async (look) => look(session)))
  return { light: worstFirst.find((light) => seen.some((part) => part.light === light)) ?? 'good', parts: seen }
}
