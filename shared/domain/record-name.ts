/** What a record is called in a list of many kinds: `CK`, `Prednisone`, `Visit`. */
import { formOf, type FormId } from '../dictionary/forms.ts'

/** @param values columns of the record, as typed or as stored. Of an identity nothing is told but that it is one. */
export function recordName(formId: FormId, values: Readonly<Record<string, unknown>>): string {
  const form = formOf(formId)
  const told = form.listItems
    .map((name) => form.items.find((item) => item.name === name))
    .find((item) => item?.type === 'choice' && item.required)
  const code = told && values[told.name]
  const choice = told?.type === 'choice' ? told.choices.find((each) => each.code === code)?.label : undefined
  return form.id === 'visit' ? form.label : (choice ?? form.label)
}
