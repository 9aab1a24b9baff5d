import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useClient } from '#renderer/ipc/client-context.tsx'
import { readFromViewer, type ShowFile, type ViewerProblem } from '#renderer/viewer/messages.ts'
import { bytesOfBase64 } from './bytes-of-base64.ts'
import './attachment-viewer.css'

interface AttachmentViewerProps {
  readonly record: AnyRecord
  readonly title: string
  readonly onSaveCopy: () => void
  readonly onClose: () => void
}

const wordsOf: Readonly<Record<ViewerProblem, string>> = {
  protected:
    'This PDF is protected with a password, which only other programs can ask for. Save a copy and open it there.',
  unreadable:
    'This file can’t be shown: it is damaged, or of a kind that the viewer does not know. A copy can still be saved.',
}

/**
 * What is in a file. It is shown by a frame without origin, bridge or network: whoever made the file can at worst spoil
 * that frame. Opening it goes into the audit chain.
 */
export function AttachmentViewer({ record, title, onSaveCopy, onClose }: AttachmentViewerProps) {
  const client = useClient()
  const frame = useRef<HTMLIFrameElement>(null)
  const [state, setState] = useState<'opening' | 'shown' | ViewerProblem | AppError>('opening')
  const { id } = record

  const send = useCallback(async () => {
    try {
      const { mediaType, base64 } = await client.call('attachments.view', { id })
      const dark = document.documentElement.dataset['mantineColorScheme'] === 'dark'
      const bytes = bytesOfBase64(base64)
      const file: ShowFile = { type: 'show', title, mediaType, bytes, scheme: dark ? 'dark' : 'light' }
      // Without an origin the frame has no name to be addressed by; it can be filled with nothing but the viewer.
      frame.current?.contentWindow?.postMessage(file, '*', [bytes])
    } catch (thrown) {
      setState(thrown instanceof AppError ? thrown : new AppError('internal', 'The file could not be read. Try again.'))
    }
  }, [client, id, title])

  useEffect(() => {
    const hear = ({ source, data }: MessageEvent) => {
      if (!frame.current || source !== frame.current.contentWindow) return
      const message = readFromViewer(data)
      if (message?.type === 'ready') void send()
      if (message?.type === 'close') onClose()
      if (message?.type === 'problem') setState(message.problem)
      if (message?.type !== 'shown') return
      setState('shown')
      frame.current.focus()
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [send, onClose])

  const problem = typeof state === 'string' ? undefined : state
  const words = state === 'protected' || state === 'unreadable' ? wordsOf[state] : undefined
  return (
    <Dialog title={title} onClose={onClose} className="attachment-viewer">
      <div className="attachment-viewer-actions">
        <Button size="compact-sm" variant="default" onClick={onSaveCopy}>
          Save a copy…
        </Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          Close <kbd aria-hidden>Esc</kbd>
        </Button>
      </div>
      {state === 'opening' && <BusyBar label="Opening the file" />}
      <ErrorMessage error={problem} />
      {words && (
        <p className="attachment-viewer-problem" role="alert">
          {words}
        </p>
      )}
      <iframe
        ref={frame}
        title={`Content of ${title}`}
        src="viewer.html"
        sandbox="allow-scripts"
        hidden={problem !== undefined || words !== undefined}
      />
    </Dialog>
  )
}
