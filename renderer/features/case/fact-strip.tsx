import { useMemo, type ReactNode } from 'react'
import { DueMark } from '#renderer/tables/due-mark.tsx'
import { caseFactsOf, type CaseFacts } from '#shared/domain/case-facts.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { dueShort, stateShort, stateWords } from '#shared/domain/monitoring/due-words.ts'
import { drugName } from '#shared/domain/drug-lanes.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { TrendFact } from '#shared/domain/trend.ts'
import { noticeableChange } from '#shared/domain/noticeable-change.ts'
import { IldGapFact } from './ild-gap-fact.tsx'
import { useDue } from './use-due.ts'

interface FactStripProps {
  readonly record: CaseRecord
  /** Full ISO date. */
  readonly today: string
  readonly settings: ClinicalSettings
}

/** Two lines: who the case is, and where things stand. What is not recorded is said so. */
export function FactStrip({ record, today, settings }: FactStripProps) {
  const facts = useMemo(() => caseFactsOf(record, today, settings), [record, today, settings])
  return (
    <header className="fact-strip">
      <dl>
        <div className="fact fact-code">
          <dt className="visually-hidden">Case</dt>
          <dd>
            <h1 title={facts.code}>{facts.code}</h1>
            {facts.source && (
              <abbr className="fact-source" title={`Some values are ${facts.source}`}>
                {facts.source === 'illustrative' ? 'illus.' : 'syn.'}
              </abbr>
            )}
          </dd>
        </div>
        <Fact label="Sex and age" hidesLabel>
          {sexAndAge(facts)}
        </Fact>
        <Fact label="Antibodies" hidesLabel>
          <Antibodies facts={facts} />
        </Fact>
        <Fact label="CT pattern" hidesLabel>
          {facts.pattern && (
            <>
              {facts.pattern.label}
              {facts.pattern.since && <span className="unit"> since {formatPartialDate(facts.pattern.since)}</span>}
            </>
          )}
        </Fact>
        <Fact label="Disease for" hidesLabel={!!facts.disease}>
          {facts.disease && (
            <>
              {facts.disease.text}
              <span className="unit"> since diagnosis</span>
            </>
          )}
        </Fact>
        <IldGapFact record={record} asOf={facts.asOf} settings={settings} />
        {facts.status && facts.status.code !== 'active' && (
          <Fact label="Status" hidesLabel>
            <b>{facts.status.label}</b>
            {facts.status.since && <span className="unit"> {formatPartialDate(facts.status.since)}</span>}
          </Fact>
        )}
        <Due record={record} today={today} />
      </dl>
      <dl>
        <Fact label="FVC">{facts.fvc && <Trend trend={facts.fvc} />}</Fact>
        <Fact label="DLCO">{facts.dlco && <Trend trend={facts.dlco} />}</Fact>
        <Fact label="CK">
          {facts.ck && (
            <>
              {facts.ck.text}
              <When date={facts.ck.date} />
            </>
          )}
        </Fact>
        <Fact label="Prednisone">{facts.prednisone?.label}</Fact>
        <Fact label="IVIg">
          {facts.ivig && (
            <>
              #{facts.ivig.count}
              <span className="unit"> last</span>
              <When date={facts.ivig.last} />
            </>
          )}
        </Fact>
        {facts.drugs.length > 0 && (
          <Fact label="Also on">
            {facts.drugs
              .filter((drug) => drug !== 'ivig')
              .map(drugName)
              .join(', ')}
          </Fact>
        )}
      </dl>
    </header>
  )
}

/** What is overdue or will be first; nothing where nothing is watched. */
function Due({ record, today }: Omit<FactStripProps, 'settings'>) {
  const [first, ...others] = useDue(record, today)?.items ?? []
  if (!first) return null
  const overdue = others.filter(({ state }) => state === 'overdue').length
  return (
    <div className="fact fact-due">
      <dt>Due</dt>
      <dd>
        <DueMark
          state={first.state}
          title={`${dueShort(first)} ${stateWords(first)}${overdue > 0 ? `; ${overdue} more overdue` : ''}`}
        >
          {dueShort(first)} {stateShort(first)}
        </DueMark>
        {overdue > 0 && <span className="unit"> +{overdue}</span>}
      </dd>
    </div>
  )
}

interface FactProps {
  readonly label: string
  /** The value speaks for itself to who sees it. */
  readonly hidesLabel?: boolean
  readonly children: ReactNode
}

function Fact({ label, hidesLabel, children }: FactProps) {
  const isEmpty = children == null || children === false || children === ''
  if (label === 'Also on' && isEmpty) return null
  return (
    <div className="fact">
      <dt className={hidesLabel && !isEmpty ? 'visually-hidden' : undefined}>{label}</dt>
      <dd>{isEmpty ? <span className="fact-none">not recorded</span> : children}</dd>
    </div>
  )
}

function sexAndAge({ sex, age }: CaseFacts): ReactNode {
  if (!sex && !age) return undefined
  const when = age?.at === 'death' ? ' at death' : age?.at === 'last-news' ? ' at last news' : ''
  return (
    <>
      {sex?.label ?? <span className="fact-none">sex not recorded</span>},{' '}
      {age ? `${age.text}${when}` : <span className="fact-none">age not recorded</span>}
    </>
  )
}

function Antibodies({ facts: { antibodies } }: { readonly facts: CaseFacts }) {
  const { positive, synthetaseNote } = antibodies
  return (
    <>
      {positive.map(({ text }) => text).join(', ')}
      {synthetaseNote && (
        <span className="unit">
          {positive.length > 0 && ' · '}
          {synthetaseNote}
        </span>
      )}
    </>
  )
}

/** The last value, when it was measured, and how it moved; the direction is said by sign, shape and colour. */
function Trend({ trend: { last, change, months, basis, reference } }: { readonly trend: TrendFact }) {
  const sign = Math.sign(change ?? 0)
  const isNoticeable = Math.abs(change ?? 0) >= noticeableChange
  return (
    <>
      {formatNumber(last.value, 0)}
      <span className="unit" title={`Percent of predicted, ${reference}`}>
        {' '}
        %{basis === 'reported' && ' as reported'}
      </span>
      <When date={last.date} />
      {change !== undefined && months !== undefined && (
        <span className="fact-change" data-direction={isNoticeable ? (sign < 0 ? 'worse' : 'better') : undefined}>
          {' '}
          <span aria-hidden>{sign < 0 ? '▼' : sign > 0 ? '▲' : '='}</span> {change > 0 && '+'}
          {formatNumber(change, 0)}
          <span className="unit"> in {months} mo</span>
        </span>
      )}
    </>
  )
}

/** The month will do beside a value; the day is in the record. */
function When({ date }: { readonly date: string }) {
  return <span className="unit"> {formatPartialDate(date.slice(0, 7))}</span>
}
