import { memo } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { RecordCell, SourceMark, type RecordColumn } from './record-cells.tsx'
import type { RecordRow } from './record-rows.ts'
import type { RecordTrust } from './record-trust.ts'
import { TrustMark } from './trust-mark.tsx'

interface RecordTableRowProps {
  readonly row: RecordRow
  readonly columns: readonly RecordColumn[]
  readonly caseRecord: CaseRecord
  readonly isCurrent: boolean
  /** Missing where no record of the list has any. */
  readonly trust: RecordTrust | undefined
  readonly hasMarks: boolean
  readonly needsFiller: boolean
}

/** One record as a row; drawn again only when it, or being the current one, changes. */
export const RecordTableRow = memo(function RecordTableRow(props: RecordTableRowProps) {
  const { row, columns, caseRecord, isCurrent, trust, hasMarks, needsFiller } = props
  const isTreatment = row.form.id === 'treatment'
  return (
    <tr
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={isCurrent}
      aria-level={isTreatment ? 1 : row.parent ? 2 : undefined}
      aria-expanded={row.steps ? row.expanded : undefined}
      data-step={row.parent ? true : undefined}
    >
      {columns.map(({ name, numeric, wide }) => (
        <td key={name} data-column={name} data-numeric={numeric || undefined} data-wide={wide || undefined}>
          {isTreatment && name === 'drug' && (
            <span className="fold-mark" aria-hidden>
              {row.steps ? (row.expanded ? '▾' : '▸') : ''}
            </span>
          )}
          <RecordCell row={row} column={name} caseRecord={caseRecord} />
        </td>
      ))}
      {trust && (
        <td>
          <TrustMark trust={trust} />
        </td>
      )}
      {hasMarks && (
        <td>
          <SourceMark record={row.record} />
        </td>
      )}
      {needsFiller && <td className="filler" aria-hidden />}
    </tr>
  )
})
