import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AppError } from '#shared/ipc/app-error.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { DoubtList } from '#renderer/forms/doubt-list.tsx'
import type { PlanDoubt } from './judge-plans.ts'

/** What must be said before the cells are saved. */
export interface SaveQuestions {
  readonly doubts: readonly PlanDoubt[]
  /** How many records are emptied and so voided. */
  readonly voided: number
  /** The registry asks why a recorded value is changed. */
  readonly asksWhyChanged: boolean
}

export interface SaveAnswers {
  /** One for each doubt, in their order. */
  readonly reasons: readonly string[]
  readonly voiding: string
  readonly changing: string
}

export const asksNothing = ({ doubts, voided, asksWhyChanged }: SaveQuestions): boolean =>
  doubts.length === 0 && voided === 0 && !asksWhyChanged

interface SaveDialogProps extends SaveQuestions {
  /** `12 values`. */
  readonly what: string
  readonly nameOf: (doubt: PlanDoubt) => string
  readonly onSave: (answers: SaveAnswers) => void
  readonly onClose: () => void
  readonly error: AppError | null
}

/** Asks once, for all cells together, what saving them needs to know. */
export function SaveDialog(props: SaveDialogProps) {
  const { doubts, voided, asksWhyChanged, what, nameOf, onSave, onClose, error } = props
  const [voiding, setVoiding] = useState('')
  const [changing, setChanging] = useState('')
  const [attempt, setAttempt] = useState(0)
  const lacks = (voided > 0 && !voiding.trim()) || (asksWhyChanged && !changing.trim())
  const save = (reasons: readonly string[]) => {
    if (lacks) setAttempt(attempt + 1)
    else onSave({ reasons, voiding: voiding.trim(), changing: changing.trim() })
  }
  const needed = (text: string) =>
    attempt > 0 && !text.trim() && 'A reason is needed: who reads the history later will ask.'
  return (
    <Dialog title={`Save ${what}`} onClose={onClose}>
      <form
        className="sheet-save"
        onSubmit={(event) => {
          event.preventDefault()
          if (doubts.length === 0) save([])
        }}
      >
        {voided > 0 && (
          <TextInput
            label={`Why ${voided === 1 ? 'is the emptied result' : `are the ${voided} emptied results`} voided?`}
            description="Voided results are kept with the reason and can be restored."
            autoFocus
            maxLength={500}
            value={voiding}
            onChange={(event) => setVoiding(event.currentTarget.value)}
            error={needed(voiding)}
          />
        )}
        {asksWhyChanged && (
          <TextInput
            label="Why are recorded values changed?"
            autoFocus={voided === 0}
            maxLength={500}
            value={changing}
            onChange={(event) => setChanging(event.currentTarget.value)}
            error={needed(changing)}
          />
        )}
        {doubts.length > 0 && (
          <DoubtList
            doubts={doubts.map((doubt) => ({
              label: nameOf(doubt),
              message: doubt.message,
            }))}
            attempt={0}
            onConfirm={save}
          />
        )}
        <ErrorMessage error={error} />
        <Group gap={8} mt={16}>
          {doubts.length === 0 && <Button type="submit">Save {what}</Button>}
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
