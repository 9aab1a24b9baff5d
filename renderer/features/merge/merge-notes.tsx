import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { UnmergeDialog } from './unmerge-dialog.tsx'
import './merge-page.css'

interface MergeNoteProps {
  readonly record: CaseRecord
}

/** Over a case that is voided: why, and where it went if it was merged. */
export function VoidedCaseNote({ record: { case: own } }: MergeNoteProps) {
  const { data } = useQueryOf('cases.merges', { caseId: own.id })
  const [asks, setAsks] = useState(false)
  if (!data) return null
  return (
    <div className="merge-note" role="note">
      <span>
        {data.into ? (
          <>
            This case was merged into{' '}
            <Link to="/cases/$caseId/$tab" params={{ caseId: data.into.caseId, tab: 'chart' }}>
              {data.into.code}
            </Link>
            {own.voided_at && ` on ${formatPartialDate(own.voided_at.slice(0, 10))}`}. Its records are there.
          </>
        ) : (
          <>This case is voided: {own.void_reason}</>
        )}
      </span>
      {data.into && (
        <Button size="compact-sm" variant="default" onClick={() => setAsks(true)}>
          Take apart again…
        </Button>
      )}
      {asks && <UnmergeDialog caseId={own.id} onClose={() => setAsks(false)} />}
    </div>
  )
}

/** Over the baseline of a case: which cases were merged into it. */
export function MergedCasesNote({ record: { case: own } }: MergeNoteProps) {
  const { data } = useQueryOf('cases.merges', { caseId: own.id })
  const [taken, setTaken] = useState<string>()
  return (
    <>
      {data?.merged.map(({ caseId, code, at, actor }) => (
        <div key={caseId} className="merge-note" role="note">
          <span>
            {code} was merged into this case{at && ` on ${formatPartialDate(at.slice(0, 10))}`}
            {actor && ` by ${actor}`}.
          </span>
          <Button size="compact-sm" variant="default" onClick={() => setTaken(caseId)}>
            Take apart again…
          </Button>
        </div>
      ))}
      {taken && <UnmergeDialog caseId={taken} onClose={() => setTaken(undefined)} />}
    </>
  )
}
