import type { UserRight } from '#shared/ipc/rights.ts'
import { useRights } from './use-rights.ts'

/** Stands where something would be, for a user who may not: its absence would puzzle. */
export function NoRight({ right }: { readonly right: UserRight }) {
  return <p className="no-right soft">{useRights().refusalOf(right)}</p>
}

/** Stands where a whole screen would be. */
export function NoRightPage({ right }: { readonly right: UserRight }) {
  return (
    <div className="page">
      <NoRight right={right} />
    </div>
  )
}
