import CheckIcon from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import QuestionIcon from '@tabler/icons-react/dist/esm/icons/IconMessageQuestion.mjs'
import { Button, Input } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import { formOf, type FormId, type RegistryForm } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { keptBackWords } from '#shared/domain/imaging/kept-back-readings.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useUndo } from '#renderer/app/use-undo.ts'
import { titleOf } from '#renderer/forms/describe-record.ts'
import { AttachmentViewer } from './attachment-viewer.tsx'
import { QueryDialog } from '#renderer/forms/queries/query-dialog.tsx'
import { HistoryDialog } from './history-dialog.tsx'
import type { RecordAddress } from './record-address.ts'
import { filteredRows, recordRows, type RecordRow } from './record-rows.ts'
import { useRecordTrust, useVerify } from './record-trust.ts'
import { RecordTable } from './record-table.tsx'
import { useSaveCopy } from './use-save-copy.ts'
import { VoidDialog } from './void-dialog.tsx'
import { VoidedRecords } from './voided-records.tsx'

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const

interface RecordsPaneProps {
  readonly form: RegistryForm
  readonly caseRecord: CaseRecord
  readonly selected: string | undefined
  readonly focusRequest: number
  readonly onSelect: (id: string) => void
  /** Moves the keyboard into the table. */
  readonly onEnterTable: () => void
  readonly onGo: (address: RecordAddress) => void
  /** Asks for files to attach. */
  readonly onAttach: () => void
  /** So many records are there that this user is not to see yet. */
  readonly keptBack: number
}

