import { useMemo, useState, type KeyboardEvent } from 'react'
import { itemOf } from '#shared/dictionary/forms.ts'
import type { ChoiceItem } from '#shared/dictionary/define-form.ts'
import { allLaboratoryTests } from '#shared/dictionary/lists/laboratory-tests.ts'
import { ChoiceListField } from '#renderer/forms/fields/choice-list-field.tsx'
import { FormField } from '#renderer/forms/form-field.tsx'
import { LaboratoryRowFields } from './laboratory-row-fields.tsx'
import { laboratoryField, sampleDateField, type LaboratoryRow } from './laboratory-rows.ts'
import { pageId } from './visit-page-context.ts'

interface LaboratorySectionProps {
  readonly rows: readonly LaboratoryRow[]
  /** Lists one more test and puts the keyboard into it. */
  readonly onAdd: (code: string) => void
}

const sampleDate = itemOf('laboratory', sampleDateField)!
const laboratory = itemOf('laboratory', laboratoryField)!

/** Results of the day: one row a test, with its last value and the range that it is held against. */
export function LaboratorySection({ rows, onAdd }: LaboratorySectionProps) {
  /** Arrow keys go up and down the values, and into the range of a value and back. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const input = event.target
    if (!(input instanceof HTMLInputElement) || event.altKey || event.ctrlKey || event.metaKey) return
    const cell = input.dataset['cell']
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (cell && step !== 0) {
      const column = [...event.currentTarget.querySelectorAll<HTMLInputElement>(`input[data-cell=${cell}]`)]
      return goTo(event, column[column.indexOf(input) + step])
    }
    const row = input.closest('.laboratory-row')
    const atEnd = input.selectionStart === input.value.length
    const atStart = input.selectionEnd === 0
    if (cell === 'value' && event.key === 'ArrowRight' && atEnd)
      goTo(event, row?.querySelector('input[data-cell=range]'))
    if (cell === 'range' && event.key === 'ArrowLeft' && atStart)
      goTo(event, row?.querySelector('input[data-cell=value]'))
  }
  return (
    <div className="laboratory" onKeyDown={onKeyDown}>
      <div className="laboratory-row laboratory-head" aria-hidden>
        <span>Test</span>
        <span>Value</span>
        <span>Unit</span>
        <span>Last</span>
        <span>Range</span>
      </div>
      {rows.map((row) => (
        <LaboratoryRowFields key={row.key} row={row} />
      ))}
      <AddTest rows={rows} onAdd={onAdd} />
      <div className="visit-rows">
        <div className="visit-row">
          <FormField item={sampleDate} />
        </div>
        <div className="visit-row">
          <FormField item={laboratory} />
        </div>
      </div>
    </div>
  )
}

function goTo(event: KeyboardEvent, input: HTMLInputElement | null | undefined): void {
  if (!input) return
  event.preventDefault()
  input.focus()
  input.select()
}

/** Any other test of the catalog, by its name. */
function AddTest({ rows, onAdd }: LaboratorySectionProps) {
  const [field, setField] = useState({ text: '' })
  const item: ChoiceItem = useMemo(() => {
    const listed = new Set(rows.map(({ test }) => test.code))
    const choices = allLaboratoryTests().filter(({ code, retired }) => !listed.has(code) && !retired)
    return { name: 'add', label: 'Add a test', type: 'choice', choices }
  }, [rows])
  const id = `${pageId}-laboratory-add`
  return (
    <div className="laboratory-add" data-item="add">
      <label htmlFor={id} id={`${id}-label`} className="field-label">
        Add a test
      </label>
      <ChoiceListField
        item={item}
        id={id}
        labelId={`${id}-label`}
        describedBy={undefined}
        invalid={false}
        field={field}
        placeholder="Type its name"
        onChange={({ text }) => {
          setField({ text: '' })
          if (text) onAdd(text)
        }}
      />
    </div>
  )
}
