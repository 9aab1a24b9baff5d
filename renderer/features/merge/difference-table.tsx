import type { Form, Item } from '#shared/dictionary/define-form.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { describedText, describeItem, missingText } from '#renderer/forms/describe-record.ts'
import { differences, type Choices, type Pair, type Side } from './choices.ts'

interface Part {
  readonly form: Form
  readonly pair: Pair
  readonly choices: Choices
  readonly onChoose: (item: string, side: Side) => void
}

interface DifferenceTableProps {
  readonly codes: Readonly<Record<Side, string>>
  readonly parts: readonly Part[]
}

const sides = ['kept', 'other'] as const

/** One line for each answer in which two cases differ, and which of the two stays. Arrow keys choose. */
export function DifferenceTable({ codes, parts }: DifferenceTableProps) {
  const lines = parts.flatMap((part) => differences(part.form, part.pair).map((item) => ({ ...part, item })))
  if (lines.length === 0) return <p className="soft">Baseline and identity say the same in both.</p>
  return (
    <table className="merge-differences">
      <thead>
        <tr>
          <th scope="col">Item</th>
          {sides.map((side) => (
            <th key={side} scope="col">
              {codes[side]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ form, pair, item, choices, onChoose }) => (
          <tr key={`${form.id} ${item.name}`}>
            <th scope="row">{item.label}</th>
            {sides.map((side) => (
              <td key={side} data-chosen={choices[item.name] === side || undefined}>
                <label>
                  <input
                    type="radio"
                    name={`${form.id} ${item.name}`}
                    aria-label={`${item.label} of ${codes[side]}`}
                    checked={choices[item.name] === side}
                    onChange={() => onChoose(item.name, side)}
                  />
                  <Answer form={form} item={item} record={pair[side]} />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Answer({
  form,
  item,
  record,
}: {
  readonly form: Form
  readonly item: Item
  readonly record: AnyRecord | undefined
}) {
  const described = record && describeItem(form, item, record)
  if (described) return <span>{describedText(described)}</span>
  return <span className="missing-reason">{(record && missingText(item, record)) ?? 'Not recorded'}</span>
}
