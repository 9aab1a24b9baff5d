import { useState } from 'react'
import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { beforeNextDays, intervalDrift, type IvigCycle } from '#shared/domain/response/ivig-cycles.ts'
import { windowDays, type SteroidSparing, type SteroidWindow } from '#shared/domain/response/steroid-sparing.ts'
import type { ApprovalLine } from '#shared/domain/treatment-summary.ts'
import { CycleStrip } from './cycle-strip.tsx'
import { dayText, daysText, signed } from './response-words.ts'
import { Sourced } from './sourced.tsx'

interface IvigPartProps {
  readonly cycles: readonly IvigCycle[]
  /** Prednisone around the first infusion; missing without dated glucocorticoids. */
  readonly sparing: SteroidSparing | undefined
  readonly approvals: readonly ApprovalLine[]
}

/** Cycles shown before the rest is asked for. */
const shownCycles = 12

/** Immune globulin cycle by cycle, and what could be spared with it. */
export function IvigPart({ cycles, sparing, approvals }: IvigPartProps) {
  const [all, showAll] = useState(false)
  const shown = all ? cycles : cycles.slice(-shownCycles)
  return (
    <section className="response-part" aria-labelledby="response-ivig">
      <h2 id="response-ivig">Immune globulin, cycle by cycle</h2>
      {sparing && <SparingLine sparing={sparing} />}
      <DriftLine cycles={cycles} />
      {approvals.map((approval) => (
        <p key={approval.recordId}>{approvalWords(approval)}</p>
      ))}
      {cycles.length > 0 && (
        <>
          <CycleTable cycles={shown} />
          {cycles.length > shownCycles && (
            <button type="button" className="response-more" onClick={() => showAll(!all)}>
              {all ? `Show the last ${shownCycles} only` : `Show all ${cycles.length} cycles`}
            </button>
          )}
          <p className="soft small">
            CK and mMRC are the last within {beforeNextDays} days before the next infusion. Intervals run from first day
            to first day. Wearing off in week 3 is 21 days after the first day.
          </p>
        </>
      )}
    </section>
  )
}

/** `Approval took 62 days to the first dose.` */
function approvalWords({ delay, delayDays, decision }: ApprovalLine): string {
  if (delayDays) return `Approval took ${delay}.`
  const state = decision === undefined ? '' : ` (${decision.toLowerCase()})`
  return delay === 'pending' ? 'Approval is pending.' : `The delay of the approval${state} is not known: ${delay}.`
}

function Median({ window, label }: { readonly window: SteroidWindow; readonly label: string }) {
  return (
    <>
      {window.median === undefined ? (
        <span className="soft">not known</span>
      ) : (
        <Sourced inputs={window.inputs}>
          <b>{formatNumber(window.median, 2)}</b>
        </Sourced>
      )}{' '}
      <span className="unit" title={`${dayText(window.from)} to ${dayText(window.to)}, ${window.knownDays} days known`}>
        {label}
      </span>
    </>
  )
}

/** Medians of prednisone-equivalent before the first infusion and after it. */
function SparingLine({ sparing: { before, after } }: { readonly sparing: SteroidSparing }) {
  return (
    <p className="sparing">
      Prednisone-equivalent, median mg a day:{' '}
      <Median window={before} label={`${windowDays} days before the first infusion`} />
      {after.map((window) => (
        <span key={window.endsOn}>
          {' → '}
          <Median window={window} label={`${windowDays} days to day ${window.endsOn}`} />
          {window.reduction !== undefined && <span className="soft"> ({signed(-window.reduction, 0)} %)</span>}
        </span>
      ))}
    </p>
  )
}

function DriftLine({ cycles }: { readonly cycles: readonly IvigCycle[] }) {
  const drift = intervalDrift(cycles)
  if (!drift?.interval) return null
  const { low, high } = drift.interval
  return (
    <p>
      The interval drifts by {signed(drift.slope, 1)} days a cycle{' '}
      <span className="unit">
        (95 % interval {signed(low, 1)} to {signed(high, 1)}, {drift.points} intervals known to the day)
      </span>
    </p>
  )
}

