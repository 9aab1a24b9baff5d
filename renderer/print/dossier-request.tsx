import type { CaseSummary } from '#shared/domain/case-summary.ts'
import type { Dossier } from '#shared/domain/documents/dossier-of.ts'
import { formatPartialDate, type PartialDate } from '#shared/domain/partial-date.ts'
import { FillIn } from './fill-in.tsx'
import { Marked } from './marked.tsx'

const byHand = [
  'Patient: name, birth date',
  'Insurer, policy number',
  'Period or number of cycles requested',
  'Physician, address',
] as const

/** What is asked for, what was asked for before, and lines for what no registry holds. */
export function DossierRequest({ dossier: { request, summary } }: { readonly dossier: Dossier }) {
  return (
    <>
      <Approvals approvals={summary.approvals} />
      <section className="request">
        <h2>Request</h2>
        <div className="request-rows">
          {request.map(({ label, text, source }) =>
            text === undefined ? (
              <FillIn key={label} label={label} />
            ) : (
              <div key={label} className="fill-in">
                <span className="paper-faint">{label}</span>
                <span>
                  {text}
                  {source && <Marked source={source} />}
                </span>
              </div>
            ),
          )}
          {byHand.map((label) => (
            <FillIn key={label} label={label} />
          ))}
        </div>
        <div className="signature">
          <FillIn label="Place, date" />
          <FillIn label="Signature" />
        </div>
      </section>
    </>
  )
}

function Approvals({ approvals }: Pick<CaseSummary, 'approvals'>) {
  const day = (date: PartialDate | undefined) => (date === undefined ? '–' : formatPartialDate(date))
  if (approvals.length === 0) return null
  return (
    <section>
      <h2>Requests so far</h2>
      <table className="approvals">
        <thead>
          <tr>
            <th>Drug, payer</th>
            <th>Asked</th>
            <th>Decided</th>
            <th>Decision</th>
            <th>First dose</th>
            <th>Delay</th>
          </tr>
        </thead>
        <tbody>
          {approvals.map(
            ({ recordId, label, payer, askedOn, decidedOn, decision, firstDoseOn, delay, reason, source }) => (
              <tr key={recordId}>
                <th scope="row">
                  {label}
                  <Marked source={source} />
                  {payer && <div className="summary-period">{payer}</div>}
                </th>
                <td className="paper-number">{day(askedOn)}</td>
                <td className="paper-number">{day(decidedOn)}</td>
                <td>
                  {decision ?? 'not recorded'}
                  {reason && <div className="paper-soft">{reason}</div>}
                </td>
                <td className="paper-number">{day(firstDoseOn)}</td>
                <td>{delay}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  )
}
