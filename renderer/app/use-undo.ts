import { useMemo } from 'react'
import { AppError } from '#shared/ipc/app-error.ts'
import type { Client } from '#shared/ipc/client.ts'
import { useClient } from '../ipc/client-context.tsx'
import { notify } from './notices.tsx'

type Direction = 'undo' | 'redo'

export interface Undo {
  /** Takes the session's newest change back, and says what it was or why it can't be. */
  readonly undo: () => void
  readonly redo: () => void
  /** Says what was done, and offers to take it back while it is the newest. */
  readonly notifyUndoable: (message: string) => void
}

const words: Readonly<Record<Direction, { done: string; failed: string; none: string }>> = {
  undo: { done: 'Undone', failed: 'Not undone', none: 'Nothing was changed since the registry was opened.' },
  redo: { done: 'Done again', failed: 'Not done again', none: 'Nothing was undone that could be done again.' },
}

/** The way back through this session's changes, and forward again. */
export function useUndo(): Undo {
  const client = useClient()
  return useMemo(
    () => ({
      undo: () => void go(client, 'undo'),
      redo: () => void go(client, 'redo'),
      notifyUndoable: (message) => void offer(client, message),
    }),
    [client],
  )
}

/** @param only the change that is meant: where another one is the newest by now, it is not touched */
async function go(client: Client, direction: Direction, only?: string): Promise<void> {
  const { done, failed, none } = words[direction]
  try {
    const step = (await client.call('changes.undoable', {}))[direction]
    if (!step) return notify(none)
    if (only !== undefined && step.changeId !== only)
      return notify(
        `${failed}: something else was changed since. The history of the case can take single changes back.`,
      )
    const { label } = await client.call(`changes.${direction}`, {})
    const other = direction === 'undo' ? 'redo' : 'undo'
    notify(`${done}: ${label}`, {
      label: other === 'redo' ? 'Redo' : 'Undo',
      run: () => void go(client, other),
    })
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    notify(`${failed}. ${thrown.message}`)
  }
}

async function offer(client: Client, message: string): Promise<void> {
  const { undo } = await client.call('changes.undoable', {}).catch(() => ({ undo: undefined }))
  notify(message, undo && { label: 'Undo', run: () => void go(client, 'undo', undo.changeId) })
}
