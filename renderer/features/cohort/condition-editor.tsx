import { NativeSelect } from '@mantine/core'
import type { Choice } from '#shared/dictionary/define-form.ts'
import type { Condition, FactCondition, RecordCondition } from '#shared/domain/cohort/conditions/condition.ts'
import { variableOf } from '#shared/domain/cohort/variables.ts'
import { ComparisonFields } from './comparison-fields.tsx'
import { askedForms, comparedFact, startOf } from './compared.ts'
import { PickOne, variableChoices } from './pickers.tsx'
import { RecordFields } from './record-fields.tsx'

export const emptyCondition: FactCondition = { fact: '', op: 'is' }

const recordsOf = (form: string) => `records:${form}`
/** Variables, and below them the forms whose records can be asked for. */
const subjectChoices = (): readonly Choice[] => [
  ...variableChoices(),
  ...askedForms.map(({ id, plural, repeats }) => ({
    code: recordsOf(id),
    label: repeats ? `Records: ${plural}` : `Record: ${plural}`,
    group: 'Records',
  })),
]

interface ConditionEditorProps {
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
  /** Missing where it is all there is. */
  readonly onRemove?: (() => void) | undefined
  /** For the names of its fields: `step 2`. */
  readonly name: string
}

/** A condition, which may hold others. */
export function ConditionEditor({ condition, onChange, onRemove, name }: ConditionEditorProps) {
  if ('not' in condition)
    return (
      <div className="cohort-not">
        <button type="button" className="quiet-button" aria-pressed onClick={() => onChange(condition.not)}>
          Not
        </button>
        <ConditionEditor
          condition={condition.not}
          name={name}
          onRemove={onRemove}
          onChange={(not) => onChange({ not })}
        />
      </div>
    )
  if ('all' in condition || 'any' in condition)
    return <GroupEditor condition={condition} onChange={onChange} onRemove={onRemove} name={name} />
  return <LeafEditor condition={condition} onChange={onChange} onRemove={onRemove} name={name} />
}

type Group = Extract<Condition, { readonly all: unknown } | { readonly any: unknown }>

function GroupEditor({ condition, onChange, name }: ConditionEditorProps & { readonly condition: Group }) {
  const isAll = 'all' in condition
  const parts = 'all' in condition ? condition.all : condition.any
  const withParts = (next: readonly Condition[], all = isAll): Condition => (all ? { all: next } : { any: next })
  // What is left of a group of one is that one.
  const put = (next: readonly Condition[]) => onChange(next.length === 1 ? next[0]! : withParts(next))
  return (
    <div className="cohort-group" role="group" aria-label={`${isAll ? 'All' : 'Any'} of, ${name}`}>
      <div className="cohort-group-head">
        <NativeSelect
          aria-label={`How the conditions of ${name} go together`}
          value={isAll ? 'all' : 'any'}
          data={[
            { value: 'all', label: 'All of' },
            { value: 'any', label: 'Any of' },
          ]}
          onChange={({ currentTarget: { value } }) => onChange(withParts(parts, value === 'all'))}
        />
        <button type="button" className="quiet-button" onClick={() => onChange({ not: condition })}>
          Not
        </button>
      </div>
      {parts.map((part, index) => (
        <ConditionEditor
          // The order is all that conditions are told apart by.
          key={index}
          condition={part}
          name={`${name}, part ${index + 1}`}
          onChange={(next) => put(parts.map((each, at) => (at === index ? next : each)))}
          onRemove={() => put(parts.filter((_, at) => at !== index))}
        />
      ))}
      <button type="button" className="quiet-button" onClick={() => onChange(withParts([...parts, emptyCondition]))}>
        Add to {isAll ? 'all' : 'any'} of
      </button>
    </div>
  )
}

type Leaf = FactCondition | RecordCondition

function LeafEditor({ condition, onChange, onRemove, name }: ConditionEditorProps & { readonly condition: Leaf }) {
  const isFact = 'fact' in condition
  const compared = isFact ? comparedFact(condition.fact) : undefined
  const choose = (code: string) => {
    if (code.startsWith('records:')) return onChange({ record: code.slice('records:'.length), where: [] })
    const next = comparedFact(code)
    onChange(next ? { fact: code, ...startOf(next) } : emptyCondition)
  }
  const isChosen = !isFact || condition.fact !== ''
  return (
    <div className="cohort-leaf">
      <div className="cohort-leaf-line">
        <PickOne
          className="cohort-subject"
          label={`What ${name} asks for`}
          hidesLabel
          choices={subjectChoices()}
          placeholder="Type: antibody, FVC, infusions…"
          value={isFact ? condition.fact : recordsOf(condition.record)}
          onChange={choose}
        />
        {isFact && compared && (
          <ComparisonFields
            compared={compared}
            op={condition.op}
            value={condition.value}
            name={`${compared.label}, ${name}`}
            onChange={(op, value) => onChange({ fact: condition.fact, op, ...(value !== undefined && { value }) })}
          />
        )}
        <span className="cohort-leaf-buttons">
          {isChosen && (
            <>
              <button
                type="button"
                className="quiet-button"
                onClick={() => onChange({ all: [condition, emptyCondition] })}
              >
                And
              </button>
              <button
                type="button"
                className="quiet-button"
                onClick={() => onChange({ any: [condition, emptyCondition] })}
              >
                Or
              </button>
              <button type="button" className="quiet-button" onClick={() => onChange({ not: condition })}>
                Not
              </button>
            </>
          )}
          {onRemove && (
            <button type="button" className="quiet-button" aria-label={`Remove ${name}`} onClick={onRemove}>
              ✕
            </button>
          )}
        </span>
      </div>
      {isFact ? (
        condition.fact !== '' && <p className="cohort-about">{variableOf(condition.fact)?.about}</p>
      ) : (
        <RecordFields condition={condition} onChange={onChange} name={name} />
      )}
    </div>
  )
}
