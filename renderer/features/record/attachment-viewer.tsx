import { Button } from '@mantine/core'
import { useCallback } from 'react'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ViewerFrame } from '#renderer/app/viewer-frame.tsx'
import { bytesOfBase64 } from '#renderer/ipc/bytes-of-base64.ts'
import { useClient } from '#renderer/ipc/client-context.tsx'
import './attachment-viewer.css'

interface AttachmentViewerProps {
  readonly record: AnyRecord
  readonly title: string
  readonly onSaveCopy: () => void
  readonly onClose: () => void
}

const problems = {
  protected:
    'This PDF is protected with a password, which only other programs can ask for. Save a copy and open it there.',
  unreadable:
    'This file can’t be shown: it is damaged, or of a kind that the viewer does not know. A copy can still be saved.',
}

/** What is in an attached file. Opening it goes into the audit chain. */
export function AttachmentViewer({ record: { id }, title, onSaveCopy, onClose }: AttachmentViewerProps) {
  const client = useClient()
  const load = useCallback(async () => {
    const { mediaType, base64 } = await client.call('attachments.view', { id })
    return { mediaType, bytes: bytesOfBase64(base64) }
  }, [client, id])
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
      <ViewerFrame
        title={`Content of ${title}`}
        load={load}
        busy="Opening the file"
        problems={problems}
        takesFocus
        onClose={onClose}
      />
    </Dialog>
  )
}
