import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { NoRightPage } from '#renderer/app/no-right.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'
import '#renderer/app/later-styles.ts'
import { ChooseOther } from './choose-other.tsx'
import { MergePreview } from './merge-preview.tsx'
import './merge-page.css'

/** Makes two cases of one patient one: which other case, then what becomes of the two. */
export function MergePage() {
  const { caseId = '' } = useParams({ strict: false })
  const { with: otherId } = useSearch({ strict: false }) as { readonly with?: string }
  const navigate = useNavigate()
  const own = useQueryOf('cases.get', { caseId })
  const go = (kept: string, other: string | undefined) =>
    void navigate({
      to: '/cases/$caseId/merge',
      params: { caseId: kept },
      search: () => ({ ...(other && { with: other }) }) as never,
      replace: true,
    })
  const { may, canWrite } = useRights()
  if (!may('identity') || !canWrite) return <NoRightPage right={canWrite ? 'identity' : 'write'} />
  return (
    <div className="page merge-page">
      <title>Merge – AS-ILD Registry</title>
      <ErrorMessage error={own.error} onRetry={() => void own.refetch()} />
      {own.isPending && <BusyBar />}
      {own.data && !otherId && <ChooseOther record={own.data} onChoose={(id) => go(caseId, id)} />}
      {own.data && otherId && (
        <WithOther key={`${caseId} ${otherId}`} kept={own.data} otherId={otherId} onSwap={() => go(otherId, caseId)} />
      )}
    </div>
  )
}

interface WithOtherProps {
  readonly kept: CaseRecord
  readonly otherId: string
  readonly onSwap: () => void
}

/** Reads the other case, and who both patients are; that look is recorded. */
function WithOther({ kept, otherId, onSwap }: WithOtherProps) {
  const other = useQueryOf('cases.get', { caseId: otherId })
  const keptIdentity = useCommand('cases.viewIdentity')
  const otherIdentity = useCommand('cases.viewIdentity')
  const [viewKept, viewOther] = [keptIdentity.mutate, otherIdentity.mutate]
  useEffect(() => {
    viewKept({ caseId: kept.case.id })
    viewOther({ caseId: otherId })
  }, [viewKept, viewOther, kept.case.id, otherId])
  const error = other.error ?? keptIdentity.error ?? otherIdentity.error
  if (error) return <ErrorMessage error={error} />
  if (!other.data || !keptIdentity.data || !otherIdentity.data) return <BusyBar label="Reading both cases" />
  return (
    <MergePreview
      kept={{ record: kept, identity: keptIdentity.data.record ?? undefined }}
      other={{ record: other.data, identity: otherIdentity.data.record ?? undefined }}
      onSwap={onSwap}
    />
  )
}
