import { useMemo } from 'react'
import { inputsOf } from '#shared/domain/rules/rule-finding.ts'
import { gohFinding } from '#shared/domain/scores/goh-finding.ts'
import { ildGapFinding } from '#shared/domain/scores/ild-gap-finding.ts'
import { SourceMark } from '../used-inputs.tsx'
import type { ViewProps } from '../view-props.ts'
import { Improvement } from './improvement.tsx'
import { MuscleTesting } from './muscle-testing.tsx'
import { Outcomes } from './outcomes.tsx'
import { ScoreParts } from './score-parts.tsx'
import { ScoreRow } from './score-row.tsx'

/** Scores of risk, extent and muscle, each with how it comes about. */
export function Scores({ record, today, settings }: ViewProps) {
  const gap = useMemo(() => ildGapFinding(record, settings, today), [record, settings, today])
  const goh = useMemo(() => gohFinding(record, settings, today), [record, settings, today])
  return (
    <section aria-labelledby="scores">
      <h2 id="scores">Scores</h2>
      <ScoreRow name="ILD-GAP" value={gap.score?.text ?? 'not calculable'} rule={gap.rule}>
        <p>
          {gap.because} <SourceMark inputs={inputsOf(gap)} />
        </p>
        <ScoreParts label="Parts of ILD-GAP" parts={gap.criteria} showsPoints />
      </ScoreRow>
      <ScoreRow name="Goh extent" value={goh.score?.text ?? 'not assessable'} rule={goh.rule}>
        <p>
          {goh.because} <SourceMark inputs={inputsOf(goh)} />
        </p>
        <p className="small soft">Made for systemic sclerosis; here an extrapolation.</p>
        {goh.score && <ScoreParts label="Parts of the extent" parts={goh.criteria} showsPoints={false} />}
      </ScoreRow>
      <MuscleTesting record={record} />
      <Improvement record={record} />
      <Outcomes record={record} />
    </section>
  )
}
