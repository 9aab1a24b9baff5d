import { Button } from '@mantine/core'
import { useState } from 'react'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { NoRightPage } from '#renderer/app/no-right.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { Comparison } from './comparison.tsx'
import { useQualityAddress } from './quality-address.ts'
import { SecondEntryForm } from './second-entry-form.tsx'

/** One case: typed again where it wasn’t yet, else held against the record. */
export function SecondEntry({ caseId }: { readonly caseId: string }) {
  const { go } = useQualityAddress()
  const found = useQueryOf('quality.secondEntry', { caseId })
  const [again, setAgain] = useState(false)
  const { canWrite } = useRights()
  const back = () => go({ part: 'double-entry' })
  if (found.isPending) return <BusyBar />
  if (!found.data)
    return (
      <div className="quality-none">
        <ErrorMessage error={found.error} onRetry={() => void found.refetch()} />
        <Button variant="default" onClick={back}>
          Back to the cases
        </Button>
      </div>
    )
  const { entry } = found.data
  if (!canWrite && !entry) return <NoRightPage right="write" />
  if (!entry || again)
    return (
      <SecondEntryForm
        caseId={caseId}
        onSaved={() => setAgain(false)}
        onCancel={() => (again ? setAgain(false) : back())}
      />
    )
  return (
    <Comparison caseId={caseId} entry={entry} onAgain={canWrite ? () => setAgain(true) : undefined} onBack={back} />
  )
}
