/** Whether the file is what was written. */
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { HealthPart } from '#shared/ipc/areas/health.ts'
import type { Session } from '../session.ts'
import { isCheckDue, lastFullCheck } from '../checks/weekly-check.ts'

export function integrityHealth(session: Session): HealthPart {
  const registry = session.registry()
  const { damage } = session.status()
  const { uncleanEnd } = registry
  const last = lastFullCheck(registry)
  const checked = last
    ? `Everything in it was last checked on ${formatPartialDate(last.at.slice(0, 10))}: ${last.problem ?? 'nothing was wrong'}.`
    : 'Everything in it was not checked yet.'
  const next = registry.write
    ? 'The next check runs by itself while the registry is open.'
    : 'It is open for reading only: open it where it can be written to, and it is checked by itself.'
  const ended = uncleanEnd ? [`It was not closed last time: ${uncleanEnd.words}.`] : []
  const looked = uncleanEnd && !uncleanEnd.problem ? ['A check before work went on found nothing wrong.'] : []
  if (damage) return { id: 'integrity', light: 'bad', sentences: [damage, checked, ...ended] }
  const isDue = isCheckDue(registry, session.clock.now())
  return {
    id: 'integrity',
    light: 'good',
    sentences: [
      'No damage was found since the registry was opened.',
      ...ended,
      ...looked,
      ...(isDue ? [checked, next] : [checked]),
    ],
  }
}
