import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { CourseMeasure } from '#shared/domain/course-model.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { caseFilters, criteriaOf, readMultiplesSearch, type MultiplesSearch } from '#renderer/app/case-search.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { keyNames, type ShortcutId } from '#renderer/app/shortcut-table.ts'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { commonScale } from './common-scale.ts'
import { measureWords } from './course-words.ts'
import { CourseGrid } from './course-grid.tsx'
import './multiples.css'

const measures: readonly { readonly id: CourseMeasure; readonly shortcut: ShortcutId }[] = [
  { id: 'fvc', shortcut: 'multiples-fvc' },
  { id: 'dlco', shortcut: 'multiples-dlco' },
  { id: 'ck', shortcut: 'multiples-ck' },
  { id: 'prednisone', shortcut: 'multiples-prednisone' },
]

/** One measure of many cases: a small chart for each, all on one scale. */
export function MultiplesPage() {
  const search = readMultiplesSearch(useSearch({ from: '/cases/multiples' }))
  const navigate = useNavigate()
  const { measure = 'fvc', time = 'first', ...table } = search
  const { data, error, refetch } = useQueryOf('cases.courses', { ...criteriaOf(table), measure })
  const scale = useMemo(
    () => (data && data.courses.length > 0 ? commonScale(data.courses, measure, time) : undefined),
    [data, measure, time],
  )
  const go = (next: Partial<MultiplesSearch>) =>
    void navigate({ to: '/cases/multiples', search: { ...search, ...next }, replace: true })
  const turnTime = () => go({ time: time === 'calendar' ? undefined : 'calendar' })
  useShortcut('multiples-fvc', () => go({ measure: 'fvc' }))
  useShortcut('multiples-dlco', () => go({ measure: 'dlco' }))
  useShortcut('multiples-ck', () => go({ measure: 'ck' }))
  useShortcut('multiples-prednisone', () => go({ measure: 'prednisone' }))
  useShortcut('multiples-time', turnTime)
  useShortcut('multiples-table', () => void navigate({ to: '/cases', search: table }))
  const isFiltered = Boolean(table.q) || caseFilters.some((filter) => table[filter])
  const { label, unit } = measureWords[measure]
  return (
    <div className="multiples">
      <title>Small multiples – AS-ILD Registry</title>
      <header className="multiples-bar">
        <h1>
          {label} <span className="unit">{unit}</span>
        </h1>
        <div className="multiples-choices" role="group" aria-label="Measure">
          {measures.map(({ id, shortcut }) => (
            <button
              key={id}
              type="button"
              className="quiet-button"
              aria-pressed={id === measure}
              onClick={() => go({ measure: id })}
            >
              {measureWords[id].label} <kbd aria-hidden>{keyNames(shortcut)}</kbd>
            </button>
          ))}
        </div>
        <div className="multiples-choices" role="group" aria-label="Time axis">
          <button
            type="button"
            className="quiet-button"
            aria-pressed={time === 'first'}
            onClick={() => go({ time: undefined })}
          >
            Years from the first value
          </button>
          <button
            type="button"
            className="quiet-button"
            aria-pressed={time === 'calendar'}
            onClick={() => go({ time: 'calendar' })}
          >
            Calendar
          </button>
        </div>
        <p className="multiples-count" role="status">
          {data && countWords(data.courses.length, data.without, isFiltered)}
        </p>
        <Link to="/cases" search={table}>
          Table
        </Link>
      </header>
      {!data && !error && <BusyBar label="Reading the courses" />}
      <ErrorMessage error={error} onRetry={() => void refetch()} />
      {data && data.courses.length === 0 && (
        <div className="multiples-empty">
          <h2>
            No case {isFiltered ? 'of these ' : ''}has{' '}
            {measure === 'prednisone' ? 'a dated dose' : `a dated value of ${label}`}
          </h2>
          <p className="soft">A small chart for each case appears here as soon as there is one.</p>
        </div>
      )}
      {data && scale && (
        <>
          <CourseGrid courses={data.courses} scale={scale} measure={measure} time={time} />
          <p className="multiples-caption">
            One scale for all.{' '}
            {measure === 'prednisone'
              ? 'Pulses of 250 mg and more are cut at the top; dashed: dose not known.'
              : measure === 'ck'
                ? 'Values without a unit of enzyme activity are left out.'
                : 'r: percent of predicted as reported; all others are computed.'}{' '}
            Hollow marks and “ill.”: illustrative; “syn.”: synthetic.
          </p>
        </>
      )}
    </div>
  )
}

function countWords(shown: number, without: number, isFiltered: boolean): string {
  const cases = `${shown.toLocaleString('en-US')} ${isFiltered ? 'filtered ' : ''}${shown === 1 ? 'case' : 'cases'}`
  return without === 0 ? cases : `${cases}, ${without.toLocaleString('en-US')} without values`
}
