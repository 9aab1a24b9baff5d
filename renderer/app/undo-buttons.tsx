import RedoIcon from '@tabler/icons-react/dist/esm/icons/IconArrowForwardUp.mjs'
import UndoIcon from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import { useQueryOf } from '../ipc/use-contract.ts'
import { useShortcut } from './shortcuts.tsx'
import { useUndo } from './use-undo.ts'

const icon = { size: 20, stroke: 1.5, 'aria-hidden': true } as const

/** Undo and redo in the rail: what they would do is said beside them. Their keys leave text fields alone. */
export function UndoButtons() {
  const steps = useQueryOf('changes.undoable', {}).data
  const { undo, redo } = useUndo()
  useShortcut('undo', undo)
  useShortcut('redo', redo)
  return (
    <>
      <UndoButton label="Undo" keys="Ctrl Z" what={steps?.undo?.label} icon={<UndoIcon {...icon} />} run={undo} />
      <UndoButton label="Redo" keys="Ctrl Shift Z" what={steps?.redo?.label} icon={<RedoIcon {...icon} />} run={redo} />
    </>
  )
}

interface UndoButtonProps {
  readonly label: string
  readonly keys: string
  /** The change; missing where there is none. */
  readonly what: string | undefined
  readonly icon: React.ReactNode
  readonly run: () => void
}

function UndoButton({ label, keys, what, icon: mark, run }: UndoButtonProps) {
  const words = what === undefined ? `Nothing to ${label.toLowerCase()}` : `${label}: ${what}`
  return (
    <button type="button" className="rail-item" aria-label={words} aria-disabled={what === undefined} onClick={run}>
      {mark}
      <span className="rail-tip" aria-hidden>
        {words}{' '}
        {keys.split(' ').map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </span>
    </button>
  )
}
