import { formOf } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { DoubleRecord } from '#shared/domain/duplicates/double-records.ts'
import { titleOf } from '#renderer/forms/describe-record.ts'

interface DoubleTableProps {
  readonly doubles: readonly DoubleRecord[]
  /** The case that is merged. */
  readonly record: CaseRecord
  /** Ids of those that are left out. */
  readonly left: ReadonlySet<string>
  readonly onToggle: (id: string, isLeft: boolean) => void
}

/** Records that both cases hold: each can be left out or kept twice. */
export function DoubleTable({ doubles, record, left, onToggle }: DoubleTableProps) {
  const lists = record.records as unknown as Readonly<Record<string, readonly AnyRecord[]>>
  return (
    <ul className="merge-doubles">
      {doubles.map(({ form: id, id: recordId }) => {
        const form = formOf(id)
        const double = lists[id]?.find((each) => each.id === recordId)
        return (
          <li key={recordId}>
            <label>
              <input
                type="checkbox"
                checked={left.has(recordId)}
                onChange={(event) => onToggle(recordId, event.currentTarget.checked)}
              />
              <span className="soft">{form.label}</span>
              <span>{double && titleOf(form, double)}</span>
            </label>
          </li>
        )
      })}
    </ul>
  )
}
