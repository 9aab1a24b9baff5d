/** Which answers a change makes stale. */
import type { OperationName, Topic } from '#shared/ipc/contract.ts'

interface KnownQuery {
  readonly name: OperationName
  readonly input: unknown
  readonly data: unknown
}

/**
 * Whether what was read by a query may be different after a change of `topic`. Rather too often than once too seldom:
 * an answer that names no case is forgotten with any case.
 */
export function isStale({ name, input, data }: KnownQuery, topic: Topic): boolean {
  const area = name.slice(0, name.indexOf('.'))
  if (topic === 'settings') return name === 'shell.settings'
  if (topic === 'changes') return area === 'changes' || area === 'signatures' || area === 'audit'
  if (topic === 'drafts') return area === 'drafts'
  if (topic === 'cohorts') return area === 'cohorts'
  if (topic === 'quality') return area === 'quality'
  if (topic === 'health') return area === 'health' || area === 'backups' || name === 'registry.info'
  if (topic === 'registry') return area !== 'shell' || name === 'shell.recent' || name === 'shell.demoFolder'
  if (topic === 'dictionary') return area === 'dictionary'
  if (topic === 'cases')
    return (
      area === 'due' ||
      name === 'cases.find' ||
      name === 'cases.courses' ||
      name === 'cases.facets' ||
      name === 'cases.nextCode' ||
      name === 'registry.info'
    )
  // What is lacking and what agrees follows every record.
  if (area === 'quality' || area === 'ctReadings') return true
  if (area !== 'cases' && area !== 'records') return false
  if (name === 'cases.find' || name === 'cases.courses' || name === 'cases.facets' || name === 'cases.nextCode')
    return false
  const about = caseIdOf(input, data)
  return about === undefined || `case:${about}` === topic
}

function caseIdOf(input: unknown, data: unknown): string | undefined {
  const { caseId } = (input ?? {}) as { caseId?: string }
  const { case: found } = (data ?? {}) as { case?: { id?: string } }
  return caseId ?? found?.id
}
