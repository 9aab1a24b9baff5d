import { Link } from '@tanstack/react-router'
import { useRights } from '#renderer/app/use-rights.ts'

/** The ways to put something onto an empty chart; nothing for who may only look. */
export function FirstEntries({ caseId }: { readonly caseId: string }) {
  const { canWrite } = useRights()
  if (!canWrite) return null
  const to = '/cases/$caseId/$tab'
  return (
    <p className="one-chart-first">
      <Link to={to} params={{ caseId, tab: 'visit' }} search={() => ({ open: 'new' }) as never} replace>
        Record a visit
      </Link>
      <Link to={to} params={{ caseId, tab: 'treatments' }} replace>
        Add a treatment
      </Link>
      <Link to={to} params={{ caseId, tab: 'flow-sheet' }} replace>
        Paste values
      </Link>
    </p>
  )
}
