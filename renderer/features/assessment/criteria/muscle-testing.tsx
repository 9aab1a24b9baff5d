import { useMemo, useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { mmtCourse } from '#shared/domain/scores/mmt-course.ts'
import { RecordLink } from '#renderer/app/record-link.tsx'
import { ScoreRow } from './score-row.tsx'

const shownAtFirst = 6

/** Sums of muscle testing, newest first, never without their range. */
export function MuscleTesting({ record }: { readonly record: CaseRecord }) {
  const [showsAll, setShowsAll] = useState(false)
  const course = useMemo(() => mmtCourse(record).toReversed(), [record])
  const [newest] = course
  if (!newest)
    return (
      <ScoreRow name="Muscle testing">
        <p className="soft">Sums of manual muscle testing stand here, with their range, once a visit has one.</p>
      </ScoreRow>
    )
  const ofRange = (maximum: number | undefined) => (maximum === undefined ? 'range not recorded' : `of ${maximum}`)
  return (
    <ScoreRow
      name="Muscle testing"
      value={
        <>
          {newest.sum} <span className="unit">{ofRange(newest.maximum)}</span>
        </>
      }
    >
      <table className="assessment-table" aria-label="Manual muscle testing over time">
        <thead>
          <tr>
            <th scope="col">Visit</th>
            <th scope="col" className="number">
              Sum
            </th>
            <th scope="col">Range</th>
            <th scope="col" className="number">
              Share <span className="unit">% of the range</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {course.slice(0, showsAll ? undefined : shownAtFirst).map(({ date, sum, maximum, percent, input }) => (
            <tr key={input.recordId}>
              <th scope="row">
                <RecordLink form="visit" recordId={input.recordId}>
                  {formatPartialDate(date)}
                </RecordLink>
              </th>
              <td className="number">{sum}</td>
              <td>{maximum === undefined ? <span className="soft">not recorded</span> : `0–${maximum}`}</td>
              <td className="number">{percent === undefined ? '' : formatNumber(percent, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {course.length > shownAtFirst && (
        <button type="button" className="plain-button small" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? `Show the newest ${shownAtFirst}` : `Show all ${course.length}`}
        </button>
      )}
    </ScoreRow>
  )
}
