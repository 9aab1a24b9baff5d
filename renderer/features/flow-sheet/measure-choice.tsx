import { useMemo } from 'react'
import { measureGroup, type Measure } from '#shared/domain/measures.ts'
import { ChoiceListField } from '#renderer/forms/fields/choice-list-field.tsx'
import { measureName } from './cell-text.ts'

interface MeasureChoiceProps {
  readonly id: string
  readonly label: string
  readonly measures: readonly Measure[]
  readonly chosen: string | undefined
  readonly onChoose: (key: string | undefined) => void
  readonly placeholder?: string
}

/** One item of the sheet, found by typing its name, its short form or its code. */
export function MeasureChoice({ id, label, measures, chosen, onChoose, placeholder }: MeasureChoiceProps) {
  const item = useMemo(() => {
    const choices = measures.map((measure) => ({
      code: measure.key,
      label: measureName(measure),
      group: measureGroup(measure),
    }))
    return { name: id, label, type: 'choice', choices } as const
  }, [measures, id, label])
  return (
    <ChoiceListField
      item={item}
      id={id}
      labelId={`${id}-label`}
      describedBy={undefined}
      invalid={false}
      field={{ text: chosen ?? '' }}
      onChange={({ text }) => onChoose(text || undefined)}
      placeholder={placeholder}
    />
  )
}
