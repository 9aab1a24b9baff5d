import { Fragment } from 'react'
import type { CaseSummary } from '#shared/domain/case-summary.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import type { CourseLine, DoseLine } from '#shared/domain/treatment-summary.ts'
import { Marked } from './marked.tsx'

interface SectionProps {
  readonly summary: CaseSummary
}

export function TreatmentHistory({ summary }: SectionProps) {
  const { treatmentHistory, currentTreatment } = summary
  if (treatmentHistory.length === 0) return null
  const running = new Set(currentTreatment.map(({ drug }) => drug))
  return (
    <section>
      <h2>History of treatment</h2>
      <table className="summary-courses">
        <thead>
          <tr>
            <th>Drug</th>
            <th>From – to</th>
            <th>Doses, with the reason for each change</th>
          </tr>
        </thead>
        <tbody>
          {treatmentHistory.map((course) => (
            <Course key={course.recordId} course={course} isRunning={running.has(course.drug)} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Course({ course, isRunning }: { readonly course: CourseLine; readonly isRunning: boolean }) {
  const { label, from, to, indication, line, route, doses, stopReason, source } = course
  const details = [route, indication, line && `line\u00a0${line}`].filter(Boolean).join(', ')
  const dated = doses.filter((dose) => dose.from !== undefined)
  // Without a date there is no order: what stands first was not given first.
  const undated = doses.filter((dose) => dose.from === undefined)
  const isOngoing = doses.some((dose) => dose.ongoing) || (isRunning && to === undefined)
  return (
    <tr>
      <th scope="row">
        {label}
        <Marked source={source} />
        {details && <div className="paper-faint">{details}</div>}
      </th>
      <td>
        {from ? formatPartialDate(from) : 'start not recorded'}
        {' – '}
        {to ? formatPartialDate(to) : isOngoing ? 'now' : 'end not recorded'}
      </td>
      <td>
        <Doses doses={dated} between=" → " />
        {stopReason && `${dated.length > 0 ? ' → ' : ''}stopped: ${stopReason}`}
        {undated.length > 0 && (
          <div>
            <Doses doses={undated} between="; " />
          </div>
        )}
      </td>
    </tr>
  )
}

function Doses({ doses, between }: { readonly doses: readonly DoseLine[]; readonly between: string }) {
  return doses.map((dose, index) => (
    <Fragment key={`${dose.recordId} ${dose.from}`}>
      {index > 0 && between}
      <Dose dose={dose} />
    </Fragment>
  ))
}

function Dose({ dose: { dose, from, reason, source } }: { readonly dose: DoseLine }) {
  const words = [from && formatPartialDate(from), reason !== 'start' && reason].filter(Boolean)
  return (
    <>
      <span className="paper-number">
        {dose}
        <Marked source={source} />
      </span>
      {words.length > 0 && <span className="paper-soft"> ({words.join(', ')})</span>}
    </>
  )
}

export function Infusions({ summary: { infusions } }: SectionProps) {
  if (infusions.length === 0) return null
  return (
    <section>
      <h2>Infusions</h2>
      <table>
        <thead>
          <tr>
            <th>Drug</th>
            <th>Given</th>
            <th>Dose</th>
            <th>Interval</th>
            <th>Effect</th>
            <th>Reactions</th>
          </tr>
        </thead>
        <tbody>
          {infusions.map((it) => (
            <tr key={it.drug}>
              <th scope="row">{it.label}</th>
              <td>
                {it.count} × {period(it.first, it.last)}
              </td>
              <td className="paper-number">{it.dose ?? 'not recorded'}</td>
              <td className="paper-number">
                {it.medianIntervalDays === undefined ? '' : `${it.medianIntervalDays} days (median)`}
              </td>
              <td>
                {[it.bestEffect && `best ${it.bestEffect}`, it.wearingOff && `wears off ${it.wearingOff}`]
                  .filter(Boolean)
                  .join(', ')}
              </td>
              <td>{it.reactions}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function period(first: PartialDate, last: PartialDate): string {
  return first === last ? formatPartialDate(first) : `${formatPartialDate(first)} – ${formatPartialDate(last)}`
}
