import CheckIcon from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import QuestionIcon from '@tabler/icons-react/dist/esm/icons/IconMessageQuestion.mjs'
import { Button } from '@mantine/core'
import { formOf } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { MergedCasesNote } from '#renderer/app/merge-parts.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { NoRight } from '#renderer/app/no-right.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useUndo } from '#renderer/app/use-undo.ts'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { RecordForm, type SaveInput } from '#renderer/forms/record-form.tsx'
import { HistoryDialog } from './history-dialog.tsx'
import { QueryDialog } from '#renderer/forms/queries/query-dialog.tsx'
import { useRecordTrust, useVerify } from './record-trust.ts'
import { TrustMark } from './trust-mark.tsx'
import { RecordFacts } from './record-facts.tsx'

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const

interface BaselinePaneProps {
  readonly caseRecord: CaseRecord
  readonly onEdit: () => void
}

/** What doesn't change from visit to visit. */
export function BaselinePane({ caseRecord, onEdit }: BaselinePaneProps) {
  const [showsHistory, setShowsHistory] = useState(false)
  const [asks, setAsks] = useState(false)
  const trustOf = useRecordTrust(caseRecord.case.id)
  const verify = useVerify(trustOf)
  const form = formOf('case')
  const record = caseRecord.case as unknown as AnyRecord
  const navigate = useNavigate()
  const { may, canWrite } = useRights()
  const canMerge = canWrite && may('identity')
  const merge = () => canMerge && void navigate({ to: '/cases/$caseId/merge', params: { caseId: record.id } })
  useShortcut('record-edit-baseline', () => canWrite && onEdit())
  useShortcut('record-merge', merge)
  useShortcut('record-history', () => setShowsHistory(true))
  useShortcut('record-query', () => canWrite && setAsks(true))
  useShortcut('record-verify', () => canWrite && verify.toggle(form, record))
  return (
    <div className="records-pane">
      <header className="records-bar">
        <h2>Baseline</h2>
        {canWrite && (
          <Button size="compact-sm" onClick={onEdit}>
            Edit baseline <kbd aria-hidden>E</kbd>
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => setShowsHistory(true)}>
          History <kbd aria-hidden>H</kbd>
        </Button>
        {canWrite && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setAsks(true)}
              aria-label="Ask about the record"
              title="Ask about the record"
            >
              <QuestionIcon {...icon} /> <kbd aria-hidden>Q</kbd>
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label="Verified against its source"
              title="Verified against its source"
              aria-pressed={trustOf(record).check?.stands ?? false}
              onClick={() => verify.toggle(form, record)}
            >
              <CheckIcon {...icon} /> <kbd aria-hidden>Y</kbd>
            </Button>
          </>
        )}
        <TrustMark trust={trustOf(record)} />
        {record.voided_at === undefined && canMerge && (
          <Button size="compact-sm" variant="default" onClick={merge}>
            Merge with another case… <kbd aria-hidden>M</kbd>
          </Button>
        )}
      </header>
      <Suspense>
        <MergedCasesNote record={caseRecord} />
      </Suspense>
      <ErrorMessage error={verify.error} />
      <RecordFacts form={form} record={record} caseRecord={caseRecord} />
      {asks && (
        <QueryDialog
          caseId={record.id}
          form={form.id}
          recordId={record.id}
          about="Baseline"
          queries={trustOf(record).queries.filter(({ item }) => item === undefined)}
          onClose={() => setAsks(false)}
        />
      )}
      {showsHistory && (
        <HistoryDialog caseId={caseRecord.case.id} row={{ form, record }} onClose={() => setShowsHistory(false)} />
      )}
    </div>
  )
}

interface IdentityPaneProps {
  readonly caseId: string
  readonly today: string
  readonly onSave: (id: string | undefined, input: SaveInput) => Promise<string>
}

/** Who the patient is: shown only when asked for, and every showing is recorded. */
export function IdentityPane({ caseId, today, onSave }: IdentityPaneProps) {
  const form = formOf('identity')
  const view = useCommand('cases.viewIdentity')
  const { may, canWrite } = useRights()
  const { notifyUndoable } = useUndo()
  const [isEditing, setIsEditing] = useState(false)
  const shown = view.data
  const show = () => view.mutate({ caseId })
  const hide = () => {
    setIsEditing(false)
    view.reset()
  }
  if (isEditing && shown)
    return (
      <div className="records-pane">
        <header className="records-bar">
          <h2>Identity</h2>
        </header>
        <RecordForm
          form={form}
          initial={shown.record ?? undefined}
          caseId={caseId}
          place={`${caseId}/identity/${shown.record?.id ?? 'new'}`}
          today={today}
          onSave={async (input) => {
            await onSave(shown.record?.id, input)
            notifyUndoable('Saved: identity')
            hide()
          }}
          onCancel={() => setIsEditing(false)}
        />
      </div>
    )
  return (
    <div className="records-pane">
      <header className="records-bar">
        <h2>Identity</h2>
        {shown && (
          <>
            {canWrite && (
              <Button size="compact-sm" onClick={() => setIsEditing(true)}>
                {shown.record ? 'Edit identity' : 'Enter identity'}
              </Button>
            )}
            <Button size="compact-sm" variant="default" onClick={hide}>
              Hide
            </Button>
          </>
        )}
      </header>
      {shown?.record && <RecordFacts form={form} record={shown.record} />}
      {shown && !shown.record && <p className="records-empty">Nothing is entered about who this is.</p>}
      {!shown && (
        <div className="records-empty">
          <p>{form.about}</p>
          <ErrorMessage error={view.error} />
          {may('identity') ? (
            <Button mt={12} variant="default" onClick={show} loading={view.isPending}>
              Show identity (this viewing is recorded)
            </Button>
          ) : (
            <NoRight right="identity" />
          )}
        </div>
      )}
    </div>
  )
}
