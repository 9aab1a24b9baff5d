/**
 * That somebody looked at who a patient is goes into the audit chain once for each case, user and hour of a session, whichever
 * way it was looked at. Once a keystroke or once a page would bury the looks that matter under those that belong to one; once
 * a session would hide that somebody came back in the afternoon.
 */
import type { OpenRegistry } from '#main/database/registry.ts'
import type { Session } from './session.ts'

const hourMs = 3_600_000
/** A session is the time from an unlock to the next lock: what was noted is forgotten with it. */
const noted = new WeakMap<OpenRegistry, Map<string, number>>()

/**
 * @param operation how it was looked at; stands in the chain for the first look of the hour
 * @param caseId missing for the identity of a patient who is no case yet
 */
export function noteIdentityView(session: Session, operation: string, caseId: string | undefined): void {
  const registry = session.registry()
  const known = noted.get(registry) ?? new Map<string, number>()
  noted.set(registry, known)
  const now = Date.parse(session.clock.now())
  const last = known.get(caseId ?? '')
  // A clock that was put back starts a new hour.
  if (last !== undefined && now >= last && now - last < hourMs) return
  session.note(operation, 'identity', { caseId })
  known.set(caseId ?? '', now)
}
