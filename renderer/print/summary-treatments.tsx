import { Fragment } from 'react'
import type { CaseSummary } from '#shared/domain/case-summary.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { CourseLine, DoseLine, InfusionSummary } from '#shared/domain/treatment-summary.ts'
import { Marked } from './marked.tsx'

/** Courses in order, with every dose and the reason why it came; infusions in the row of their drug. */
export function TreatmentHistory({ summary }: { readonly summary: CaseSummary }) {
  const { treatmentHistory, currentTreatment, infusions } = summary
  const running = new Set(currentTreatment.map(({ drug }) => drug))
  const lastCourseOf = new Map(treatmentHistory.map((course) => [course.drug, course.recordId]))
  const infusionsOf = (course: CourseLine) =>
    lastCourseOf.get(course.drug) === course.recordId ? infusions.find(({ drug }) => drug === course.drug) : undefined
  const alone = infusions.filter(({ drug }) => !lastCourseOf.has(drug))
  if (treatmentHistory.length + alone.length === 0) return null
  return (
    <section>
      <h2>History of treatment</h2>
      <table className="summary-courses">
        <thead>
          <tr>
            <th>Drug, from – to</th>
            <th>Doses, with the reason for each change</th>
          </tr>
        </thead>
        <tbody>
          {treatmentHistory.map((course) => (
            <Course
              key={course.recordId}
              course={course}
              isRunning={running.has(course.drug)}
              infusions={infusionsOf(course)}
            />
          ))}
          {alone.map((summed) => (
            <tr key={summed.drug}>
              <th scope="row">{summed.label}</th>
              <td>{infusionWords(summed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface CourseProps {
  readonly course: CourseLine
  readonly isRunning: boolean
  readonly infusions: InfusionSummary | undefined
}

function Course({ course, isRunning, infusions }: CourseProps) {
  const { label, indication, line, route, doses, stopReason, source } = course
  const dated = doses.filter((dose) => dose.from !== undefined)
  // Without a date there is no order: what stands first was not given first.
  const undated = doses.filter((dose) => dose.from === undefined)
  const details = [route, indication, line && `line\u00a0${line}`].filter(Boolean).join(', ')
  return (
    <tr>
      <th scope="row">
        {label}
        <Marked source={source} />
        <div className="summary-period">
          {periodOf(course, isRunning)}
          {details && <span className="paper-faint"> {details}</span>}
        </div>
      </th>
      <td>
        <Doses doses={dated} between=" → " />
        {stopReason && `${dated.length > 0 ? ' → ' : ''}stopped: ${stopReason}`}
        {undated.length > 0 && (
          <div>
            <Doses doses={undated} between="; " />
          </div>
        )}
        {infusions && <div>{infusionWords(infusions)}</div>}
      </td>
    </tr>
  )
}

function periodOf({ from, to, doses }: CourseLine, isRunning: boolean): string {
  const isOngoing = doses.some((dose) => dose.ongoing) || (isRunning && to === undefined)
  const start = from ? formatPartialDate(from) : 'start not recorded'
  return `${start} – ${to ? formatPartialDate(to) : isOngoing ? 'now' : 'end not recorded'}`
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
      {dose}
      <Marked source={source} />
      {words.length > 0 && <span className="paper-soft"> ({words.join(', ')})</span>}
    </>
  )
}

/** `12 infusions, Apr 2021 – 8 Mar 2022, 2 g/kg, every 28 days (median), best on day 3, …`. */
function infusionWords(infusions: InfusionSummary): string {
  const { count, first, last, dose, medianIntervalDays, bestEffect, wearingOff, reactions } = infusions
  const [start, end] = [formatPartialDate(first), formatPartialDate(last)]
  return [
    `${count} ${count === 1 ? 'infusion' : 'infusions'}`,
    start === end ? start : `${start} – ${end}`,
    dose,
    medianIntervalDays !== undefined && `every ${medianIntervalDays} days (median)`,
    bestEffect && `best effect ${bestEffect}`,
    wearingOff && `wears off ${wearingOff}`,
    reactions,
  ]
    .filter(Boolean)
    .join(', ')
}
