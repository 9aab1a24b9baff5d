import { Button, Group } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { Dialog } from '../app/dialog.tsx'
import { useRestoredFocus } from './use-restored-focus.ts'

interface CancelDialogProps {
  readonly onKeep: () => void
  readonly onDiscard: () => void
  readonly onGoOn: () => void
}

/** What is to become of what was typed, when a form is canceled. */
export function CancelDialog({ onKeep, onDiscard, onGoOn }: CancelDialogProps) {
  useRestoredFocus()
  return (
    <Dialog title="It is not saved yet" onClose={onGoOn}>
      <p>A draft stays on the case page and in the list of cases, until it is saved or discarded.</p>
      <Group gap={8} mt={16}>
        <Button data-autofocus autoFocus onClick={onKeep}>
          Keep as draft
        </Button>
        <Button variant="default" onClick={onDiscard}>
          Discard
        </Button>
        <Button variant="subtle" color="gray" onClick={onGoOn}>
          Go on typing
        </Button>
      </Group>
    </Dialog>
  )
}

interface LeaveGuardProps {
  /** Keeps what is typed as a draft, now. @returns false where it can't be kept */
  readonly keepNow: () => Promise<boolean>
  /** What is typed could not be kept when that was last tried. */
  readonly isInDanger: boolean
}

/** Lets nobody leave without noticing that what they typed is not even kept as a draft. Else nothing is asked. */
export function LeaveGuard({ keepNow, isInDanger }: LeaveGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: async () => !(await keepNow()),
    enableBeforeUnload: isInDanger,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog title="What you typed would be lost" onClose={blocker.reset}>
      <p>It is neither saved nor kept as a draft. It still stands in the fields.</p>
      <Group gap={8} mt={16}>
        <Button data-autofocus autoFocus onClick={blocker.reset}>
          Stay
        </Button>
        <Button variant="default" onClick={blocker.proceed}>
          Leave without it
        </Button>
      </Group>
    </Dialog>
  )
}
