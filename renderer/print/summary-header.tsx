import type { CaseFacts } from '#shared/domain/case-facts.ts'
import type { CaseSummary } from '#shared/domain/case-summary.ts'
import type { ReactNode } from 'react'
import { changeInWords } from '#shared/domain/documents/last-lung-function.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { PartialDate } from '#shared/domain/partial-date.ts'
import type { TrendFact } from '#shared/domain/trend.ts'

interface DocumentTitleProps {
  readonly summary: Pick<CaseSummary, 'facts' | 'illustrative' | 'synthetic'>
  /** `Case summary`. */
  readonly title: string
  /** Name of the registry. */
  readonly registry: string
  readonly isDemo: boolean
  readonly today: string
}

/** Whose it is, what it is, of when; and what has to be said about all of its values. */
export function DocumentTitle({ summary, title, registry, isDemo, today }: DocumentTitleProps) {
  const { facts } = summary
  const marks = marksOf(summary, isDemo)
  return (
    <>
      <div className="summary-title">
        <h1>{facts.code}</h1>
        <p className="paper-soft">
          {title}, {registry}, {formatPartialDate(today)}
          {facts.asOf !== today && `; follow-up ended ${formatPartialDate(facts.asOf)}`}
        </p>
      </div>
      {marks.length > 0 && <p className="summary-mark">{marks.join(' ')}</p>}
    </>
  )
}

interface SummaryHeaderProps extends DocumentTitleProps {
  readonly summary: CaseSummary
}

/** What one says aloud about the case in a meeting: who, what, since when; and where things stand. */
export function SummaryHeader(props: SummaryHeaderProps) {
  const { summary } = props
  return (
    <header className="summary-header">
      <DocumentTitle {...props} />
      <PersonAndFacts summary={summary} />
      {summary.referringReason && <p>Referred for: {summary.referringReason}</p>}
    </header>
  )
}

interface PersonAndFactsProps {
  readonly summary: CaseSummary
  /** Without lung function and treatment, where those stand below. */
  readonly isBrief?: boolean
}

export function PersonAndFacts({ summary: { facts, person }, isBrief = false }: PersonAndFactsProps) {
  return (
    <>
      <p className="summary-person">{person.map(({ label, text }) => `${label}: ${text}`).join(' · ')}</p>
      <dl className="summary-facts">
        <Fact label="Antibodies">{antibodyWords(facts)}</Fact>
        {facts.pattern && (
          <Fact label={withDate('CT pattern', facts.pattern.since, 'since ')}>{facts.pattern.label}</Fact>
        )}
        {facts.disease && <Fact label={withDate('Duration', facts.disease.since, 'since ')}>{facts.disease.text}</Fact>}
        {facts.oxygen && <Fact label={withDate('Oxygen', facts.oxygen.date)}>{facts.oxygen.text}</Fact>}
        {facts.fvc && !isBrief && <Fact label={withDate('FVC', facts.fvc.last.date)}>{trendWords(facts.fvc)}</Fact>}
        {facts.dlco && !isBrief && <Fact label={withDate('DLCO', facts.dlco.last.date)}>{trendWords(facts.dlco)}</Fact>}
        {facts.ck && <Fact label={withDate('CK', facts.ck.date)}>{facts.ck.text}</Fact>}
        {facts.prednisone && !isBrief && <Fact label="Prednisone-equivalent">{facts.prednisone.label}</Fact>}
      </dl>
    </>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
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

function withDate(text: string, date: PartialDate | undefined, before = ''): string {
  return date ? `${text}, ${before}${formatPartialDate(date)}` : text
}

/** `61 %, −6 in 9 months`. */
function trendWords(trend: TrendFact): string {
  return [`${formatNumber(trend.last.value, 0)} %`, changeInWords(trend)].filter(Boolean).join(', ')
}

function marksOf({ illustrative, synthetic }: DocumentTitleProps['summary'], isDemo: boolean): readonly string[] {
  return [
    ...(isDemo ? ['Demo registry.'] : []),
    ...(illustrative
      ? ['Values marked * are illustrative: they follow a published report and were not measured.']
      : []),
    ...(synthetic ? ['Synthetic case: this patient does not exist.'] : []),
  ]
}
