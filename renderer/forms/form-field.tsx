import { useState, type KeyboardEvent } from 'react'
import { useController, useWatch } from 'react-hook-form'
import type { Item } from '#shared/dictionary/define-form.ts'
import { missingReasons, type MissingReason } from '#shared/dictionary/record.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { ConvertOffer } from './convert-offer.tsx'
import { draftOf, isBlank, type FieldDraft } from './draft.ts'
import { describedText, describeItem } from './describe-record.ts'
import { FieldInput, isGroup } from './field-input.tsx'
import { dependsOn, refinedItem } from './follow-ups.ts'
import { previousAnswer } from './previous-answer.ts'
import { useRecordForm } from './record-form-context.ts'
import { WhyEmpty } from './why-empty.tsx'

interface FormFieldProps {
  readonly item: Item
  /** Another label, where the place says the rest. */
  readonly label?: string
}

/** One item of a form: label, input, why it is empty, and what there is to say about the answer. */
export function FormField({ item: asked, label = asked.label }: FormFieldProps) {
  const { form, control, idPrefix, doubts, onAnswer } = useRecordForm()
  const { field: controlled, fieldState } = useController({ control, name: asked.name })
  const dependency = useWatch({ control, name: dependsOn(form, asked) ?? asked.name })
  const [showsReasons, setShowsReasons] = useState(false)
  const field = controlled.value
  const item = refinedItem(form, asked, dependency?.text ?? '')
  const id = `${idPrefix}-${item.name}`
  const problem = fieldState.error?.message
  const reason = missingReasons.find(({ code }) => code === field.missing)
  const change = (next: FieldDraft) => {
    controlled.onChange(next)
    onAnswer(item.name)
  }
  const choose = (missing: MissingReason | undefined) => {
    const { missing: _, ...rest } = field
    change(missing ? { ...rest, missing } : rest)
    focusControl(id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F2' || !isBlank(field)) return
    event.preventDefault()
    setShowsReasons(true)
  }
  const group = isGroup(item)
  const words = (
    <>
      {label === asked.label ? (
        label
      ) : (
        <>
          <span aria-hidden>{label}</span>
          <span className="visually-hidden">{asked.label}</span>
        </>
      )}
      {item.required && <span className="field-required"> required</span>}
    </>
  )
  return (
    <div className="field" data-item={item.name} onKeyDown={onKeyDown}>
      <div className="field-label-row">
        {group ? (
          <span id={`${id}-label`} className="field-label">
            {words}
          </span>
        ) : (
          <label id={`${id}-label`} htmlFor={id} className="field-label">
            {words}
          </label>
        )}
        {isBlank(field) && (
          <WhyEmpty
            label={item.label}
            reason={field.missing}
            opened={showsReasons}
            onOpen={(opened) => {
              setShowsReasons(opened)
              if (!opened) focusControl(id)
            }}
            onChoose={choose}
          />
        )}
      </div>
      <FieldInput
        item={item}
        id={id}
        labelId={`${id}-label`}
        describedBy={`${id}-notes`}
        invalid={problem !== undefined}
        field={field}
        onChange={change}
        placeholder={reason?.label}
      />
      <div id={`${id}-notes`} className="field-notes">
        {problem !== undefined && <p className="field-note field-problem">{problem}</p>}
        {problem === undefined && doubts[item.name] && <p className="field-note field-doubt">{doubts[item.name]}</p>}
        {problem === undefined && item.type === 'date' && <DateEcho text={field.text} />}
        {item.type === 'quantity' && <ConvertOffer item={item} field={field} onChange={change} />}
        <SavedNow item={item} field={field} onUse={change} />
        <Previous item={item} />
        {item.help && <p className="field-note">{item.help}</p>}
      </div>
    </div>
  )
}

/** Puts the keyboard into a field: into its input, or the chosen (else first) of its choices. */
export function focusControl(id: string): void {
  // After the menu or dialog that is closing has let go of it.
  setTimeout(() => {
    const control = document.getElementById(id)
    const within = control?.querySelector<HTMLElement>('input:checked') ?? control?.querySelector<HTMLElement>('input')
    const target = within ?? control
    target?.focus()
    target?.scrollIntoView({ block: 'nearest' })
  })
}

/** What the answer was last time. */
function Previous({ item }: { readonly item: Item }) {
  const { form, control, caseRecord, recordId, today } = useRecordForm()
  const [dated, tested] = useWatch({ control, name: [form.dateItem ?? item.name, 'test'] })
  const read = parseClinicalDate(dated?.text ?? '', today)
  const date = 'problem' in read ? undefined : read.date
  const last = previousAnswer({ form, item, caseRecord, recordId, date, test: tested?.text })
  return last ? <p className="field-note">{last}</p> : null
}

/** The date that was understood, in words; says what is not known of a partial one. */
function DateEcho({ text }: { readonly text: string }) {
  const { today } = useRecordForm()
  if (text.trim() === '') return null
  const read = parseClinicalDate(text, today)
  if ('problem' in read) return <p className="field-note field-doubt">{read.problem}</p>
  const open = read.date.length === 4 ? ', month not known' : read.date.length === 7 ? ', day not known' : ''
  return (
    <p className="field-note">
      {read.echo}
      {open}
    </p>
  )
}

/** Where somebody else saved something different meanwhile: what that is, and a way to take it over. */
function SavedNow({ item, field, onUse }: { item: Item; field: FieldDraft; onUse: (field: FieldDraft) => void }) {
  const { form, savedNow } = useRecordForm()
  if (!savedNow) return null
  const saved = draftOf(form, savedNow)[item.name]
  if (!saved || JSON.stringify(saved) === JSON.stringify({ ...field, text: field.text.trim() })) return null
  const described = describeItem(form, item, savedNow)
  return (
    <p className="field-note field-doubt">
      Saved now: {described ? describedText(described) : 'empty'}.{' '}
      <button type="button" className="text-button" onClick={() => onUse(saved)}>
        Use this
      </button>
    </p>
  )
}
