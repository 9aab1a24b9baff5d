import { useLayoutEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import './dialog.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** For one that is laid out otherwise. */
  readonly className?: string
}

/** A modal dialog: the browser's own, which holds the focus, closes with Escape and gives the focus back. */
export function Dialog({ title, onClose, children, className }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // While it is still in the page: closing gives the focus back to where it was.
    return () => element?.close()
  }, [])
  return (
    <dialog
      className={className ? `dialog ${className}` : 'dialog'}
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => (event.preventDefault(), onClose())}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  )
}
