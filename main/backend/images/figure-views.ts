/** That somebody looked at figures of a case goes into the audit chain once for each case, user and hour of a session. */
import type { OpenRegistry } from '#main/database/registry.ts'
import type { Session } from '../session.ts'

const hourMs = 3_600_000
const noted = new WeakMap<OpenRegistry, Map<string, number>>()

export function noteFigureView(session: Session, operation: string, caseId: string): void {
  const registry = session.registry()
  const known = noted.get(registry) ?? new Map<string, number>()
  noted.set(registry, known)
  const now = Date.parse(session.clock.now())
  const last = known.get(caseId)
  // A clock that was put back starts a new hour.
  if (last !== undefined && now >= last && now - last < hourMs) return
  session.note(operation, 'view', { caseId, detail: 'figures of CT pairs' })
  known.set(caseId, now)
}
