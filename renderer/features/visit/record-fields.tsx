import { Button } from '@mantine/core'
import { useRecordForm } from '#renderer/forms/record-form-context.ts'
import { FieldRows } from './field-rows.tsx'
import { InfusionFields } from './infusion-fields.tsx'
import type { ShownItems } from './visit-sections.ts'

interface RecordFieldsProps {
  readonly items: ShownItems
  readonly showsAll: boolean
  readonly onShowAll: () => void
}

/** The fields of one record in its section; those that this patient's records seldom have wait behind a button. */
export function RecordFields({ items: { shown, all }, showsAll, onShowAll }: RecordFieldsProps) {
  const { form } = useRecordForm()
  const fields = showsAll ? all : shown
  const more = all.length - fields.length
  const wayToMore = more > 0 && (
    <Button className="visit-more" size="compact-sm" variant="subtle" color="gray" onClick={onShowAll}>
      {more} more {more === 1 ? 'field' : 'fields'}
    </Button>
  )
  if (form.id === 'infusion') return <InfusionFields items={fields}>{wayToMore}</InfusionFields>
  return (
    <>
      <FieldRows form={form} items={fields} />
      {wayToMore}
    </>
  )
}
