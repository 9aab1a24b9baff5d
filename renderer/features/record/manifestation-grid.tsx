import { Button, Group, Input } from '@mantine/core'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { manifestations } from '#shared/dictionary/lists/manifestations.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { firstDay, formatPartialDate } from '#shared/domain/partial-date.ts'
import type { AppError } from '#shared/ipc/app-error.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { useUndo } from '#renderer/app/use-undo.ts'
import { useShortcut, useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { DraftMark } from '#renderer/forms/draft-mark.tsx'
import { useDraft } from '#renderer/forms/use-draft.ts'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { focusRow, keyOf, moved } from './manifestation-keys.ts'
import { ManifestationRow } from './manifestation-row.tsx'
import {
  changesOf,
  countsOf,
  foundOn,
  lastFound,
  recordedOn,
  type Found,
  type Presence,
} from './manifestation-states.ts'
import './manifestation-grid.css'

interface ManifestationGridProps {
  readonly caseRecord: CaseRecord
  /** Full ISO date. */
  readonly today: string
  readonly onDone: () => void
}

/** What is kept while it isn't saved. */
interface Typed {
  readonly day: string
  readonly found: Found
}

const groups = [...new Set(manifestations.map(({ group }) => group))].map((name) => ({
  name,
  terms: manifestations.filter(({ group }) => group === name),
}))

/** All manifestations of the dictionary on one page, for one day: a key each, and one change in the record. */
export function ManifestationGrid({ caseRecord, today, onDone }: ManifestationGridProps) {
  const caseId = caseRecord.case.id
  const place = `${caseId}/manifestation/all`
  const [typed, setTyped] = useState<Typed>({ day: formatPartialDate(today), found: {} })
  const [current, setCurrent] = useState<string>(manifestations[0].code)
  const [problem, setProblem] = useState<string>()
  const rows = useRef<HTMLDivElement>(null)
  const dayField = useRef<HTMLInputElement>(null)
  const dayId = useId()
  const draft = useDraft({ place, caseId, form: 'manifestation', title: 'Manifestations, all' })
  const change = useCommand('records.change')
  const { notifyUndoable } = useUndo()
  const error = change.error as AppError | null

  const read = parseClinicalDate(typed.day, today)
  const day = 'problem' in read ? undefined : read.date
  const doubt = day === undefined || firstDay(day) > firstDay(today)
  const recorded = useMemo(() => recordedOn(caseRecord, day), [caseRecord, day])
  const last = useMemo(() => lastFound(caseRecord, day), [caseRecord, day])
  const found = foundOn(recorded, typed.found)
  const counts = countsOf(found)

  const take = (next: Typed) => {
    setTyped(next)
    setProblem(undefined)
    draft.keep(next)
  }
  const find = (term: string, status: Presence | undefined) => {
    const { [term]: _, ...others } = typed.found
    take({ ...typed, found: status === undefined ? others : { ...others, [term]: status } })
  }
  const save = async () => {
    if (day === undefined) {
      setProblem('problem' in read ? read.problem : '')
      dayField.current?.focus()
      return
    }
    const changes = changesOf(typed.found, recorded, day)
    if (changes.length === 0) return setProblem('Nothing is new here yet: P, A or U answers the marked line.')
    await draft.settle()
    const label = `Manifestations ${formatPartialDate(day)}`
    try {
      await change.mutateAsync({ caseId, label, changes: [...changes], draft: place })
    } catch {
      // Said above the grid; what was found stays there and in its draft.
      draft.keep(typed)
      return
    }
    notifyUndoable(`Saved: ${label}, ${countsOf(typed.found)}`)
    onDone()
  }
  const leave = () => {
    if (Object.keys(typed.found).length > 0) notify('Kept as a draft: it is offered again when you come back.')
    onDone()
  }

  useEffect(() => focusRow(rows.current, manifestations[0].code), [])
  useShortcut('form-save', () => void save())
  useShortcut('form-save-enter', () => void save())
  useShortcut('form-cancel', leave)
  useShortcutNote('manifestation-answer')
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const key = keyOf(event)
    if (!key) return
    event.preventDefault()
    // Letters and digits are shortcuts elsewhere on the page.
    event.stopPropagation()
    const term = 'move' in key ? moved(rows.current, current, key.move) : current
    if ('find' in key) {
      find(current, key.find)
      focusRow(rows.current, key.find === undefined ? current : moved(rows.current, current, 'next'))
    } else focusRow(rows.current, term)
  }

  return (
    <div className="manifestation-page">
      <header className="records-bar">
        <h2>All manifestations</h2>
        <label htmlFor={dayId} className="field-label">
          Looked for on
        </label>
        <Input
          ref={dayField}
          id={dayId}
          className="manifestation-day field-number"
          value={typed.day}
          onChange={(event) => take({ ...typed, day: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.metaKey || (event.key !== 'Enter' && event.key !== 'Escape')) return
            event.preventDefault()
            if (event.key === 'Escape') leave()
            else focusRow(rows.current, current)
          }}
          error={'problem' in read}
          aria-describedby={`${dayId}-echo`}
          autoComplete="off"
        />
        <span id={`${dayId}-echo`} className={`field-note ${doubt ? 'field-doubt' : ''}`}>
          {'problem' in read ? read.problem : `${read.echo}${doubt ? ', after today' : ''}`}
        </span>
        <span className="manifestation-counts" role="status">
          {counts || `None of ${manifestations.length} asked yet`}
        </span>
      </header>
      <ErrorMessage error={error ?? undefined} />
      {problem !== undefined && (
        <p className="manifestation-problem field-note field-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="manifestation-groups" ref={rows} onKeyDown={onKeyDown}>
        {groups.map(({ name, terms }) => (
          <section key={name} aria-label={name}>
            <h3>{name}</h3>
            {terms.map((term) => {
              const before = last.get(term.code)
              return (
                <ManifestationRow
                  key={term.code}
                  term={term}
                  status={found[term.code]}
                  last={before && { status: before.status, date: formatPartialDate(before.date) }}
                  isCurrent={term.code === current}
                  onFocus={() => setCurrent(term.code)}
                  onFound={(status) => find(term.code, status)}
                />
              )
            })}
          </section>
        ))}
      </div>
      <footer className="record-form-footer">
        <Button onClick={() => void save()} loading={change.isPending}>
          Save manifestations
        </Button>
        <Button variant="subtle" color="gray" onClick={leave}>
          Leave
        </Button>
        <DraftMark state={draft.state} />
        <p className="record-form-keys">
          <kbd>P</kbd> present, <kbd>A</kbd> absent, <kbd>U</kbd> unknown, <kbd>Del</kbd> not asked, arrows move,{' '}
          <kbd>Ctrl</kbd> <kbd>Enter</kbd> saves
        </p>
      </footer>
      {draft.found && (
        <FoundDraft
          typed={JSON.parse(draft.found.content) as Typed}
          savedAt={draft.found.savedAt}
          onGoOn={(kept) => {
            setTyped(kept)
            draft.taken()
          }}
          onDiscard={draft.discard}
        />
      )}
    </div>
  )
}

interface FoundDraftProps {
  readonly typed: Typed
  readonly savedAt: string
  readonly onGoOn: (typed: Typed) => void
  readonly onDiscard: () => Promise<void>
}

/** What was found here before and never saved, offered again. */
function FoundDraft({ typed, savedAt, onGoOn, onDiscard }: FoundDraftProps) {
  return (
    <Dialog title="Go on where you left off?" onClose={() => onGoOn(typed)}>
      <p>
        Manifestations of {typed.day}: {countsOf(typed.found) || 'nothing answered'}. Typed on{' '}
        {new Date(savedAt).toLocaleString()} and not saved.
      </p>
      <Group gap={8} mt={16}>
        <Button data-autofocus autoFocus onClick={() => onGoOn(typed)}>
          Go on with it
        </Button>
        <Button variant="default" onClick={() => void onDiscard()}>
          Discard it
        </Button>
      </Group>
    </Dialog>
  )
}
