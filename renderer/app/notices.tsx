import CloseIcon from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useEffect, useSyncExternalStore } from 'react'
import './notices.css'

/** A way on from what was said: `Undo`. */
export interface NoticeAction {
  readonly label: string
  /** The keys that do the same. */
  readonly keys?: string
  readonly run: () => void
}

interface Notice {
  readonly id: number
  readonly message: string
  readonly action?: NoticeAction
}

const shownMs = 8000
let notice: Notice | undefined
const listeners = new Set<() => void>()

function show(next: Notice | undefined): void {
  notice = next
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says in a line at the foot of the screen what was done elsewhere: `Saved to /home/a/AS-0007.pdf`. */
export function notify(message: string, action?: NoticeAction): void {
  show({ id: (notice?.id ?? 0) + 1, message, ...(action && { action }) })
}

/** The place where notices appear. One at a time; read out by screen readers. */
export function Notices() {
  const current = useSyncExternalStore(subscribe, () => notice)
  useEffect(() => {
    if (!current) return undefined
    const timer = setTimeout(() => show(undefined), shownMs)
    return () => clearTimeout(timer)
  }, [current])
  return (
    <div className="notices" role="status">
      {current && (
        <div className="notice">
          <span>{current.message}</span>
          {current.action && <ActionButton action={current.action} />}
          <button type="button" className="notice-close" aria-label="Dismiss" onClick={() => show(undefined)}>
            <CloseIcon size={14} stroke={1.75} aria-hidden />
          </button>
        </div>
      )}
    </div>
  )
}

function ActionButton({ action: { label, keys, run } }: { readonly action: NoticeAction }) {
  return (
    <button
      type="button"
      className="notice-action"
      onClick={() => {
        show(undefined)
        run()
      }}
    >
      {label} {keys && <kbd aria-hidden>{keys}</kbd>}
    </button>
  )
}
