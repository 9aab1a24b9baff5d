/** That somebody looked at images goes into the audit chain once for each series, user and hour of a session. */
import type { OpenRegistry } from '#main/database/registry.ts'
import type { KnownSeries } from '#main/database/repositories/image-series.ts'
import type { Session } from '../session.ts'

const hourMs = 3_600_000
const noted = new WeakMap<OpenRegistry, Map<string, number>>()

export function noteImageView(
  session: Session,
  operation: string,
  { id, caseId }: Pick<KnownSeries, 'id' | 'caseId'>,
): void {
  const registry = session.registry()
  const known = noted.get(registry) ?? new Map<string, number>()
  noted.set(registry, known)
  const now = Date.parse(session.clock.now())
  const last = known.get(id)
  // A clock that was put back starts a new hour.
  if (last !== undefined && now >= last && now - last < hourMs) return
  session.note(operation, 'view', { caseId, detail: `series ${id}` })
  known.set(id, now)
}
