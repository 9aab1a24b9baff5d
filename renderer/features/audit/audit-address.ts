/** What the audit page shows, as it stands in the address: so that Back leads to where one was. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { auditGroups, type AuditGroup } from '#shared/domain/audit-kinds.ts'
import type { AuditFilter } from '#shared/ipc/areas/audit.ts'

export interface AuditAddress {
  /** The list where it is missing. */
  readonly part?: 'chain'
  /** Registry code. */
  readonly case?: string
  readonly by?: string
  /** Local ISO days, both within the span. */
  readonly from?: string
  readonly to?: string
  readonly kind?: AuditGroup
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))

function readAddress(raw: Readonly<Record<string, unknown>>): AuditAddress {
  // The router reads a code of digits alone as a number.
  const text = (name: string) => {
    const value = typeof raw[name] === 'number' ? String(raw[name]) : raw[name]
    return typeof value === 'string' && value !== '' ? { [name]: value.slice(0, 100) } : {}
  }
  const { part, from, to, kind } = raw
  return {
    ...(part === 'chain' && { part }),
    ...text('case'),
    ...text('by'),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
    ...(typeof kind === 'string' && Object.hasOwn(auditGroups, kind) && { kind: kind as AuditGroup }),
  }
}

/** A day lasts from midnight to midnight of this workstation. */
function midnight(day: string, later = 0): string {
  const time = new Date(`${day}T00:00`)
  time.setDate(time.getDate() + later)
  return time.toISOString()
}

export function filterOf({ case: code, by, from, to, kind }: AuditAddress): AuditFilter {
  return {
    ...(code !== undefined && { case: code.slice(0, 40) }),
    ...(by !== undefined && { actor: by }),
    ...(from !== undefined && { from: midnight(from) }),
    ...(to !== undefined && { to: midnight(to, 1) }),
    ...(kind !== undefined && { kind }),
  }
}

export function useAuditAddress() {
  const address = readAddress(useSearch({ strict: false }))
  const navigate = useNavigate()
  const go = useCallback(
    (next: AuditAddress) => void navigate({ to: '/audit', search: () => next as never, replace: true }),
    [navigate],
  )
  return { address, go }
}
