import type { CaseFacts } from '#shared/domain/case-facts.ts'
import type { CaseSummary } from '#shared/domain/case-summary.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { TrendFact } from '#shared/domain/trend.ts'

interface SummaryHeaderProps {
  readonly summary: CaseSummary
  readonly registry: string
  readonly isDemo: boolean
  readonly today: string
}

/** What one says aloud about the case in a meeting: who, what, since when; and where things stand. */
export function SummaryHeader({ summary, registry, isDemo, today }: SummaryHeaderProps) {
  const { facts, person } = summary
  const marks = marksOf(summary, isDemo)
  return (
    <header className="summary-header">
      <div className="summary-title">
        <h1>{facts.code}</h1>
        <p className="paper-soft">
          Case summary, {registry}, {formatPartialDate(today)}
          {facts.asOf !== today && `; follow-up ended ${formatPartialDate(facts.asOf)}`}
        </p>
      </div>
      {marks.length > 0 && <p className="summary-mark">{marks.join(' ')}</p>}
      <dl className="summary-facts">
        <Fact label="Antibodies">{antibodyWords(facts)}</Fact>
        {facts.pattern && (
          <Fact label="CT pattern">
            {facts.pattern.label}
            {facts.pattern.since && `, since ${formatPartialDate(facts.pattern.since)}`}
          </Fact>
        )}
        {facts.disease && (
          <Fact label="Disease">
            {facts.disease.text}, since {formatPartialDate(facts.disease.since)}
          </Fact>
        )}
        {facts.fvc && <Fact label="FVC">{trendWords(facts.fvc)}</Fact>}
        {facts.dlco && <Fact label="DLCO">{trendWords(facts.dlco)}</Fact>}
        {facts.ck && (
          <Fact label="CK">
            {facts.ck.text}, {formatPartialDate(facts.ck.date)}
          </Fact>
        )}
        {facts.oxygen && (
          <Fact label="Oxygen">
            {facts.oxygen.text}, {formatPartialDate(facts.oxygen.date)}
          </Fact>
        )}
        {person.map(({ label, text }) => (
          <Fact key={label} label={label}>
            {text}
          </Fact>
        ))}
      </dl>
      {summary.referringReason && <p className="summary-reason">{summary.referringReason}</p>}
    </header>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function antibodyWords({ antibodies }: CaseFacts): string {
  const positive = antibodies.positive.map(({ text }) => text).join(', ')
  return [positive, antibodies.synthetaseNote].filter(Boolean).join('; ') || 'not recorded'
}

/** `61 %, -6 in 9 months, Mar 2022`, values as entered. */
function trendWords({ last, change, months }: TrendFact): string {
  const sign = change === undefined ? '' : change > 0 ? '+' : change < 0 ? '−' : '±'
  const moved = change === undefined ? [] : [`${sign}${Math.abs(change)} in ${months} months`]
  return [`${last.value} % of predicted`, ...moved, formatPartialDate(last.date)].join(', ')
}

function marksOf({ illustrative, synthetic }: CaseSummary, isDemo: boolean): readonly string[] {
  return [
    ...(isDemo ? ['Demo registry.'] : []),
    ...(illustrative ? ['Values marked * are illustrative: they follow what a published report describes and were not measured.'] : []),
    ...(synthetic ? ['Synthetic case: this patient does not exist.'] : []),
  ]
}
