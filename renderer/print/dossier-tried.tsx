import type { AgainstDrug, Reason, TriedLine } from '#shared/domain/documents/treatments-tried.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { Marked } from './marked.tsx'

/** Each course with its doses and why it was limited or stopped, as recorded. */
export function TriedTable({ lines }: { readonly lines: readonly TriedLine[] }) {
  return (
    <table className="summary-courses">
      <thead>
        <tr>
          <th>Drug, from – to</th>
          <th>Doses</th>
          <th>Limited or stopped because</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ recordId, label, period, doses, isRunning, why, source }) => (
          <tr key={recordId}>
            <th scope="row">
              {label}
              <Marked source={source} />
              <div className="summary-period">{period}</div>
            </th>
            <td>{doses}</td>
            <td>
              {why.length > 0 ? <Reasons reasons={why} /> : isRunning ? 'no limit recorded' : 'no reason recorded'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What the history speaks against. */
export function AgainstDrugs({ drugs }: { readonly drugs: readonly AgainstDrug[] }) {
  if (drugs.length === 0) return null
  return (
    <section>
      <h2>What speaks against other drugs</h2>
      <table className="summary-courses">
        <thead>
          <tr>
            <th>Against</th>
            <th>In the history</th>
          </tr>
        </thead>
        <tbody>
          {drugs.map(({ drug, label, reasons }) => (
            <tr key={drug}>
              <th scope="row">{label}</th>
              <td>
                <Reasons reasons={reasons} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  return reasons.map(({ text, date, source }) => (
    <div key={text}>
      {text}
      <Marked source={source} />{' '}
      <span className="paper-faint">{date === undefined ? 'date not recorded' : formatPartialDate(date)}</span>
    </div>
  ))
}
