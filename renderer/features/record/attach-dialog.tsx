import { Button } from '@mantine/core'
import { useState } from 'react'
import { formOf } from '#shared/dictionary/forms.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { isPartialDate } from '#shared/domain/partial-date.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { plainValues } from '#renderer/forms/plain-values.ts'
import { RecordForm, type SaveInput } from '#renderer/forms/record-form.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import type { FilesToAttach } from './read-dropped.ts'
import './attach-dialog.css'

interface AttachDialogProps {
  readonly chosen: FilesToAttach
  readonly caseRecord: CaseRecord
  /** Full ISO date. */
  readonly today: string
  /** Told which were kept, in order, once each file was saved or left out. */
  readonly onDone: (ids: readonly string[]) => void
}

/** Asks of each file in turn what it is, and keeps it. */
export function AttachDialog({ chosen: { files, refused }, caseRecord, today, onDone }: AttachDialogProps) {
  const [kept, setKept] = useState<readonly string[]>([])
  const [index, setIndex] = useState(0)
  const store = useCommand('attachments.store')
  const file = files[index]
  const next = (ids: readonly string[]) => {
    setKept(ids)
    if (index + 1 < files.length) setIndex(index + 1)
    else onDone(ids)
  }
  const save = async ({ values, missing, confirmed, draft }: SaveInput) => {
    if (!file) return
    const given = Object.fromEntries(Object.entries(plainValues(values)).filter(([, value]) => value !== null))
    const { id } = await store.mutateAsync({
      caseId: caseRecord.case.id,
      values: given,
      missing,
      confirmed,
      draft,
      ...file,
    })
    next([...kept, id])
  }
  const progress = files.length > 1 ? `, ${index + 1} of ${files.length}` : ''
  return (
    <Dialog
      title={file ? `Attach ${file.fileName}${progress}` : 'Nothing to attach'}
      onClose={() => !file && onDone([])}
      className="attach-dialog"
    >
      {refused.length > 0 && (
        <div className="attach-refused" role="alert">
          {refused.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
      )}
      {file ? (
        <RecordForm
          key={index}
          form={formOf('attachment')}
          prefill={prefillOf(file.fileName)}
          caseRecord={caseRecord}
          caseId={caseRecord.case.id}
          place={`${caseRecord.case.id}/attachment/${file.fileName}`.slice(0, 200)}
          today={today}
          onSave={save}
          onCancel={() => next(kept)}
        />
      ) : (
        <Button autoFocus onClick={() => onDone([])}>
          Close
        </Button>
      )}
    </Dialog>
  )
}

/** Names of scanned letters often say what they are and of when: `2021-04-12 refusal_insurer.pdf`. */
function prefillOf(fileName: string): Record<string, string> {
  const bare = fileName.replace(/\.\w{1,5}$/, '')
  const date = /(?<!\d)\d{4}-\d{2}(-\d{2})?(?!\d)/.exec(bare)?.[0]
  const title = (date ? bare.replace(date, '') : bare).replaceAll(/[\s_]+/g, ' ').trim()
  return { title: title || bare, ...(date && isPartialDate(date) && { date }) }
}
