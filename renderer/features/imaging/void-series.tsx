import { Dialog } from '#renderer/app/dialog.tsx'
import { useUndo } from '#renderer/app/use-undo.ts'
import { ReasonForm } from '#renderer/forms/reason-form.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { seriesName } from './studies-of.ts'
import type { Series } from './studies-of.ts'

interface VoidSeriesProps {
  readonly series: Series
  /** Its study, in words. */
  readonly of: string
  readonly onClose: () => void
  readonly onVoided: () => void
}

/** Takes a series out of use; its images stay until somebody erases them. */
export function VoidSeries({ series, of, onClose, onVoided }: VoidSeriesProps) {
  const { mutate, error, isPending } = useCommand('records.void')
  const { notifyUndoable } = useUndo()
  const { id, version } = series
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
        onSubmit={(reason) => mutate({ form: 'image_series', id, version, reason }, { onSuccess: done })}
        onClose={onClose}
      >
        <p>
          <b>{seriesName(series)}</b>, {of}, is no longer shown, and pairs that were marked of it have no figure. Its
          images are kept: it can be restored from the list. Erasing them for good is a step of its own.
        </p>
      </ReasonForm>
    </Dialog>
  )
}