/** The records of one form, and what can be done with the marked one. */
export function RecordsPane(props: RecordsPaneProps) {
  const { form, caseRecord, selected, focusRequest, onSelect, onEnterTable, onGo, onAttach, keptBack } = props
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const [dialog, setDialog] = useState<{ readonly kind: 'void' | 'history' | 'query'; readonly row: RecordRow }>()
  const [showsVoided, setShowsVoided] = useState(false)
  const [words, setWords] = useState('')
  const all = useMemo(() => recordRows(caseRecord, form, collapsed), [caseRecord, form, collapsed])
  const rows = useMemo(() => filteredRows(all, words), [all, words])
  const filter = useRef<HTMLInputElement>(null)
  const current = rows.find(({ record }) => record.id === selected) ?? rows[0]
  // A record that is not among all of them was saved just now: it is on its way.
  const isHidden = all.some(({ record }) => record.id === selected) && current?.record.id !== selected
  const [viewed, setViewed] = useState<AnyRecord>()
  const trustOf = useRecordTrust(caseRecord.case.id)
  const verify = useVerify(trustOf)
  const navigate = useNavigate()
  const { error: copyError, saveCopy } = useSaveCopy()
  const { notifyUndoable } = useUndo()
  const attachment = form.id === 'attachment' ? current?.record : undefined
  const treatment = form.id === 'treatment' ? (current?.parent ?? current?.record.id) : undefined

  const { may, canWrite } = useRights()
  const isAddedHere = form.addedOnly === undefined || form.id === 'attachment'
  const canAdd = canWrite && isAddedHere
  const add = (id: FormId = form.id, ofTreatment?: string) =>
    id === 'attachment' ? onAttach() : onGo({ form: id, open: 'new', ...(ofTreatment && { treatment: ofTreatment }) })
  const edit = (row: RecordRow) => canWrite && onGo({ form: row.form.id, open: row.record.id })
  const act = (kind: 'void' | 'history' | 'query') => current && setDialog({ kind, row: current })
  const fold = (id: string, folded: boolean) =>
    setCollapsed((known) => new Set(folded ? [...known, id] : [...known].filter((each) => each !== id)))
  const goThrough = form.id === 'manifestation' ? () => onGo({ form: form.id, open: 'all' }) : undefined
  const closeViewer = useCallback(() => setViewed(undefined), [])
  const name = midSentence(form.label)

  const visit = form.id === 'visit' ? current?.record : undefined
  const openVisit = ({ id }: AnyRecord) => {
    const params = { caseId: caseRecord.case.id, tab: 'visit' }
    void navigate({ to: '/cases/$caseId/$tab', params, search: () => ({ open: id }) as never, replace: true })
  }

  useShortcut('record-add', () => canAdd && add())
  useShortcut('record-visit-page', () => canWrite && visit && openVisit(visit))
  useShortcut('record-add-step', () => canWrite && treatment && add('dose_step', treatment))
  useShortcut('record-open-file', () => setViewed(attachment))
  useShortcut('record-copy-file', () => may('export') && attachment && void saveCopy(attachment))
  useShortcut('record-go-through', () => canWrite && goThrough?.())
  useShortcut('record-filter', () => filter.current?.focus())
  useShortcut('record-history', () => act('history'))
  useShortcut('record-void', () => canWrite && act('void'))
  useShortcut('record-query', () => canWrite && act('query'))
  useShortcut('record-verify', () => canWrite && current && verify.toggle(current.form, current.record))

  return (
    <div className="records-pane">
      <header className="records-bar">
        <h2>{form.plural}</h2>
        {canAdd && (
          <Button size="compact-sm" onClick={() => add()}>
            Add {name} <kbd aria-hidden>A</kbd>
          </Button>
        )}
        {canWrite && goThrough && (
          <Button size="compact-sm" variant="default" onClick={goThrough}>
            Go through all <kbd aria-hidden>G</kbd>
          </Button>
        )}
        {canWrite && visit && (
          <Button size="compact-sm" variant="default" onClick={() => openVisit(visit)}>
            Visit page <kbd aria-hidden>P</kbd>
          </Button>
        )}
        {attachment && (
          <>
            <Button size="compact-sm" variant="default" onClick={() => setViewed(attachment)}>
              Open <kbd aria-hidden>O</kbd>
            </Button>
            {may('export') && (
              <Button size="compact-sm" variant="default" onClick={() => void saveCopy(attachment)}>
                Save a copy <kbd aria-hidden>C</kbd>
              </Button>
            )}
          </>
        )}
        {canWrite && treatment && (
          <Button size="compact-sm" variant="default" onClick={() => add('dose_step', treatment)}>
            Add dose step <kbd aria-hidden>S</kbd>
          </Button>
        )}
        {current && (
          <>
            {canWrite && (
              <>
                <Button size="compact-sm" variant="default" onClick={() => edit(current)}>
                  Edit <kbd aria-hidden>Enter</kbd>
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => act('void')}>
                  Void <kbd aria-hidden>Del</kbd>
                </Button>
              </>
            )}
            <Button size="compact-sm" variant="default" onClick={() => act('history')}>
              History <kbd aria-hidden>H</kbd>
            </Button>
            {canWrite && (
              <>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => act('query')}
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
                  aria-pressed={trustOf(current.record).check?.stands ?? false}
                  onClick={() => verify.toggle(current.form, current.record)}
                >
                  <CheckIcon {...icon} /> <kbd aria-hidden>Y</kbd>
                </Button>
              </>
            )}
          </>
        )}
        {all.length > 12 && (
          <Input
            ref={filter}
            className="records-filter"
            aria-label={`Filter the ${midSentence(form.plural)}`}
            placeholder="Filter"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' && event.key !== 'ArrowDown' && event.key !== 'Enter') return
              event.preventDefault()
              if (event.key === 'Escape') setWords('')
              onEnterTable()
            }}
          />
        )}
        <Button
          className="records-bar-end"
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-expanded={showsVoided}
          onClick={() => setShowsVoided((shown) => !shown)}
        >
          {showsVoided ? 'Hide voided' : 'Show voided'}
        </Button>
      </header>
      <ErrorMessage error={copyError} />
      <ErrorMessage error={verify.error} />
      {keptBack > 0 && <p className="records-note">{keptBackWords(keptBack, 'this case')}</p>}
      {rows.length > 0 ? (
        <RecordTable
          form={form}
          rows={rows}
          caseRecord={caseRecord}
          selected={isHidden ? undefined : selected}
          focusRequest={focusRequest}
          onSelect={onSelect}
          onEdit={edit}
          onFold={fold}
          trustOf={trustOf}
        />
      ) : (
        <p className="records-empty">
          {all.length > 0 ? (
            `None of the ${all.length} ${midSentence(form.plural)} contains these words.`
          ) : (
            <>
              {form.about} {!isAddedHere && form.addedOnly}{' '}
              {keptBack === 0 && <span className="soft">None is recorded yet.</span>}
              {form.id === 'attachment' && (
                <span className="soft"> Drop files here, or press A to choose some: PDF, PNG, JPEG or text.</span>
              )}
            </>
          )}
        </p>
      )}
      {showsVoided && (
        <VoidedRecords
          caseRecord={caseRecord}
          form={form}
          onRestored={(row) => {
            notifyUndoable(`Restored: ${titleOf(row.form, row.record)}`)
            onSelect(row.record.id)
            onEnterTable()
          }}
          onHistory={(row) => setDialog({ kind: 'history', row })}
        />
      )}
      {viewed && (
        <AttachmentViewer
          record={viewed}
          title={titleOf(form, viewed)}
          onSaveCopy={() => void saveCopy(viewed)}
          onClose={closeViewer}
        />
      )}
      {dialog?.kind === 'history' && (
        <HistoryDialog caseId={caseRecord.case.id} row={dialog.row} onClose={() => setDialog(undefined)} />
      )}
      {dialog?.kind === 'query' && (
        <QueryDialog
          caseId={caseRecord.case.id}
          form={dialog.row.form.id}
          recordId={dialog.row.record.id}
          about={titleOf(dialog.row.form, dialog.row.record)}
          queries={trustOf(dialog.row.record).queries.filter(({ item }) => item === undefined)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog?.kind === 'void' && (
        <VoidDialog
          row={dialog.row}
          onClose={() => setDialog(undefined)}
          onVoided={() => {
            notifyUndoable(`Voided: ${titleOf(dialog.row.form, dialog.row.record)}. “Show voided” brings it back.`)
            setDialog(undefined)
            const at = rows.findIndex(({ record }) => record.id === dialog.row.record.id)
            const next = rows[at + 1] ?? rows[at - 1]
            if (next) onSelect(next.record.id)
            onEnterTable()
          }}
        />
      )}
    </div>
  )
}

/** The form whose table shows the records of another: dose steps stand among the treatments. */
export const shownUnder = (form: RegistryForm): RegistryForm => (form.id === 'dose_step' ? formOf('treatment') : form)
