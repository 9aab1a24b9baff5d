/** Whether the data are safe. */
import type { Handlers } from '#shared/ipc/server.ts'
import { healthReport } from '../health/health-report.ts'
import type { LookAtPart } from '../health/health-report.ts'
import type { Session } from '../session.ts'

export function healthOperations(
  session: Session,
  more: readonly LookAtPart[],
): Pick<Handlers<'backend'>, 'health.report'> {
  return { 'health.report': () => healthReport(session, more) }
}
