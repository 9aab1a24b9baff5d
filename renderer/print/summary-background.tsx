import type { AntibodyLine, CaseSummary, DatedLine } from '#shared/domain/case-summary.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import type { ApprovalLine } from '#shared/domain/treatment-summary.ts'
import { Marked } from './marked.tsx'

interface SectionProps {
  readonly summary: CaseSummary
}

/** What the treatment rests on, in two columns, and what the page is not. */
export function Background({ summary }: SectionProps) {
  const { absentManifestations } = summary
  return (
    <div className="summary-columns">
      <Lines title="Diagnoses" lines={summary.diagnoses} />
      <Antibodies lines={summary.antibodies} />
      <Lines title="History and contraindications" lines={summary.history} />
      <Lines title="Imaging" lines={summary.imaging} />
      <Lines title="Procedures" lines={summary.procedures} />
      <Lines title="Events" lines={summary.events} />
      <Lines title="Approvals" lines={summary.approvals.map(approvalLine)} />
      <Manifestations lines={summary.manifestations} absent={absentManifestations} />
      <OpenItems summary={summary} />
      <Disclaimer />
    </div>
  )
}

/** What the page is not. */
export function Disclaimer() {
  return <p className="summary-disclaimer">The registry records and computes; it does not advise treatment.</p>
}

function approvalLine(approval: ApprovalLine): DatedLine {
  const { label, decision, askedOn, decidedOn, firstDoseOn, payer, delay, reason, source, recordId } = approval
  const on = (words: string, date: PartialDate | undefined) => date && `${words} ${formatPartialDate(date)}`
  const parts = [
    decision?.toLowerCase(),
    payer,
    on('asked', askedOn),
    on('decided', decidedOn),
    on('first dose', firstDoseOn),
  ]
  const text = `${label}: ${[...parts, `delay: ${delay}`].filter(Boolean).join(', ')}${reason ? `. ${reason}` : ''}`
  return { text, date: firstDoseOn ?? decidedOn ?? askedOn, source, recordId }
}

export function Lines({ title, lines }: { readonly title: string; readonly lines: readonly DatedLine[] }) {
  if (lines.length === 0) return null
  const isDated = lines.some(({ date }) => date)
  return (
    <section>
      <h2>{title}</h2>
      <ul className="summary-lines">
        {withoutRepeats(lines).map((line) => (
          <li key={line.recordId}>
            {isDated && <span className="summary-date">{line.date && formatPartialDate(line.date)}</span>}
            <span>
              {line.text}
              <Marked source={line.source} />
              {line.until && line.until !== line.date && (
                <span className="paper-soft"> (until {formatPartialDate(line.until)})</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was done again and again with the same words is told once, with the first and the last date. */
function withoutRepeats(lines: readonly DatedLine[]): readonly DatedLine[] {
  const told = new Map<string, DatedLine[]>()
  for (const line of lines) {
    const key = line.date && !line.until ? `${line.text}\n${line.source}` : line.recordId
    told.set(key, [...(told.get(key) ?? []), line])
  }
  return [...told.values()].map((same) =>
    same.length === 1
      ? same[0]!
      : { ...same[0]!, text: `${same[0]!.text}, ${same.length} times, last ${formatPartialDate(same.at(-1)!.date!)}` },
  )
}

/** Positive results each on a line; the negative ones of a panel together. */
export function Antibodies({ lines }: { readonly lines: readonly AntibodyLine[] }) {
  if (lines.length === 0) return null
  const told = lines.filter(({ positive }) => positive)
  const others = new Map<string, string[]>()
  for (const { positive, result, name } of lines)
    if (!positive) others.set(result, [...(others.get(result) ?? []), name])
  return (
    <section>
      <h2>Antibodies</h2>
      <ul className="summary-lines">
        {told.map((line) => (
          <li key={line.recordId}>
            <span className="summary-date">{line.date && formatPartialDate(line.date)}</span>
            <span>
              <b>{line.name}</b>{' '}
              {[line.result.toLowerCase(), line.strength, line.assay, line.pattern].filter(Boolean).join(', ')}
              <Marked source={line.source} />
            </span>
          </li>
        ))}
      </ul>
      {[...others].map(([result, names]) => (
        <p key={result} className="paper-soft">
          {result || 'Result not recorded'}: {[...new Set(names)].join(', ')}.
        </p>
      ))}
    </section>
  )
}

interface ManifestationsProps {
  readonly lines: readonly DatedLine[]
  readonly absent: readonly string[]
}

export function Manifestations({ lines, absent }: ManifestationsProps) {
  if (lines.length === 0 && absent.length === 0) return null
  return (
    <section className="summary-manifestations">
      <h2>Manifestations</h2>
      {lines.length > 0 && (
        <p>
          {lines.map((line, index) => (
            <span key={line.recordId}>
              {index > 0 && '; '}
              {line.text}
              <Marked source={line.source} />
              {datesOf(line) && <span className="paper-faint"> {datesOf(line)}</span>}
            </span>
          ))}
        </p>
      )}
      {absent.map((line) => (
        <p key={line} className="paper-soft">
          {line}
        </p>
      ))}
    </section>
  )
}

export function OpenItems({ summary: { openItems } }: SectionProps) {
  if (openItems.length === 0) return null
  return (
    <section>
      <h2>Not recorded</h2>
      <p>{[...new Set(openItems.map(({ text }) => text))].join(' · ')}</p>
    </section>
  )
}

function datesOf({ date, until }: DatedLine): string {
  if (!date) return until ? `until ${formatPartialDate(until)}` : ''
  return until && until !== date ? `${formatPartialDate(date)} – ${formatPartialDate(until)}` : formatPartialDate(date)
}
