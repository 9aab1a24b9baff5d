import type { ReactNode } from 'react'
import { notify } from '#renderer/app/notices.tsx'

interface CopyButtonProps {
  /** What is copied, for the notice: `table`. */
  readonly what: string
  readonly text: () => string
  /** The same with its rules and alignment, for a word processor or a spreadsheet. */
  readonly html?: () => string
  readonly children: ReactNode
  readonly label?: string
}

/** Copies by the browser's own copying: the page has no right to the clipboard besides it. */
function copyOut(text: string, html: string | undefined): boolean {
  let isTaken = false
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault()
    event.stopPropagation()
    event.clipboardData?.setData('text/plain', text)
    if (html !== undefined) event.clipboardData?.setData('text/html', html)
    isTaken = true
  }
  document.addEventListener('copy', onCopy, { capture: true })
  document.execCommand('copy')
  document.removeEventListener('copy', onCopy, { capture: true })
  return isTaken
}

export function CopyButton({ what, text, html, children, label }: CopyButtonProps) {
  return (
    <button
      type="button"
      className="quiet-button"
      aria-label={label}
      onClick={() => notify(copyOut(text(), html?.()) ? `Copied: ${what}` : `The ${what} could not be copied.`)}
    >
      {children}
    </button>
  )
}
