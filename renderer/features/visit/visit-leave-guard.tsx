import { LeaveGuard } from '#renderer/forms/leave-guard.tsx'
import { useDraftState } from './draft-state.ts'

/** Lets nobody leave without noticing that what they typed is not even kept as a draft. */
export function VisitLeaveGuard({ keepNow }: { readonly keepNow: () => Promise<boolean> }) {
  const { error } = useDraftState()
  return <LeaveGuard keepNow={keepNow} isInDanger={error !== undefined} />
}
