import { formatNumber } from '#shared/domain/format-number.ts'
import type { SteroidCourse } from '#shared/domain/response/steroid-course.ts'
import { doseBands, steroidLedger, type LedgerRow } from '#shared/domain/response/steroid-ledger.ts'
import {
  sustainedDays,
  sustainedDose,
  sustainedDoses,
  type SustainedDose,
} from '#shared/domain/response/sustained-dose.ts'
import { bandWords, counted, dayText, thousands } from './response-words.ts'
import { Sourced } from './sourced.tsx'

/** Glucocorticoids as prednisone-equivalent: sums by year, bands, and when they came down. */
export function SteroidPart({ course }: { readonly course: SteroidCourse }) {
  const rows = steroidLedger(course)
  return (
    <section className="response-part" aria-labelledby="response-steroids">
      <h2 id="response-steroids">
        Glucocorticoids, as prednisone-equivalent{' '}
        {course.from !== undefined && (
          <span className="unit">
            {dayText(course.from)} to {dayText(course.to)}
          </span>
        )}
      </h2>
      {rows.length === 0 ? (
        <p>No dose has a date, so nothing can be added up.</p>
      ) : (
        <>
          <ul className="sustained">
            {sustainedDoses.map((mgPerDay) => (
              <li key={mgPerDay}>
                <Sustained found={sustainedDose(course, mgPerDay)} />
              </li>
            ))}
          </ul>
          <LedgerTable rows={rows} />
        </>
      )}
      {course.notCounted.length > 0 && (
        <p className="soft small">Not counted, so that every sum is a lower bound: {course.notCounted.join(' ')}</p>
      )}
      <p className="soft small">
        Bands: Buttgereit 2002. Days off count as 0 in the mean, days of unknown dose not at all. It ends with the last
        day that has an entry.
      </p>
    </section>
  )
}

function Sustained({ found }: { readonly found: SustainedDose }) {
  const { mgPerDay, state, on, perhapsFrom, againAboveOn, daysSoFar, inputs } = found
  const dose = `≤ ${mgPerDay} mg a day`
  switch (state) {
    case 'reached':
      return (
        <>
          <b>{dose}</b> from <Sourced inputs={inputs}>{dayText(on!)}</Sourced>
          <span className="soft">
            {perhapsFrom === undefined ? '' : `, perhaps from ${dayText(perhapsFrom)}: the dose then is not known`}
            {againAboveOn === undefined ? '' : `, above again from ${dayText(againAboveOn)}`}
          </span>
        </>
      )
    case 'unknown':
      return (
        <>
          <b>{dose}</b>{' '}
          <span className="soft">
            can’t be told: <Sourced inputs={inputs}>the dose is not known</Sourced>
            {perhapsFrom === undefined ? '' : ` from ${dayText(perhapsFrom)}`}
          </span>
        </>
      )
    case 'not-reached':
      return (
        <>
          <b>{dose}</b>{' '}
          <span className="soft">
            not held for {sustainedDays} days
            {daysSoFar === undefined ? '' : ` yet, ${counted(daysSoFar, 'day')} so far`}
          </span>
        </>
      )
  }
}

function LedgerTable({ rows }: { readonly rows: readonly LedgerRow[] }) {
  return (
    <table className="response-table ledger">
      <thead>
        <tr>
          <th scope="col">Period</th>
          <th scope="col" data-numeric>
            Days
          </th>
          <th scope="col" data-numeric>
            Cumulative <span className="unit">mg</span>
          </th>
          <th scope="col" data-numeric>
            Mean <span className="unit">mg a day</span>
          </th>
          <th scope="col" data-numeric>
            Days ≥ 20 <span className="unit">mg</span>
          </th>
          {doseBands.map((band) => (
            <th key={band} scope="col" data-numeric>
              <span className="band-key" data-band={band} aria-hidden /> {bandWords[band].name}{' '}
              <span className="unit">{bandWords[band].limits}</span>
            </th>
          ))}
          <th scope="col">Share of days</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.year ?? 'whole'} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ row }: { readonly row: LedgerRow }) {
  const { year, exposed, muchDays, bands, inputs } = row
  // Nothing is added up where no day is known.
  const known = exposed.unknownDays < exposed.days
  const atLeast = known && exposed.unknownDays > 0 ? '≥ ' : ''
  return (
    <tr data-whole={year === undefined || undefined}>
      <th scope="row">{year ?? 'Whole'}</th>
      <td data-numeric>{exposed.days}</td>
      <td data-numeric>
        <Sourced inputs={inputs}>{known ? `${atLeast}${thousands(exposed.mg)}` : 'not known'}</Sourced>
      </td>
      <td data-numeric>{exposed.meanPerDay === undefined ? '–' : formatNumber(exposed.meanPerDay, 1)}</td>
      <td data-numeric>{known ? `${atLeast}${muchDays}` : '–'}</td>
      {doseBands.map((band) => (
        <td key={band} data-numeric data-none={bands[band] === 0 || undefined}>
          {bands[band]}
        </td>
      ))}
      <td>
        <span className="band-bar" aria-hidden>
          {doseBands
            .filter((band) => bands[band] > 0)
            .map((band) => (
              <span key={band} data-band={band} style={{ flexGrow: bands[band] }} />
            ))}
        </span>
      </td>
    </tr>
  )
}
