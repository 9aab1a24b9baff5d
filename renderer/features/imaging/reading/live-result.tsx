import { useWatch } from 'react-hook-form'
import { changeBetween, type Difference } from '#shared/domain/imaging/five-level-change.ts'
import { faultsOf, summaryOf } from '#shared/domain/imaging/five-levels.ts'
import { levelsOf } from '#shared/domain/imaging/reading-levels.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { NearFvc } from '#shared/domain/scores/fvc-near.ts'
import { columnsOf } from '#renderer/forms/draft.ts'
import { useRecordForm } from '#renderer/forms/record-form-context.ts'
import { ownReadingOf } from './reading-parts.ts'

interface LiveResultProps {
  readonly caseRecord: CaseRecord
  readonly fvc: NearFvc | undefined
}

/** What the five levels come to while they are typed, and what changed against one's own reading of the other study. */
export function LiveResult({ caseRecord, fvc }: LiveResultProps) {
  const { form, control, today } = useRecordForm()
  const draft = useWatch({ control })
  const { values } = columnsOf(form, draft as Parameters<typeof columnsOf>[1], today)
  const levels = levelsOf(values)
  const faults = faultsOf(levels)
  const summary = summaryOf(levels, fvc?.value)
  const other = caseRecord.records.imaging.find(({ id }) => id === values['compared_with'])
  const earlier = ownReadingOf(caseRecord, other?.id, String(values['reader'] ?? ''))
  const change = earlier && changeBetween(levelsOf(earlier), levels)
  return (
    <div className="ct-live" role="status">
      {faults.map((fault) => (
        <p key={fault} className="field-note field-problem">
          {fault}
        </p>
      ))}
      <p>
        <b>
          {summary.extentPercent === undefined
            ? 'Mean extent –'
            : `Mean extent ${formatNumber(summary.extentPercent)} %`}
        </b>
        {summary.groundGlassPercent !== undefined && `, ground glass ${formatNumber(summary.groundGlassPercent, 1)} %`}
        {summary.reticulationPercent !== undefined &&
          `, reticulation ${formatNumber(summary.reticulationPercent, 1)} %`}
        {summary.coarseness !== undefined && `, coarseness ${summary.coarseness} of 15`}
      </p>
      {faults.length === 0 && (
        <p>
          Goh: {summary.because}
          {summary.goh === 'indeterminate' && <FvcWords fvc={fvc} />}
        </p>
      )}
      {change && (
        <p>
          Against {other?.date === undefined ? 'the other study' : formatPartialDate(other.date)}, your reading:{' '}
          {changeWords(change.extent, 'extent')}
          {change.groundGlass && `, ${changeWords(change.groundGlass, 'ground glass')}`}
          {change.reticulation && `, ${changeWords(change.reticulation, 'reticulation')}`}
          {change.coarseness && `, ${changeWords(change.coarseness, 'coarseness', '')}`}.
        </p>
      )}
      {other && !earlier && <p className="soft">You have not read the study that this one is compared with.</p>}
    </div>
  )
}

/** Which FVC decides an indeterminate extent. */
function FvcWords({ fvc }: { readonly fvc: NearFvc | undefined }) {
  if (!fvc) return <> No FVC in percent of predicted lies within a year of this CT.</>
  return (
    <>
      {' '}
      Taken: FVC {formatNumber(fvc.value, 1)} % of {formatPartialDate(fvc.date)}, {fvc.reference}.
    </>
  )
}

/** `extent 20 → 35 % (+15)` */
function changeWords(difference: Difference | undefined, name: string, unit = ' %'): string {
  if (!difference) return `${name} not read in both`
  const { earlier, later, difference: by } = difference
  return `${name} ${formatNumber(earlier, 1)} → ${formatNumber(later, 1)}${unit} (${by > 0 ? '+' : ''}${formatNumber(by, 1)})`
}
