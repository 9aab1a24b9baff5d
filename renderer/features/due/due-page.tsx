import { NativeSelect } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { subjectIds, subjects } from '#shared/domain/monitoring/subjects.ts'
import type { DueWhat, ListedDue } from '#shared/ipc/areas/due.ts'
import type { InputOf } from '#shared/ipc/contract.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import '#renderer/app/later-styles.ts'
import { keyNames } from '#renderer/app/shortcut-table.ts'
import { useShortcut, useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { DataGrid } from '#renderer/tables/data-grid.tsx'
import { samePages, useWindowRows } from '#renderer/tables/use-window-rows.ts'
import { dueColumns } from './due-columns.tsx'
import './due-page.css'

type State = NonNullable<InputOf<'due.list'>['states']>[number]
interface View {
  readonly id: string
  readonly label: string
  readonly states: readonly State[]
  readonly none: string
}
const views = [
  { id: 'overdue', label: 'Overdue', states: ['overdue'], none: 'Nothing is overdue.' },
  { id: 'soon', label: 'Due soon', states: ['soon', 'undated'], none: 'Nothing is due soon.' },
  { id: 'later', label: 'Later', states: ['open', 'later'], none: 'Nothing else is watched.' },
] as const satisfies readonly View[]
const viewKeys = { overdue: 'due-overdue', soon: 'due-soon', later: 'due-later' } as const

const whats: readonly DueWhat[] = [...subjectIds, 'infusion']
const whatLabel = (what: DueWhat) => (what === 'infusion' ? 'Infusion' : subjects[what].label)

/** Everything that is overdue, or will be, over all cases: whom to call in, for what. */
export function DuePage() {
  const address = useSearch({ strict: false }) as { readonly view?: unknown; readonly what?: unknown }
  const view: View = views.find(({ id }) => id === address.view) ?? views[0]
  const what = whats.find((each) => each === address.what)
  const navigate = useNavigate()
  const show = (next: { readonly view: string; readonly what?: DueWhat }) =>
    void navigate({ to: '/due', search: () => next as never, replace: true })
  const [descending, setDescending] = useState(false)
  const [active, setActive] = useState(0)
  const [range, setRange] = useState<readonly [first: number, last: number]>([0, 0])
  const grid = useRef<HTMLDivElement>(null)
  const columns = useMemo(() => dueColumns(), [])
  const criteria = { states: [...view.states], ...(what && { what }), ...(descending && { descending }) }
  const { total, rowAt, found, isBehind, error, retry } = useWindowRows('due.list', criteria, ...range)
  const isHere = total !== undefined
  useEffect(() => {
    setActive(0)
    // jsdom has elements that can’t scroll.
    grid.current?.parentElement?.scrollTo?.({ top: 0 })
  }, [view.id, what])
  useEffect(() => {
    if (isHere) grid.current?.focus({ preventScroll: true })
  }, [isHere, view.id])
  const showRange = useCallback((from: number, to: number) => {
    setRange((before) => (samePages(before, [from, to]) ? before : [from, to]))
  }, [])
  const openCase = useCallback(
    ({ caseId }: ListedDue) => void navigate({ to: '/cases/$caseId/$tab', params: { caseId, tab: 'chart' } }),
    [navigate],
  )
  const go = (id: keyof typeof viewKeys) => show({ view: id, ...(what && { what }) })
  useShortcut('due-overdue', () => go('overdue'))
  useShortcut('due-soon', () => go('soon'))
  useShortcut('due-later', () => go('later'))
  useShortcutNote('due-move')
  useShortcutNote('due-open')
  return (
    <div className="due">
      <title>Due – AS-ILD Registry</title>
      {isBehind && !error && <BusyBar label="Looking for what is due" />}
      <header className="due-head">
        <h1>Due</h1>
        <nav className="tabs" aria-label="What is shown">
          {views.map(({ id, label, states }) => (
            <Link
              key={id}
              to="/due"
              search={() => ({ view: id, ...(what && { what }) }) as never}
              replace
              aria-current={id === view.id ? 'page' : undefined}
            >
              {label} {found && <span className="due-count">{countOf(found.states, states)}</span>}{' '}
              <kbd aria-hidden>{keyNames(viewKeys[id])}</kbd>
            </Link>
          ))}
        </nav>
        <NativeSelect
          className="due-what"
          aria-label="Show only"
          value={what ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const chosen = whats.find((each) => each === value)
            show({ view: view.id, ...(chosen && { what: chosen }) })
          }}
          data={[
            { value: '', label: 'Everything' },
            ...whats
              .filter((each) => each === what || found?.whats[each])
              .map((each) => ({ value: each, label: `${whatLabel(each)} (${numberWords(found?.whats[each] ?? 0)})` })),
          ]}
        />
        <Link to="/settings/monitoring" className="due-schedules">
          Schedules
        </Link>
      </header>
      {error && <ErrorMessage error={error} onRetry={retry} />}
      {total === 0 && !isBehind && (
        <p className="due-none">
          {view.none}{' '}
          <span className="soft">
            What is watched, and how often, stands in the schedules of this registry. Closed cases have nothing due.
          </span>
        </p>
      )}
      {total !== undefined && total > 0 && (
        <DataGrid
          label={view.label}
          columns={columns}
          total={total}
          rowAt={rowAt}
          sort={{ by: 'to', descending }}
          onSort={(sort) => setDescending(sort.descending)}
          active={Math.min(active, total - 1)}
          onActive={setActive}
          onOpen={openCase}
          onRange={showRange}
          startAt={0}
          gridRef={grid}
        />
      )}
    </div>
  )
}

const numberWords = (count: number) => count.toLocaleString('en-US')
const countOf = (counts: Readonly<Record<State, number>>, states: readonly State[]) =>
  numberWords(states.reduce((sum, state) => sum + counts[state], 0))
