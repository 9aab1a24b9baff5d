import { useEffect, useMemo, useRef } from 'react'
import type { FocusEvent, KeyboardEvent, MouseEvent, SyntheticEvent } from 'react'
import type { RegistryForm } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { columnsOfTable, siteColumnsOf } from './record-cells.tsx'
import type { RecordRow } from './record-rows.ts'
import type { RecordTrust } from './record-trust.ts'
import { RecordTableRow } from './record-table-row.tsx'

interface RecordTableProps {
  readonly form: RegistryForm
  readonly rows: readonly RecordRow[]
  readonly caseRecord: CaseRecord
  readonly selected: string | undefined
  /** Grows when the keyboard should go to the selected row. */
  readonly focusRequest: number
  readonly onSelect: (id: string) => void
  readonly onEdit: (row: RecordRow) => void
  readonly trustOf: (record: AnyRecord) => RecordTrust
  readonly onFold: (treatmentId: string, folded: boolean) => void
}

/** Records in rows: arrow keys move, Enter edits, left and right fold dose steps away. */
export function RecordTable(props: RecordTableProps) {
  const { form, rows, caseRecord, selected, focusRequest, onSelect, onEdit, onFold, trustOf } = props
  const hasComments = rows.some(({ record }) => record.comment)
  const columns = useMemo(() => {
    const known = [...columnsOfTable(form), ...siteColumnsOf(rows)]
    return hasComments ? [...known, { name: 'comment', label: 'Comment', wide: true }] : known
  }, [form, rows, hasComments])
  const body = useRef<HTMLTableSectionElement>(null)
  const index = Math.max(
    0,
    rows.findIndex(({ record }) => record.id === selected),
  )
  const isTree = form.id === 'treatment'
  // Columns stay close together: what room is left stands after them, unless one of them can use it.
  const needsFiller = !columns.some(({ wide }) => wide)
  const hasTrust = rows.some(({ record }) => trustOf(record).check || trustOf(record).queries.length > 0)
  const hasMarks = rows.some(({ record }) => record.source !== 'recorded')

  const focusRow = (at: number) => (body.current?.rows[at] as HTMLElement | undefined)?.focus()
  const answered = useRef(0)
  useEffect(() => {
    const isOnItsWay = selected !== undefined && !rows.some(({ record }) => record.id === selected)
    if (focusRequest === answered.current || isOnItsWay) return
    answered.current = focusRequest
    focusRow(index)
  }, [focusRequest, index, rows, selected])

  const move = (to: number) => {
    const at = Math.min(rows.length - 1, Math.max(0, to))
    const row = rows[at]
    if (!row) return
    onSelect(row.record.id)
    focusRow(at)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[index]
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    const treatment = row.parent ?? row.record.id
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(index + 1),
      ArrowUp: () => move(index - 1),
      PageDown: () => move(index + 15),
      PageUp: () => move(index - 15),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      Enter: () => onEdit(row),
      ...(form.id === 'treatment' && {
        ArrowRight: () => onFold(treatment, false),
        ArrowLeft: () => {
          onFold(treatment, true)
          if (row.parent) move(rows.findIndex(({ record }) => record.id === treatment))
        },
      }),
    }
    const action = actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  }
  /** The row that an event happened in. */
  const rowOf = (event: SyntheticEvent): RecordRow | undefined => {
    const element = (event.target as HTMLElement).closest('tr')
    return element ? rows[[...(body.current?.rows ?? [])].indexOf(element)] : undefined
  }
  const onClick = (event: MouseEvent) => {
    const row = rowOf(event)
    if (!row) return
    onSelect(row.record.id)
    if ((event.target as HTMLElement).matches('.fold-mark')) onFold(row.record.id, row.expanded === true)
  }
  const onFocus = (event: FocusEvent) => {
    const row = rowOf(event)
    if (row && row.record.id !== selected) onSelect(row.record.id)
  }
  const onDoubleClick = (event: MouseEvent) => {
    const row = rowOf(event)
    if (row) onEdit(row)
  }
  return (
    <div className="record-table-scroll">
      <table
        role={isTree ? 'treegrid' : 'grid'}
        aria-label={form.plural}
        className="record-table"
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={onFocus}
        onDoubleClick={onDoubleClick}
      >
        <thead>
          <tr>
            {columns.map(({ name, label, numeric, wide }) => (
              <th
                key={name}
                scope="col"
                data-column={name}
                data-numeric={numeric || undefined}
                data-wide={wide || undefined}
              >
                {label}
              </th>
            ))}
            {hasTrust && <th scope="col">Checked</th>}
            {hasMarks && <th scope="col">Source</th>}
            {needsFiller && <td className="filler" aria-hidden />}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, at) => (
            <RecordTableRow
              key={row.record.id}
              isCurrent={at === index}
              {...{ row, columns, caseRecord, hasMarks, needsFiller }}
              trust={hasTrust ? trustOf(row.record) : undefined}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
