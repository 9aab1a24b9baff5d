import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { RefObject } from 'react'
import { drugs } from '#shared/dictionary/lists/drugs.ts'
import {
  dateBounds,
  indexEvents,
  type CohortIndex,
  type CohortSpec,
  type DateBound,
  type IndexEvent,
} from '#shared/domain/cohort/cohort-spec.ts'
import { dateLabels, indexLabels } from './spec-labels.ts'
import { PickOne } from './pickers.tsx'
import { NumberInput } from './typed-input.tsx'

interface SpecFieldsProps {
  readonly spec: CohortSpec
  readonly onChange: (change: Partial<CohortSpec>) => void
  readonly nameField: RefObject<HTMLInputElement | null>
  readonly nameProblem: string | undefined
}

const infusedDrugs = drugs.filter((drug) => 'infused' in drug && drug.infused)

function indexOf(event: IndexEvent, before: CohortIndex): CohortIndex {
  const drug = 'drug' in before ? before.drug : 'ivig'
  if (event === 'drug-start') return { event, drug }
  if (event === 'infusion')
    return { event, drug: infusedDrugs.some(({ code }) => code === drug) ? drug : 'ivig', number: 1 }
  return { event }
}

/** What the cohort is called, and the day that its time counts from. */
export function SpecFields({ spec, onChange, nameField, nameProblem }: SpecFieldsProps) {
  const { name, description = '', index, dates } = spec
  return (
    <div className="cohort-spec">
      <TextInput
        ref={nameField}
        className="cohort-name"
        label="Name"
        placeholder="Treated with IVIg, from the first infusion"
        maxLength={120}
        value={name}
        error={nameProblem}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
      />
      <div className="cohort-index">
        <NativeSelect
          label="Day 0 is"
          value={index.event}
          data={indexEvents.map((value) => ({ value, label: indexLabels[value] }))}
          onChange={({ currentTarget: { value } }) => onChange({ index: indexOf(value as IndexEvent, index) })}
        />
        {'drug' in index && (
          <PickOne
            className="cohort-drug"
            label="Drug"
            choices={index.event === 'infusion' ? infusedDrugs : drugs}
            value={index.drug}
            onChange={(drug) => drug && onChange({ index: { ...index, drug } })}
          />
        )}
        {index.event === 'infusion' && (
          <NumberInput
            className="cohort-nth"
            label="Which one"
            isWhole
            value={index.number}
            onChange={(number) => number !== undefined && number > 0 && onChange({ index: { ...index, number } })}
          />
        )}
        <NativeSelect
          label="A month or year counts"
          value={dates}
          data={dateBounds.map((value) => ({ value, label: dateLabels[value] }))}
          onChange={({ currentTarget: { value } }) => onChange({ dates: value as DateBound })}
        />
      </div>
      <details className="cohort-description" open={description !== '' || undefined}>
        <summary>What it is for</summary>
        <Textarea
          aria-label="What it is for"
          rows={2}
          maxLength={2000}
          value={description}
          onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
        />
      </details>
    </div>
  )
}
