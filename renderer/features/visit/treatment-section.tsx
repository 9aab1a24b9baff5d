import { Input } from '@mantine/core'
import { useController, useFormState, useWatch } from 'react-hook-form'
import type { ChoiceItem } from '#shared/dictionary/define-form.ts'
import { drugOf, drugs } from '#shared/dictionary/lists/drugs.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { FieldDraft } from '#renderer/forms/draft.ts'
import { ChoiceListField } from '#renderer/forms/fields/choice-list-field.tsx'
import { useRecordForm } from '#renderer/forms/record-form-context.ts'
import {
  detailField,
  drugField,
  isStop,
  readDose,
  reasonField,
  reasonsFor,
  type TreatmentRow,
} from './treatment-rows.ts'

const blank: FieldDraft = { text: '' }

/** Reasons that are worth a word more. */
const detailed = new Set(['intolerance', 'infection', 'other'])

/** The drugs in force with their dose, what changes about it, and what is started. */
export function TreatmentSection({ rows }: { readonly rows: readonly TreatmentRow[] }) {
  const running = rows.filter(({ treatment }) => treatment)
  return (
    <div className="treatments">
      {running.length === 0 && <p className="field-note">No drug is in force on this day.</p>}
      {running.map((row) => (
        <RunningDrug key={row.key} row={row} />
      ))}
      {rows
        .filter(({ treatment }) => !treatment)
        .map((row) => (
          <StartedDrug key={row.key} row={row} />
        ))}
    </div>
  )
}

/** What a colleague says: `MMF`, `IVIg`. */
const nameOf = (code: string | undefined): string => {
  const drug = drugOf(code ?? '')
  return drug?.short ?? drug?.label ?? code ?? 'Drug'
}

function RunningDrug({ row }: { readonly row: TreatmentRow }) {
  const { treatment, dose, since } = row
  const name = nameOf(treatment?.drug)
  return (
    <div className="treatment-row">
      <p className="treatment-now">
        <b>{name}</b> {dose ?? 'dose not recorded'}
        <span className="unit">{since && `since ${formatPartialDate(since)}`}</span>
      </p>
      <Dose row={row} name={name} placeholder="New dose, or stop" />
      <AboutChange row={row} name={name} drug={treatment?.drug} />
    </div>
  )
}

function StartedDrug({ row }: { readonly row: TreatmentRow }) {
  const { control, idPrefix, onAnswer } = useRecordForm()
  const name = drugField(row.key)
  const { field, fieldState } = useController({ control, name })
  const chosen = (field.value as FieldDraft | undefined) ?? blank
  const id = `${idPrefix}-${name}`
  return (
    <div className="treatment-row">
      <div data-item={name}>
        <ChoiceListField
          item={{ name, label: 'Start a drug', type: 'choice', choices: drugs }}
          id={id}
          labelId={id}
          describedBy={`${id}-problem`}
          invalid={fieldState.invalid}
          field={chosen}
          placeholder="Start a drug"
          onChange={(next) => {
            field.onChange(next)
            onAnswer(name)
          }}
        />
        <p id={`${id}-problem`} className="field-note field-problem" hidden={!fieldState.error}>
          {fieldState.error?.message}
        </p>
      </div>
      {chosen.text && (
        <>
          <Dose row={row} name={nameOf(chosen.text)} placeholder="Dose" />
          <AboutChange row={row} name={nameOf(chosen.text)} drug={chosen.text} />
        </>
      )}
    </div>
  )
}

interface ChangeProps {
  readonly row: TreatmentRow
  readonly name: string
}

/** A dose in one line. */
function Dose({ row: { key, treatment }, name, placeholder }: ChangeProps & { readonly placeholder: string }) {
  const { control, idPrefix, onAnswer } = useRecordForm()
  const { field, fieldState } = useController({ control, name: key })
  const id = `${idPrefix}-${key}`
  return (
    <div data-item={key}>
      <Input
        id={id}
        aria-label={treatment ? `New dose of ${name}` : `Dose of ${name}`}
        placeholder={placeholder}
        value={((field.value as FieldDraft | undefined) ?? blank).text}
        onChange={(event) => {
          field.onChange({ text: event.currentTarget.value })
          onAnswer(key)
        }}
        error={fieldState.invalid}
        aria-describedby={`${id}-notes`}
        autoComplete="off"
        spellCheck={false}
      />
    </div>
  )
}

/** What was understood of a new dose, and why it is changed. */
function AboutChange({ row: { key }, name, drug }: ChangeProps & { readonly drug: string | undefined }) {
  const { control, idPrefix, doubts } = useRecordForm()
  const [typed, reason] = useWatch({ control, name: [key, reasonField(key)] }) as readonly (FieldDraft | undefined)[]
  const { errors } = useFormState({ control, name: key })
  const text = typed?.text ?? ''
  const read = readDose(text, drug)
  const problem = errors[key]?.message as string | undefined
  const doubt = doubts[key] ?? (read && 'problem' in read ? read.problem : undefined)
  if (text.trim() === '' && problem === undefined) return null
  return (
    <div className="treatment-more">
      <p
        id={`${idPrefix}-${key}-notes`}
        className="field-note treatment-notes"
        data-kind={problem ? 'problem' : doubt ? 'doubt' : undefined}
      >
        {problem ?? doubt ?? (read && 'echo' in read ? read.echo : undefined)}
      </p>
      {text.trim() !== '' && <Reason rowKey={key} name={name} stops={isStop(text)} />}
      {detailed.has(reason?.text ?? '') && <Detail rowKey={key} name={name} />}
    </div>
  )
}

function Reason({ rowKey, name, stops }: { readonly rowKey: string; readonly name: string; readonly stops: boolean }) {
  const { control, idPrefix, onAnswer } = useRecordForm()
  const fieldName = reasonField(rowKey)
  const { field, fieldState } = useController({ control, name: fieldName })
  const item: ChoiceItem = {
    name: fieldName,
    label: `Reason for ${stops ? 'stopping' : 'the dose of'} ${name}`,
    type: 'choice',
    choices: reasonsFor(stops ? 'stop' : '1'),
  }
  return (
    <div data-item={fieldName}>
      <ChoiceListField
        item={item}
        id={`${idPrefix}-${fieldName}`}
        labelId={`${idPrefix}-${rowKey}`}
        describedBy={undefined}
        invalid={fieldState.invalid}
        field={(field.value as FieldDraft | undefined) ?? blank}
        placeholder="Reason"
        onChange={(next) => {
          field.onChange(next)
          onAnswer(fieldName)
        }}
      />
    </div>
  )
}

function Detail({ rowKey, name }: { readonly rowKey: string; readonly name: string }) {
  const { control, idPrefix, onAnswer } = useRecordForm()
  const fieldName = detailField(rowKey)
  const { field } = useController({ control, name: fieldName })
  return (
    <div data-item={fieldName}>
      <Input
        id={`${idPrefix}-${fieldName}`}
        aria-label={`Detail of the reason, ${name}`}
        placeholder="Which, in a word or two"
        value={(field.value as FieldDraft | undefined)?.text ?? ''}
        onChange={(event) => {
          field.onChange({ text: event.currentTarget.value })
          onAnswer(fieldName)
        }}
        autoComplete="off"
      />
    </div>
  )
}
