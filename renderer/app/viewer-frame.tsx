import { useCallback, useEffect, useRef, useState } from 'react'
import { AppError } from '#shared/ipc/app-error.ts'
import { readFromViewer, type ShowFile, type ViewerProblem } from '../viewer/messages.ts'
import { BusyBar } from './busy-bar.tsx'
import { ErrorMessage } from './error-message.tsx'
import './viewer-frame.css'

export interface FileContent {
  readonly mediaType: string
  readonly bytes: ArrayBuffer
}

interface ViewerFrameProps {
  readonly title: string
  /** Asked for once, when the frame is there. Another file wants another frame: give it a key. */
  readonly load: () => Promise<FileContent | undefined>
  /** What is said while it comes. */
  readonly busy: string
  readonly problems: Readonly<Record<ViewerProblem, string>>
  readonly takesFocus?: boolean
  /** Escape was pressed inside. */
  readonly onClose?: () => void
}

/**
 * Shows what is in a file, by a frame without origin, bridge or network: whoever made the file can at worst spoil that
 * frame.
 */
export function ViewerFrame({ title, load, busy, problems, takesFocus = false, onClose }: ViewerFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [state, setState] = useState<'opening' | 'shown' | ViewerProblem | AppError>('opening')

  const send = useCallback(async () => {
    try {
      const content = await load()
      if (!content) return
      const dark = document.documentElement.dataset['mantineColorScheme'] === 'dark'
      const scheme = dark ? 'dark' : 'light'
      const file: ShowFile = { type: 'show', title, ...content, scheme, takesFocus }
      // Without an origin the frame has no name to be addressed by; it can be filled with nothing but the viewer.
      frame.current?.contentWindow?.postMessage(file, '*', [content.bytes])
    } catch (thrown) {
      setState(thrown instanceof AppError ? thrown : new AppError('internal', 'The file could not be read. Try again.'))
    }
  }, [load, title, takesFocus])

  useEffect(() => {
    const hear = ({ source, data }: MessageEvent) => {
      if (!frame.current || source !== frame.current.contentWindow) return
      const message = readFromViewer(data)
      if (message?.type === 'ready') void send()
      if (message?.type === 'close') onClose?.()
      if (message?.type === 'problem') setState(message.problem)
      if (message?.type !== 'shown') return
      setState('shown')
      if (takesFocus) frame.current.focus()
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [send, onClose, takesFocus])

  const error = typeof state === 'string' ? undefined : state
  const words = state === 'protected' || state === 'unreadable' ? problems[state] : undefined
  return (
    <>
      {state === 'opening' && <BusyBar label={busy} />}
      <ErrorMessage error={error} />
      {words && (
        <p className="viewer-problem" role="alert">
          {words}
        </p>
      )}
      <iframe
        ref={frame}
        className="viewer-frame"
        title={title}
        src="viewer.html"
        sandbox="allow-scripts"
        hidden={error !== undefined || words !== undefined}
      />
    </>
  )
}
