import { useCallback, useState } from 'react'
import { formOf } from '#shared/dictionary/forms.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { NoRight } from '#renderer/app/no-right.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useUndo } from '#renderer/app/use-undo.ts'
import { comesInRows } from '#renderer/forms/follow-ups.ts'
import { titleOf } from '#renderer/forms/describe-record.ts'
import { RecordForm, type SaveInput } from '#renderer/forms/record-form.tsx'
import { AttachDialog } from './attach-dialog.tsx'
import { FileDrop } from '#renderer/app/file-drop.tsx'
import { FormList } from './form-list.tsx'
import { ManifestationGrid } from './manifestation-grid.tsx'
import { useRecordAddress } from './record-address.ts'
import { recordOf } from './record-rows.ts'
import { RecordsPane, shownUnder } from './records-pane.tsx'
import { BaselinePane, IdentityPane } from './single-record-pane.tsx'
import { prefillOf } from './prefill.ts'
import { useAttachments } from './use-attachments.ts'
import { useReadSaved, useSaveRecord } from './use-save-record.ts'
import './record-tab.css'

interface RecordTabProps {
  readonly record: CaseRecord
  /** Full ISO date. */
  readonly today: string
  /** Readings of CTs by others, not in the record: see `withoutKeptBack`. */
  readonly keptBack?: number
}

/** Everything that was recorded about a case, form by form. */
export function RecordTab({ record: caseRecord, today, keptBack = 0 }: RecordTabProps) {
  const { caseId, address, go } = useRecordAddress()
  const form = formOf(address.form ?? 'visit')
  const listed = shownUnder(form)
  const [selection, setSelection] = useState({ form: listed.id, id: address.at })
  const selected = selection.form === listed.id ? selection.id : undefined
  const select = (id: string) => setSelection({ form: listed.id, id })
  const [focusRequest, setFocusRequest] = useState(address.at ? 1 : 0)
  const saveRecord = useSaveRecord(caseId)
  const { canWrite } = useRights()
  const readSaved = useReadSaved(caseId)
  const { notifyUndoable } = useUndo()
  const open = address.open === 'new' ? undefined : address.open
  const opened = open === undefined ? undefined : recordOf(caseRecord, form.id, open)
  const focusTable = useCallback(() => setFocusRequest((count) => count + 1), [])

  const save = async (input: SaveInput) => {
    const id = await saveRecord(form.id, open, input)
    const title = titleOf(form, { ...input.values, id } as never)
    notifyUndoable(`Saved: ${title}`)
    if (input.another) return
    select(id)
    focusTable()
    await go({ form: listed.id, at: id })
  }
  const back = () => {
    focusTable()
    void go({ form: listed.id, ...(open && { at: open }) })
  }
  const attach = useAttachments((ids) => {
    const last = ids.at(-1)
    if (last === undefined) return focusTable()
    notifyUndoable(ids.length === 1 ? 'One file attached' : `${ids.length} files attached`)
    setSelection({ form: 'attachment', id: last })
    focusTable()
    void go({ form: 'attachment', at: last })
  })
  // A new attachment begins with its file.
  const isNewFile = form.id === 'attachment' && address.open === 'new'
  const isTyping = address.open !== undefined && !isNewFile && (opened !== undefined || open === undefined)
  const isGoingThroughAll = form.id === 'manifestation' && address.open === 'all'
  const name = midSentence(form.label)
  return (
    <FileDrop
      className="record-tab"
      invitation={`Drop to attach to ${caseRecord.case.code}`}
      onDrop={(files) => canWrite && void attach.drop(files)}
    >
      <FormList caseRecord={caseRecord} current={listed.id} onEnter={focusTable} />
      <div className="record-tab-main">
        <ErrorMessage error={attach.error} />
        {(isTyping || isGoingThroughAll) && !canWrite ? (
          <NoRight right="write" />
        ) : isTyping ? (
          <>
            <header className="records-bar">
              <h2>
                {form.id === 'case' ? 'Baseline' : opened ? `${form.label}: ${titleOf(form, opened)}` : `New ${name}`}
              </h2>
            </header>
            <RecordForm
              key={`${form.id} ${address.open}`}
              form={form}
              initial={opened}
              prefill={opened ? undefined : prefillOf(form, address, caseRecord)}
              caseRecord={caseRecord}
              caseId={caseId}
              place={`${caseId}/${form.id}/${address.open}`}
              focusItem={address.item}
              today={today}
              severalInARow={!opened && comesInRows(form)}
              onSave={save}
              onCancel={back}
              onReadSaved={opened && (() => readSaved(form.id, opened.id))}
            />
          </>
        ) : isGoingThroughAll ? (
          <ManifestationGrid
            caseRecord={caseRecord}
            today={today}
            onDone={() => {
              focusTable()
              void go({ form: 'manifestation' })
            }}
          />
        ) : form.id === 'case' ? (
          <BaselinePane caseRecord={caseRecord} onEdit={() => void go({ form: 'case', open: caseRecord.case.id })} />
        ) : form.id === 'identity' ? (
          <IdentityPane caseId={caseId} today={today} onSave={(id, input) => saveRecord('identity', id, input)} />
        ) : (
          <RecordsPane
            key={listed.id}
            form={listed}
            caseRecord={caseRecord}
            selected={selected}
            focusRequest={focusRequest}
            onSelect={select}
            onEnterTable={focusTable}
            onGo={(next) => void go(next)}
            onAttach={() => void attach.choose()}
            keptBack={listed.id === 'ct_reading' ? keptBack : 0}
          />
        )}
      </div>
      {attach.chosen && (
        <AttachDialog chosen={attach.chosen} caseRecord={caseRecord} today={today} onDone={(ids) => attach.done(ids)} />
      )}
    </FileDrop>
  )
}
