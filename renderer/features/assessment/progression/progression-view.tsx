import { useMemo } from 'react'
import { percentSeries } from '#shared/domain/lung-function/percent-series.ts'
import { dayNumber, firstDay } from '#shared/domain/partial-date.ts'
import { caseEvidence } from '#shared/domain/progression/case-evidence.ts'
import { daysOfEvidence, progressionCourse, progressionRules } from '#shared/domain/progression/progression-rules.ts'
import type { ViewProps } from '../view-props.ts'
import { AsOfBar } from './as-of-bar.tsx'
import { ChangesTable } from './changes-table.tsx'
import { RuleSection } from './rule-section.tsx'
import { SlopesTable } from './slopes-table.tsx'
import { TrajectoryLine } from './trajectory-line.tsx'
import { useAsOf } from './use-as-of.ts'
import { WhenMet } from './when-met.tsx'
import './progression.css'

/** Whether the lung disease progresses, by each published rule, looking back from any day. */
export function ProgressionView({ record, today, settings }: ViewProps) {
  const evidence = useMemo(() => caseEvidence(record, settings, today), [record, settings, today])
  const days = useMemo(() => daysOfEvidence(evidence), [evidence])
  const course = useMemo(() => progressionCourse(evidence), [evidence])
  const [asOf, setAsOf] = useAsOf(days.findLast((day) => day <= today) ?? today)
  const context = useMemo(() => ({ asOf, today, settings }), [asOf, today, settings])
  const findings = useMemo(
    () => progressionRules.map(({ id, evaluate }) => ({ id, finding: evaluate(evidence, asOf) })),
    [evidence, asOf],
  )
  if (days.length === 0)
    return (
      <p>
        Here it is told whether the disease progresses: from pulmonary function tests, what visits say of symptoms, and
        imaging compared with an earlier study. None of it is recorded yet.
      </p>
    )
  const measurements = evidence.measurements.filter(({ date }) => firstDay(date) <= dayNumber(asOf))
  const reference = (index: 'fvc' | 'dlco') => percentSeries(record, index, settings).reference
  return (
    <div className="progression">
      <AsOfBar asOf={asOf} onAsOf={setAsOf} days={days} today={today} />
      {findings.map(({ id, finding }) => (
        <RuleSection key={id} ruleId={id} finding={finding} record={record} context={context} />
      ))}
      <WhenMet course={course} asOf={asOf} onAsOf={setAsOf} />
      <section className="changes" aria-label="Changes between tests">
        <h3>Changes between tests</h3>
        <TrajectoryLine measurements={measurements} />
        <div className="changes-tables">
          <ChangesTable measurements={measurements} index="FVC" reference={reference('fvc')} />
          <ChangesTable measurements={measurements} index="DLCO" reference={reference('dlco')} />
          <SlopesTable measurements={measurements} asOf={asOf} />
        </div>
      </section>
    </div>
  )
}
