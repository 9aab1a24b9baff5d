import { Button, Group } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import type { RefObject } from 'react'
import { Dialog } from '../app/dialog.tsx'
import { useRestoredFocus } from './use-restored-focus.ts'

interface DiscardDialogProps {
  readonly onKeep: () => void
  readonly onDiscard: () => void
}

/** Asks before typed text goes. */
export function DiscardDialog({ onKeep, onDiscard }: DiscardDialogProps) {
  useRestoredFocus()
  return (
    <Dialog title="Discard what you typed?" onClose={onKeep}>
      <p>It has not been saved.</p>
      <Group gap={8} mt={16}>
        <Button data-autofocus autoFocus onClick={onKeep}>
          Keep typing
        </Button>
        <Button variant="default" onClick={onDiscard}>
          Discard
        </Button>
      </Group>
    </Dialog>
  )
}

/** Holds every way to another screen while a form has text that isn't saved. */
export function LeaveGuard({ unsaved }: { readonly unsaved: RefObject<boolean> }) {
  const blocker = useBlocker({
    shouldBlockFn: () => unsaved.current,
    enableBeforeUnload: () => unsaved.current,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <DiscardDialog
      onKeep={blocker.reset}
      onDiscard={() => {
        unsaved.current = false
        blocker.proceed()
      }}
    />
  )
}
