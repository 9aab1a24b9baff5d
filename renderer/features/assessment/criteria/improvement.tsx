import { NativeSelect } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { inputsOf, type RuleFinding } from '#shared/domain/rules/rule-finding.ts'
import { tisBetweenVisits, tisRule, visitsWithCoreSet } from '#shared/domain/scores/tis-between-visits.ts'
import { tisNote } from '#shared/domain/scores/total-improvement-score.ts'
import { RecordLink } from '#renderer/app/record-link.tsx'
import { SourceMark } from '../used-inputs.tsx'
import { ScoreRow } from './score-row.tsx'

type Visits = ReturnType<typeof visitsWithCoreSet>

/** The Total Improvement Score between any two visits. */
export function Improvement({ record }: { readonly record: CaseRecord }) {
  const visits = useMemo(() => visitsWithCoreSet(record), [record])
  const [fromId, setFromId] = useState<string>()
  const [toId, setToId] = useState<string>()
  const from = visits.find(({ id }) => id === fromId) ?? visits[0]
  const to = visits.find(({ id }) => id === toId) ?? visits.at(-1)
  const finding = useMemo(
    () => (from && to && from !== to ? tisBetweenVisits(record, from, to) : undefined),
    [record, from, to],
  )
  const warning = <p className="tis-note">{capital(tisNote)}.</p>
  if (!from || !to || visits.length < 2)
    return (
      <ScoreRow name="Total Improvement Score" rule={tisRule}>
        <p className="soft">
          It compares two visits with measures of myositis activity. {visits.length === 0 ? 'None is' : 'Only one is'}{' '}
          recorded.
        </p>
        {warning}
      </ScoreRow>
    )
  return (
    <ScoreRow
      name="Total Improvement Score"
      value={
        finding
          ? finding.score
            ? `${formatNumber(finding.score.value, 1)} ${finding.score.text}`
            : 'not complete'
          : '–'
      }
      rule={tisRule}
    >
      {warning}
      <div className="tis-visits">
        <VisitChoice label="From" visits={visits} chosen={from.id} onChoose={setFromId} />
        <VisitChoice label="To" visits={visits} chosen={to.id} onChoose={setToId} />
      </div>
      {finding ? <Measures finding={finding} /> : <p className="soft">Choose two different visits.</p>}
    </ScoreRow>
  )
}

interface VisitChoiceProps {
  readonly label: string
  readonly visits: Visits
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

function VisitChoice({ label, visits, chosen, onChoose }: VisitChoiceProps) {
  return (
    <NativeSelect
      label={label}
      value={chosen}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={visits.map(({ id, date }) => ({ value: id, label: formatPartialDate(date) }))}
    />
  )
}

function Measures({ finding }: { readonly finding: RuleFinding }) {
  return (
    <>
      <p aria-live="polite">
        {finding.because} <SourceMark inputs={inputsOf(finding)} />
      </p>
      <table className="assessment-table" aria-label="Measures of the Total Improvement Score">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">Values</th>
            <th scope="col">Change</th>
            <th scope="col" className="number">
              Points
            </th>
          </tr>
        </thead>
        <tbody>
          {finding.criteria.map(({ id, name, because, inputs, points }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>
                {inputs.map((input, index) => (
                  <span key={input.recordId}>
                    {index > 0 && ' → '}
                    <RecordLink form={input.form} recordId={input.recordId}>
                      {input.text}
                    </RecordLink>
                  </span>
                ))}
              </td>
              <td className={points === undefined ? 'soft' : undefined}>{because}</td>
              <td className="number">{points === undefined ? '' : formatNumber(points, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
