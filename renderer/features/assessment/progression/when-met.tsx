import { useRef } from 'react'
import { dayNumber, formatPartialDate, type IsoDay } from '#shared/domain/partial-date.ts'
import type { RuleCourse } from '#shared/domain/progression/progression-rules.ts'
import { timeTicks } from '#renderer/charts/time-axis.ts'
import { useSize } from '#renderer/charts/use-size.ts'
import { VerdictMark } from '../verdict-mark.tsx'

interface WhenMetProps {
  readonly course: readonly RuleCourse[]
  readonly asOf: IsoDay
  readonly onAsOf: (asOf: IsoDay) => void
}

const rowHeight = 24
const axisHeight = 20
const margin = 8
const fallbackWidth = 640

/** When each rule was met, looking back from every day on which something new was known: drawn, and in words. */
export function WhenMet({ course, asOf, onAsOf }: WhenMetProps) {
  const days = course[0]?.verdicts.map((verdict) => verdict.asOf) ?? []
  if (days.length === 0) return null
  return (
    <section className="when-met" aria-label="When each rule was met">
      <h3>When it was met</h3>
      <Strip course={course} days={days} asOf={asOf} onAsOf={onAsOf} />
      <ul className="episodes">
        {course.map((rule) => (
          <li key={rule.id}>
            <b>{nameOf(rule)}</b> <Episodes rule={rule} onAsOf={onAsOf} />
          </li>
        ))}
      </ul>
      <details>
        <summary>All {days.length} days</summary>
        <VerdictTable course={course} days={days} asOf={asOf} onAsOf={onAsOf} />
      </details>
    </section>
  )
}

const nameOf = ({ id, verdicts }: RuleCourse) => verdicts[0]?.finding.rule.name ?? id

function Episodes({ rule: { verdicts, episodes }, onAsOf }: { rule: RuleCourse; onAsOf: WhenMetProps['onAsOf'] }) {
  if (episodes.length === 0) {
    const open = verdicts.filter(({ finding }) => finding.met === undefined).length
    return <span className="soft">never met{open > 0 && `; not assessable on ${open} of ${verdicts.length} days`}</span>
  }
  return (
    <>
      first met on{' '}
      {episodes.map(({ from, to }, index) => (
        <span key={from}>
          {index > 0 && ', again '}
          <button type="button" className="as-of-link" onClick={() => onAsOf(from)}>
            {formatPartialDate(from)}
          </button>
          {to !== from && ` to ${formatPartialDate(to)}`}
        </span>
      ))}
    </>
  )
}

interface StripProps extends WhenMetProps {
  readonly days: readonly IsoDay[]
}

function Strip({ course, days, asOf, onAsOf }: StripProps) {
  const box = useRef<HTMLDivElement>(null)
  const width = (useSize(box)?.width || fallbackWidth) - 2 * margin
  const numbers = [...days, asOf].map(dayNumber)
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)]
  const x = (day: number) => margin + ((day - from) / Math.max(1, to - from)) * width
  const height = course.length * rowHeight + axisHeight
  const nearest = (clientX: number, left: number) =>
    days.toSorted(
      (a, b) => Math.abs(x(dayNumber(a)) - (clientX - left)) - Math.abs(x(dayNumber(b)) - (clientX - left)),
    )[0]
  return (
    <div className="when-met-strip">
      <ul aria-hidden>
        {course.map((rule) => (
          <li key={rule.id}>{nameOf(rule)}</li>
        ))}
      </ul>
      <div ref={box}>
        {/* The same stands below as a list and a table, with buttons; here the mouse may choose a day. */}
        <svg
          aria-hidden
          width={width + 2 * margin}
          height={height}
          onClick={(event) => {
            const day = nearest(event.clientX, event.currentTarget.getBoundingClientRect().left)
            if (day !== undefined) onAsOf(day)
          }}
        >
          <line
            className="strip-as-of"
            x1={x(dayNumber(asOf))}
            x2={x(dayNumber(asOf))}
            y1={0}
            y2={height - axisHeight}
          />
          {course.map(({ id, verdicts, episodes }, row) => (
            <g key={id} transform={`translate(0 ${row * rowHeight + rowHeight / 2})`}>
              <line className="strip-line" x1={0} x2={width + 2 * margin} y1={rowHeight / 2} y2={rowHeight / 2} />
              {episodes.map((episode) => (
                <line
                  key={episode.from}
                  className="strip-met"
                  x1={x(dayNumber(episode.from))}
                  x2={x(dayNumber(episode.to))}
                  y1={0}
                  y2={0}
                />
              ))}
              {verdicts.map((verdict) => (
                <Mark key={verdict.asOf} met={verdict.finding.met} x={x(dayNumber(verdict.asOf))} />
              ))}
            </g>
          ))}
          {timeTicks(from, to, width).years.map(({ day, text }) => (
            <g key={day} transform={`translate(${x(day)} ${course.length * rowHeight})`}>
              <line className="strip-tick" y1={0} y2={4} />
              <text y={15} x={2}>
                {text}
              </text>
            </g>
          ))}
        </svg>
        <p className="small soft" aria-hidden>
          ▲ met &nbsp; ○ not met &nbsp; ? not assessable
        </p>
      </div>
    </div>
  )
}

/** A triangle, a ring, a question mark: told apart without color. */
function Mark({ met, x }: { readonly met: boolean | undefined; readonly x: number }) {
  if (met === undefined)
    return (
      <text className="strip-open" x={x} y={4} textAnchor="middle">
        ?
      </text>
    )
  return met ? (
    <path className="strip-met" d={`M${x - 5} 4 L${x + 5} 4 L${x} -5 Z`} />
  ) : (
    <circle className="strip-not" cx={x} cy={0} r={3.5} />
  )
}

function VerdictTable({ course, days, asOf, onAsOf }: StripProps) {
  return (
    <table className="assessment-table">
      <thead>
        <tr>
          <th scope="col">Looking back from</th>
          {course.map((rule) => (
            <th scope="col" key={rule.id}>
              {nameOf(rule)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days
          .map((day, index) => (
            <tr key={day} aria-current={day === asOf || undefined}>
              <th scope="row">
                <button type="button" className="as-of-link" onClick={() => onAsOf(day)}>
                  {formatPartialDate(day)}
                </button>
              </th>
              {course.map(({ id, verdicts }) => (
                <td key={id}>
                  <VerdictMark met={verdicts[index]?.finding.met} />
                </td>
              ))}
            </tr>
          ))
          .toReversed()}
      </tbody>
    </table>
  )
}
