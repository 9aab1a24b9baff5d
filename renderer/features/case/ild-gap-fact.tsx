import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { inputsOf, leastRealSource } from '#shared/domain/rules/rule-finding.ts'
import type { IsoDay } from '#shared/domain/partial-date.ts'
import { ildGapFinding } from '#shared/domain/scores/ild-gap-finding.ts'

interface IldGapFactProps {
  readonly record: CaseRecord
  /** The day that the facts hold for. */
  readonly asOf: IsoDay
  readonly settings: ClinicalSettings
}

/** ILD-GAP, leading to how it comes about; nothing where it can’t be calculated. */
export function IldGapFact({ record, asOf, settings }: IldGapFactProps) {
  const finding = useMemo(() => ildGapFinding(record, settings, asOf), [record, settings, asOf])
  if (!finding.score) return null
  const source = leastRealSource(inputsOf(finding))
  return (
    <div className="fact">
      <dt className="visually-hidden">ILD-GAP</dt>
      <dd>
        <Link
          to="/cases/$caseId/$tab"
          params={{ caseId: record.case.id, tab: 'assessment' }}
          search={() => ({ view: 'criteria' }) as never}
          title={finding.because}
        >
          ILD-GAP {finding.score.text}
        </Link>
        {source === 'illustrative' && <span className="unit"> illustrative</span>}
      </dd>
    </div>
  )
}
