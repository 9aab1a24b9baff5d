/** Picking from long lists by typing, with the fields that forms have for it. */
import { useId } from 'react'
import type { Choice } from '#shared/dictionary/define-form.ts'
import { outcomes } from '#shared/domain/cohort/outcomes.ts'
import type { Variable } from '#shared/domain/cohort/variable-model.ts'
import { allVariables } from '#shared/domain/cohort/variables.ts'
import { ChoiceListField } from '#renderer/forms/fields/choice-list-field.tsx'
import { ChoicesField } from '#renderer/forms/fields/choices-field.tsx'

interface PickProps {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly placeholder?: string
  readonly hidesLabel?: boolean
  readonly className?: string
}

interface PickOneProps extends PickProps {
  /** Empty where nothing is chosen. */
  readonly value: string
  readonly onChange: (code: string) => void
}

export function PickOne({ label, choices, value, onChange, placeholder, hidesLabel, className }: PickOneProps) {
  const id = useId()
  return (
    <div className={className}>
      {!hidesLabel && (
        <label id={`${id}-label`} htmlFor={id} className="cohort-label">
          {label}
        </label>
      )}
      <ChoiceListField
        item={{ name: id, label, type: 'choice', choices }}
        id={id}
        labelId={`${id}-label`}
        describedBy={undefined}
        invalid={false}
        field={{ text: value }}
        onChange={({ text }) => onChange(text)}
        placeholder={placeholder}
      />
    </div>
  )
}

interface PickManyProps extends PickProps {
  readonly value: readonly string[]
  readonly onChange: (codes: readonly string[]) => void
}

export function PickMany({ label, choices, value, onChange, placeholder, hidesLabel, className }: PickManyProps) {
  const id = useId()
  return (
    <div className={className}>
      {!hidesLabel && (
        <label id={`${id}-label`} htmlFor={id} className="cohort-label">
          {label}
        </label>
      )}
      <ChoicesField
        item={{ name: id, label, type: 'choices', choices }}
        id={id}
        labelId={`${id}-label`}
        describedBy={undefined}
        invalid={false}
        field={{ text: '', codes: value }}
        onChange={({ codes = [] }) => onChange(codes)}
        placeholder={placeholder}
        compact
      />
    </div>
  )
}

const choiceOf = ({ id, label, group }: Variable): Choice => ({ code: id, label, group })

/** A site’s own choices are among them. */
export const variableChoices = (): readonly Choice[] => allVariables().map(choiceOf)

/** Those that put cases into groups. */
export const groupingChoices = (): readonly Choice[] =>
  allVariables()
    .filter(({ type }) => type === 'choice' || type === 'yes-no')
    .map(choiceOf)

/** Those that a model can take as a term. */
export const termChoices = (): readonly Choice[] =>
  allVariables()
    .filter(({ type }) => type === 'number' || type === 'choice' || type === 'yes-no')
    .map(choiceOf)

const outcomeGroup: Readonly<Record<string, string>> = {
  laboratory: 'Laboratory',
  pft: 'Lung function',
  visit: 'Visits',
  walk_test: 'Walk test',
}

/** What is followed over time; the named ones first. A site’s own measures are among them. */
export const outcomeChoices = (): readonly Choice[] =>
  outcomes().map(({ id, label, unit }) => {
    const [area = ''] = id.split('.')
    return {
      code: id,
      label: unit === undefined || label.includes(unit) ? label : `${label}, ${unit}`,
      group: id.includes('.') ? (outcomeGroup[area] ?? 'Others') : 'Most asked',
    }
  })
