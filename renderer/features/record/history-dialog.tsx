import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { titleOf } from '#renderer/forms/describe-record.ts'
import { ItemChanges } from '#renderer/forms/item-changes.tsx'
import { momentOf } from '#renderer/forms/moments.ts'
import { historySteps } from '#renderer/forms/record-changes.ts'
import { useRestoredFocus } from '#renderer/forms/use-restored-focus.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { useRecordTrust } from './record-trust.ts'
import type { RecordRow } from './record-rows.ts'

/** Who entered, changed, voided and restored a record, when, and why; newest first. */
export function HistoryDialog({
  caseId,
  row: { form, record },
  onClose,
}: {
  readonly caseId: string
  readonly row: RecordRow
  readonly onClose: () => void
}) {
  useRestoredFocus()
  const history = useQueryOf('records.history', { form: form.id, id: record.id })
  const check = useRecordTrust(caseId)(record).check
  const steps = useMemo(() => historySteps(form, history.data?.entries ?? []), [form, history.data])
  return (
    <Dialog title={`History: ${titleOf(form, record)}`} onClose={onClose}>
      <ErrorMessage error={history.error} onRetry={() => void history.refetch()} />
      {check && (
        <p className="trust-check" data-stands={check.stands}>
          {check.stands ? '✓ Verified' : 'Version verified'} against its source by {check.checkedBy},{' '}
          {momentOf(check.checkedAt)}
          {check.stands ? '' : '; changed since, so no longer verified'}
        </p>
      )}
      <ol className="record-history">
        {steps.map(({ at, actor, what, reason, changes }, index) => (
          <li key={`${at} ${index}`}>
            <p>
              <b>{what}</b> by {actor}{' '}
              <time dateTime={at} className="unit">
                {momentOf(at)}
              </time>
            </p>
            {reason && <p className="soft">Reason: {reason}</p>}
            {changes.length > 0 && <ItemChanges changes={changes} />}
          </li>
        ))}
      </ol>
      {history.data?.entries.length === 0 && <p className="soft">Nothing is recorded about this record.</p>}
      <Button mt={16} variant="default" onClick={onClose} autoFocus>
        Close
      </Button>
    </Dialog>
  )
}
