import type { Item } from '#shared/dictionary/define-form.ts'
import { formOf, type RegistryForm } from '#shared/dictionary/forms.ts'
import type { RecordValues } from '#shared/dictionary/record.ts'

const asked = ['family_name', 'given_names', 'record_number']
const told = ['birth_date', 'sex']
const section = 'Patient'

/**
 * The baseline with who the patient is before it, so that somebody who is in the registry already is noticed before
 * anything else is typed.
 * @param withNames asks who the patient is
 */
export function newCaseForm(withNames = true): RegistryForm {
  const [identity, baseline] = [formOf('identity'), formOf('case')]
  const pick = (form: RegistryForm, names: readonly string[]) =>
    names.flatMap((name) => form.items.filter((item) => item.name === name)).map((item): Item => ({ ...item, section }))
  const rest = baseline.items.filter(({ name }) => !told.includes(name))
  return { ...baseline, items: [...(withNames ? pick(identity, asked) : []), ...pick(baseline, told), ...rest] }
}

export const isOfBaseline = (item: string) => !asked.includes(item)

/** What was typed, apart: the baseline, and who the patient is where that was said. Empty columns are left out. */
export function apart(values: RecordValues): { readonly baseline: RecordValues; readonly identity: RecordValues } {
  const given = Object.entries(values).filter(([, value]) => value !== null)
  return {
    baseline: Object.fromEntries(given.filter(([name]) => isOfBaseline(name))),
    identity: Object.fromEntries(given.filter(([name]) => !isOfBaseline(name))),
  }
}