function CycleTable({ cycles }: { readonly cycles: readonly IvigCycle[] }) {
  // The strips of all rows have one scale, so that a longer interval is a longer line.
  const longest = Math.max(28, ...cycles.map(({ interval }) => interval?.max ?? 0))
  return (
    <table className="response-table cycles">
      <thead>
        <tr>
          <th scope="col" data-numeric>
            No.
          </th>
          <th scope="col">First day</th>
          <th scope="col" data-numeric>
            Given <span className="unit">g</span>
          </th>
          <th scope="col" data-numeric>
            <span className="unit">g/kg</span>
          </th>
          <th scope="col" data-numeric>
            Ordered <span className="unit">g/kg</span>
          </th>
          <th scope="col">Weight</th>
          <th scope="col" data-numeric>
            Interval <span className="unit">d</span>
          </th>
          <th scope="col">To the next</th>
          <th scope="col" data-numeric>
            Best <span className="unit">day</span>
          </th>
          <th scope="col">Wore off</th>
          <th scope="col" data-numeric>
            CK <span className="unit">U/L</span>
          </th>
          <th scope="col" data-numeric>
            mMRC
          </th>
          <th scope="col">Reaction</th>
        </tr>
      </thead>
      <tbody>
        {cycles.map((cycle, index) => (
          <CycleRow key={cycle.input.recordId} cycle={cycle} next={cycles[index + 1]} longest={longest} />
        ))}
      </tbody>
    </table>
  )
}

interface CycleRowProps {
  readonly cycle: IvigCycle
  readonly next: IvigCycle | undefined
  readonly longest: number
}

function CycleRow({ cycle, next, longest }: CycleRowProps) {
  const { number, date, grams, gramsPerKg, orderedGramsPerKg, weightKg, weightBasis, interval, drift, input } = cycle
  const { bestEffectDay, mmrcBeforeNext, ckBeforeNext, reaction } = cycle
  return (
    <tr>
      <td data-numeric>{number}</td>
      <td>
        <Sourced inputs={[input]}>{formatPartialDate(date)}</Sourced>
      </td>
      <Quantity value={grams} decimals={1} />
      <Quantity value={gramsPerKg} decimals={2} />
      <Quantity value={orderedGramsPerKg} decimals={2} />
      <td>
        {weightKg === undefined ? '' : `${formatNumber(weightKg, 1)} kg `}
        <span className="unit">{weightBasis}</span>
      </td>
      <td data-numeric>
        {interval && daysText(interval)}
        {drift !== undefined && drift !== 0 && <span className="unit"> {signed(drift, 0)}</span>}
      </td>
      <td>
        <CycleStrip cycle={cycle} interval={next?.interval} longest={longest} />
      </td>
      <Quantity value={bestEffectDay} decimals={0} />
      <td>{woreOff(cycle)}</td>
      <td data-numeric>
        {ckBeforeNext && (
          <Sourced inputs={[ckBeforeNext.input]}>
            {ckBeforeNext.comparator}
            {formatNumber(ckBeforeNext.value, 0)}
          </Sourced>
        )}
      </td>
      <td data-numeric>
        {mmrcBeforeNext && <Sourced inputs={[mmrcBeforeNext.input]}>{mmrcBeforeNext.value}</Sourced>}
      </td>
      <td className="cycle-reaction" title={reaction}>
        {reaction === 'no reaction' ? <span className="soft">none</span> : reaction?.replace(/^reaction:? /, '')}
      </td>
    </tr>
  )
}

function Quantity({ value, decimals }: { readonly value: number | undefined; readonly decimals: number }) {
  return <td data-numeric>{value === undefined ? '' : formatNumber(value, decimals)}</td>
}

/** `wk 3, 7 d before the next`, `wk 4, held`. */
function woreOff({ wearingOffWeek, wearingOff }: IvigCycle) {
  if (wearingOffWeek === undefined || !wearingOff) return ''
  const week = `week ${formatNumber(wearingOffWeek, 1)}`
  switch (wearingOff.state) {
    case 'before-next':
      return (
        <>
          {week},{' '}
          <span className="wore-off">
            <span aria-hidden>▼ </span>
            {daysText(wearingOff.days)} d before the next
          </span>
        </>
      )
    case 'held':
      return (
        <>
          {week}, <span className="soft">held</span>
        </>
      )
    case 'unknown':
      return week
  }
}
