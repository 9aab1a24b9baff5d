import type { CaseSummary, MeasuredValue } from '#shared/domain/case-summary.ts'
import type { SummaryRules } from '#shared/domain/documents/summary-rules.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { Marked } from './marked.tsx'

interface SectionProps {
  readonly summary: CaseSummary
  readonly rules: SummaryRules
}

/** What is given now. */
export function CurrentTreatment({ summary: { currentTreatment } }: Pick<SectionProps, 'summary'>) {
  return (
    <section>
      <h2>Current treatment</h2>
      {currentTreatment.length === 0 ? (
        <p>None recorded.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>Drug</th>
              <th>Dose</th>
              <th>Since</th>
            </tr>
          </thead>
          <tbody>
            {currentTreatment.map(({ recordId, label, dose, since, source }) => (
              <tr key={recordId}>
                <th scope="row">{label}</th>
                <td>
                  {dose}
                  <Marked source={source} />
                </td>
                <td className="paper-number">{since ? formatPartialDate(since) : 'not recorded'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** What the rules say of where things stand, across the page. */
export function StandingByRules({ rules: { ildGap, progression } }: Pick<SectionProps, 'rules'>) {
  if (!ildGap && !progression) return null
  return (
    <div className="summary-rules">
      {ildGap && <p>{ildGap}</p>}
      {progression && <p>{progression}</p>}
    </div>
  )
}

/** Last and best values, and where the last ones stand in what is normal. */
export function Measures({ summary: { measures }, rules: { standing } }: SectionProps) {
  if (measures.length === 0) return null
  return (
    <section>
      <h2>Measurements</h2>
      <table>
        <thead>
          <tr>
            <th>Measure</th>
            <th>Last</th>
            <th>Best</th>
          </tr>
        </thead>
        <tbody>
          {measures.map(({ id, label, last, best }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              <Value value={last} standing={standing[last.recordId]?.[id]} />
              {best ? <Value value={best} /> : <td>–</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface ValueProps {
  readonly value: MeasuredValue
  /** Where it stands in what is normal. */
  readonly standing?: string | undefined
}

function Value({ value: { text, date, source }, standing }: ValueProps) {
  return (
    <td>
      {text}
      <Marked source={source} />
      {standing && `, ${standing}`} <span className="paper-faint paper-number">{formatPartialDate(date)}</span>
    </td>
  )
}
