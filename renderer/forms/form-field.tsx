import { useRef, useState, type KeyboardEvent } from 'react'
import { useController, useWatch } from 'react-hook-form'
import { rememberedValue } from '#shared/dictionary/confirmations.ts'
import type { Item } from '#shared/dictionary/define-form.ts'
import { missingReasons, type MissingReason } from '#shared/dictionary/record.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import type { ParsedQuantity } from '#shared/domain/parse-quantity.ts'
import { ConvertOffer } from './convert-offer.tsx'
import { DoseEcho } from './dose-echo.tsx'
import { isDoseLine } from './dose-line.ts'
import { columnsOf, draftOf, isBlank, type FieldDraft } from './draft.ts'
import { describedText, describeItem } from './describe-record.ts'
import { FieldInput, isGroup } from './field-input.tsx'
import { dependsOn, refinedItem } from './follow-ups.ts'
import { partnerOf } from './layout.ts'
import { LungEcho } from './lung-echo.tsx'
import { useRecordForm } from './record-form-context.ts'
import { FieldQueries } from './queries/field-queries.tsx'
import type { PreviousAnswer } from './previous-answer.ts'
import { PreviousNote } from './previous-note.tsx'
import { useFill } from './use-fill.ts'
import { useTypedField } from './use-typed-field.ts'
import { WhyEmpty } from './why-empty.tsx'

interface FormFieldProps {
  readonly item: Item
  /** Another label, where the place says the rest. */
  readonly label?: string
}

/** One item of a form: label, input, why it is empty, and what there is to say about the answer. */
export function FormField({ item: asked, label = asked.label }: FormFieldProps) {
  const { form, control, idPrefix, doubts, compact, onAnswer, onAsk, withoutReasons } = useRecordForm()
  const { field: controlled, fieldState } = useController({ control, name: asked.name })
  const dependency = useWatch({ control, name: dependsOn(form, asked) ?? asked.name })
  const [showsReasons, setShowsReasons] = useState(false)
  const field = controlled.value
  const item = refinedItem(form, asked, dependency?.text ?? '')
  const id = `${idPrefix}-${item.name}`
  const problem = fieldState.error?.message
  const reason = missingReasons.find(({ code }) => code === field.missing)
  const asksWhy = isBlank(field) && !isDoseLine(item) && !withoutReasons
  const previous = useRef<PreviousAnswer>(undefined)
  const fill = useFill()
  const { number, change, leave, isLeft } = useTypedField(item, field, (next) => {
    controlled.onChange(next)
    onAnswer(item.name)
  })
  const choose = (missing: MissingReason | undefined) => {
    const { missing: _, ...rest } = field
    change(missing ? { ...rest, missing } : rest)
    focusControl(id)
  }
  const repeat = ({ fields: { [item.name]: own, ...along } }: PreviousAnswer) => {
    fill(along)
    if (own) change(own)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // By its place on the keyboard: with Alt, some keyboards write another letter.
    if (onAsk && event.altKey && event.code === 'KeyQ') {
      event.preventDefault()
      // Nothing is stored of the line that a dose is typed into.
      onAsk(isDoseLine(asked) ? { ...asked, name: 'dose', label: 'Dose' } : asked)
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (event.key === 'F2' && asksWhy) setShowsReasons(true)
    else if (event.key === 'F4' && previous.current) repeat(previous.current)
    else if (event.key !== 'F4') return
    // A list of units would open on F4.
    event.preventDefault()
  }
  const group = isGroup(item, compact)
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
    <div
      className="field"
      data-item={item.name}
      onKeyDown={onKeyDown}
      onBlur={({ target }) => target.id === id && leave()}
    >
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
        {asksWhy && (
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
        {/* What was typed into a list and is no answer is said with the way to drop it. */}
        {problem !== undefined && field.unmatched === undefined && (
          <p className="field-note field-problem">{problem}</p>
        )}
        {problem === undefined && doubts[item.name] && <p className="field-note field-doubt">{doubts[item.name]}</p>}
        {problem === undefined && !doubts[item.name] && <Answered item={item} field={field} />}
        <FieldQueries item={asked} />
        {problem === undefined && item.type === 'date' && <DateEcho text={field.text} />}
        {problem === undefined && isDoseLine(item) && <DoseEcho text={field.text} left={isLeft} />}
        {problem === undefined && number && <NumberEcho read={number} left={isLeft} />}
        {problem === undefined && item.type === 'quantity' && <LungEcho item={item.name} />}
        {item.type === 'quantity' && <ConvertOffer item={item} field={field} onChange={change} />}
        <SavedNow item={item} field={field} onUse={change} />
        <PreviousNote item={item} found={previous} />
        {item.help && <p className="field-note field-help">{item.help}</p>}
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

/** What was understood of a number with its unit; once the field is left, also what of it was not. */
function NumberEcho({ read, left }: { readonly read: ParsedQuantity; readonly left: boolean }) {
  if ('problem' in read) return left ? <p className="field-note field-doubt">{read.problem}</p> : null
  return read.withUnit ? <p className="field-note">{read.echo}</p> : null
}

/** Why an unlikely value is right, as somebody said, while it is the value that they said it of. */
function Answered({ item, field }: { readonly item: Item; readonly field: FieldDraft }) {
  const { form, control, confirmed, today } = useRecordForm()
  const answer = confirmed[item.name]
  const beside = useWatch({ control, name: partnerOf(form, item)?.name ?? item.name })
  if (!answer) return null
  const partner = partnerOf(form, item)
  const draft = { [item.name]: field, ...(partner && beside && { [partner.name]: beside }) }
  const { values } = columnsOf({ ...form, items: partner ? [item, partner] : [item] }, draft, today)
  if (rememberedValue(values, item.name) !== answer.value) return null
  return <p className="field-note">Confirmed: {midSentence(answer.reason)}</p>
}

/** The date that was understood, in words. */
function DateEcho({ text }: { readonly text: string }) {
  const { today } = useRecordForm()
  if (text.trim() === '') return null
  const read = parseClinicalDate(text, today)
  if ('problem' in read) return <p className="field-note field-doubt">{read.problem}</p>
  return <p className="field-note">{read.echo}</p>
}

/** Where somebody else saved something different meanwhile: what that is, and a way to take it over. */
function SavedNow({ item, field, onUse }: { item: Item; field: FieldDraft; onUse: (field: FieldDraft) => void }) {
  const { form, savedNow } = useRecordForm()
  if (!savedNow || isDoseLine(item)) return null
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
