import { Button } from '@mantine/core'
import { memo, useState, type KeyboardEvent } from 'react'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useUndo } from '#renderer/app/use-undo.ts'
import { ItemChanges } from '#renderer/forms/item-changes.tsx'
import { dayWords, momentOf, timeOf } from '#renderer/forms/moments.ts'
import { recordWords } from '#renderer/forms/record-words.ts'
import { todayHere } from '#renderer/forms/today.ts'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import type { DescribedRecord, DescribedSet, HistoryDay } from './described-sets.ts'

interface HistoryListProps {
  readonly days: readonly HistoryDay[]
  readonly voided: ReadonlyMap<string, AnyRecord>
  /** Missing where nothing can be written. */
  readonly onRevert: ((set: DescribedSet) => void) | undefined
}

/** Change sets under their days. Arrow keys move, right and left open and close, R takes back. */
export function HistoryList({ days, voided, onRevert }: HistoryListProps) {
  const today = todayHere()
  const [focused, setFocused] = useState<string>()
  const ids = days.flatMap(({ sets }) => sets.map(({ set }) => set.changeId))
  // One stop for Tab; the arrow keys do the rest.
  const stop = focused !== undefined && ids.includes(focused) ? focused : ids[0]
  useShortcutNote('history-move')
  useShortcutNote('history-open')
  useShortcutNote('history-take-back')
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('.history-line')]
    const at = lines.indexOf(document.activeElement as HTMLElement)
    if (at < 0) return
    event.preventDefault()
    lines[at + step]?.focus()
  }
  return (
    <div onKeyDown={onKeyDown}>
      {days.map(({ day, sets }) => (
        <section key={day} className="history-day">
          <h2>{dayWords(day, today)}</h2>
          <ol>
            {sets.map((described) => (
              <HistorySet
                key={described.set.changeId}
                {...{ described, voided, onRevert }}
                isStop={described.set.changeId === stop}
                onFocus={setFocused}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

interface HistorySetProps extends Omit<HistoryListProps, 'days'> {
  readonly described: DescribedSet
  /** Tab leads to it. */
  readonly isStop: boolean
  readonly onFocus: (changeId: string) => void
}

const HistorySet = memo(function HistorySet({ described, voided, onRevert, isStop, onFocus }: HistorySetProps) {
  const { set, headline, records } = described
  const [isOpen, setIsOpen] = useState(false)
  const canRevert = set.canRevert && onRevert !== undefined
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'ArrowRight') setIsOpen(true)
    else if (event.key === 'ArrowLeft') setIsOpen(false)
    else if (event.key === 'r' && canRevert) onRevert(described)
    else return
    event.preventDefault()
  }
  const line = {
    className: 'history-line',
    tabIndex: isStop ? 0 : -1,
    onFocus: () => onFocus(set.changeId),
  }
  const words = (
    <>
      <span className="history-what">{headline}</span>
      {set.reason && !set.operation.startsWith('changes.undo') && !set.operation.startsWith('changes.redo') && (
        <span className="history-reason">{set.reason}</span>
      )}
    </>
  )
  return (
    <li className="history-set" data-event={records.length === 0 || undefined}>
      <time dateTime={set.at} title={momentOf(set.at)}>
        {timeOf(set.at)}
      </time>
      {records.length > 0 ? (
        <button
          type="button"
          {...line}
          aria-expanded={isOpen}
          onClick={() => setIsOpen((open) => !open)}
          onKeyDown={onKeyDown}
        >
          {words}
        </button>
      ) : (
        <p {...line}>{words}</p>
      )}
      <span className="history-actor">{set.actor}</span>
      <span className="history-act">
        {canRevert && (
          <Button size="compact-xs" variant="default" tabIndex={isOpen ? 0 : -1} onClick={() => onRevert(described)}>
            Take back <kbd aria-hidden>R</kbd>
          </Button>
        )}
      </span>
      {isOpen && (
        <div className="history-detail">
          {records.map((record) => (
            <TouchedRecord
              key={record.key}
              record={record}
              isAlone={records.length === 1}
              voided={onRevert && voided.get(record.recordId)}
            />
          ))}
          {!set.canRevert && set.operation !== 'registry.createDemo' && (
            <p className="soft small">It can’t be taken back as one: something of it was changed again since.</p>
          )}
        </div>
      )}
    </li>
  )
})

interface TouchedRecordProps {
  readonly record: DescribedRecord
  readonly isAlone: boolean
  /** The record, where it is out of use now and can be brought back. */
  readonly voided: AnyRecord | undefined
}

function TouchedRecord({ record, isAlone, voided }: TouchedRecordProps) {
  const { form, event, subject, changes, isKeptBack } = record
  const restore = useCommand('records.restore')
  const { canWrite } = useRights()
  const { notifyUndoable } = useUndo()
  const bringBack = () =>
    form &&
    voided &&
    restore.mutate(
      { form: form.id, id: voided.id, version: voided.version },
      { onSuccess: () => notifyUndoable(`Restored: ${subject}`) },
    )
  return (
    <div className="history-record">
      {!isAlone && <p>{recordWords(record)}</p>}
      {changes.length > 0 && (isAlone || event === 'changed') && <ItemChanges changes={changes} />}
      {isKeptBack && (
        <p className="soft">What it says is kept back until you have saved your own reading of the same CT.</p>
      )}
      {form && changes.length === 0 && event === 'changed' && form.identifying && (
        <p className="soft">What an identity held is shown only in its own history, whose viewing is recorded.</p>
      )}
      {event === 'voided' && voided && canWrite && (
        <Button size="compact-xs" variant="default" onClick={bringBack} loading={restore.isPending}>
          Restore {isAlone ? 'it' : subject}
        </Button>
      )}
      <ErrorMessage error={restore.error} />
    </div>
  )
}
