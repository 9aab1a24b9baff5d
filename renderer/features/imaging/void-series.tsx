import type { CaseRecord } from '#shared/domain/case-record.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { useUndo } from '#renderer/app/use-undo.ts'
import { ReasonForm } from '#renderer/forms/reason-form.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { dependentsOf, dependentWords } from './series-dependents.ts'
import { seriesName } from './studies-of.ts'
import type { Series } from './studies-of.ts'

interface VoidSeriesProps {
  readonly caseRecord: CaseRecord
  readonly series: Series
  /** Its study, in words. */
  readonly of: string
  readonly onClose: () => void
  readonly onVoided: () => void
}

/** Takes a series out of use; its images stay until somebody erases them. */
export function VoidSeries({ caseRecord, series, of, onClose, onVoided }: VoidSeriesProps) {
  const { mutateAsync, error, isPending } = useCommand('records.change')
  const { notifyUndoable } = useUndo()
  const { id, version } = series
  const dependents = dependentsOf(caseRecord, id)
  const rest = dependentWords(dependents)
  // One change: undo brings all of it back.
  const voidAll = (reason: string) =>
    mutateAsync(
      {
        caseId: caseRecord.case.id,
        label: 'Image series voided',
        changes: [...dependents, { form: 'image_series', id, version }].map((each) => ({
          do: 'void' as const,
          ...each,
          reason,
        })),
      },
      { onSuccess: done },
    )
  const done = (): void => {
    notifyUndoable(`Voided: ${seriesName(series)}. It stands under “Voided” in the list.`)
    onClose()
    onVoided()
  }
  return (
    <Dialog title="Void this image series?" onClose={onClose}>
      <ReasonForm
        submitLabel="Void image series"
        error={error}
        isPending={isPending}
        draft={{ of: `image_series/${id}`, title: 'Reason to void an image series' }}
        onSubmit={voidAll}
        onClose={onClose}
      >
        <p>
          <b>{seriesName(series)}</b>, {of}, is no longer shown{rest && `, and ${rest} resting on it with it`}. Its
          images are kept: it can be restored from the list. Erasing them for good is a step of its own.
        </p>
      </ReasonForm>
    </Dialog>
  )
}
