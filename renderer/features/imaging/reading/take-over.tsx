import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { formOf } from '#shared/dictionary/forms.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useUndo } from '#renderer/app/use-undo.ts'
import { columnsOf, draftOf, withComment } from '#renderer/forms/draft.ts'
import { plainValues } from '#renderer/forms/plain-values.ts'
import { useReasonForChange } from '#renderer/forms/reason-for-change.tsx'
import { todayHere } from '#renderer/forms/today.ts'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { asRecord, type CtReading, type ImagingStudy } from './reading-parts.ts'
import { takenOver } from './taken-over.ts'

interface TakeOverProps {
  readonly imaging: ImagingStudy
  readonly reading: CtReading
  readonly onClose: () => void
}

/** Shows what the reading would change in the imaging study, and does it when told to. */
export function TakeOver({ imaging, reading, onClose }: TakeOverProps) {
  const { mutateAsync, isPending } = useCommand('records.edit')
  const { saveWith, dialog } = useReasonForChange()
  const { notifyUndoable } = useUndo()
  const [failure, setFailure] = useState<AppError>()
  const changes = takenOver(imaging, reading)

  async function take(): Promise<void> {
    setFailure(undefined)
    const record = asRecord(imaging)
    const form = withComment(formOf('imaging'), record)
    const { values, missing } = columnsOf(form, draftOf(form, record), todayHere())
    const taken = Object.fromEntries(changes.map(({ item, value }) => [item, value]))
    const stillMissing = Object.fromEntries(Object.entries(missing).filter(([item]) => !(item in taken)))
    const { id, version, confirmed } = imaging
    const saved = {
      form: 'imaging',
      id,
      version,
      values: plainValues({ ...values, ...taken }),
      missing: stillMissing,
      ...(confirmed && { confirmed }),
    }
    try {
      const isDone = await saveWith({ what: 'imaging study', of: `take-over/${reading.id}` }, async (given) => {
        await mutateAsync({ ...saved, ...given })
      })
      if (!isDone) return
      notifyUndoable('The reading was taken over into the imaging study.')
      onClose()
    } catch (thrown) {
      setFailure(thrown instanceof AppError ? thrown : new AppError('internal', 'It could not be saved. Try again.'))
    }
  }

  if (dialog) return dialog
  return (
    <Dialog title="Take the reading over into the imaging study" onClose={onClose}>
      {changes.length === 0 ? (
        <p>The imaging study says just what the reading says. There is nothing to take over.</p>
      ) : (
        <table className="ct-taken">
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">Recorded now</th>
              <th scope="col">Becomes</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ item, label, now, becomes }) => (
              <tr key={item}>
                <th scope="row">{label}</th>
                <td>{now ?? <span className="soft">empty</span>}</td>
                <td>{becomes}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ErrorMessage error={failure} />
      <Group gap={8} mt={16}>
        {changes.length > 0 && (
          <Button autoFocus loading={isPending} onClick={() => void take()}>
            Take over
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {changes.length > 0 ? 'Leave it' : 'Close'}
        </Button>
      </Group>
    </Dialog>
  )
}
