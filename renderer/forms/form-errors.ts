/** What was refused, as the form library keeps it and back. */
import type { FieldErrors } from 'react-hook-form'
import type { RegistryForm } from '#shared/dictionary/forms.ts'
import type { FieldProblem } from './draft.ts'
import type { DraftValues } from './record-form-context.ts'

export function errorsOf(refused: readonly FieldProblem[]): FieldErrors<DraftValues> {
  const entries = refused.map(({ item, message }) => [item ?? 'root', { type: 'refused', message }])
  return Object.fromEntries(entries) as FieldErrors<DraftValues>
}

/** In the order of the form; what no field is named for comes first. */
export function problemsOf(form: RegistryForm, errors: FieldErrors<DraftValues>): readonly FieldProblem[] {
  const whole = errors.root?.message ? [{ item: undefined, message: errors.root.message }] : []
  const byItem = form.items.flatMap(({ name }) => {
    const message = errors[name]?.message
    return typeof message === 'string' ? [{ item: name, message }] : []
  })
  return [...whole, ...byItem]
}
