import { formOf, isFormId } from '#shared/dictionary/forms.ts'

/** What records of a form are called, several of them; the id itself for a form of a newer version. */
export const pluralOf = (form: string): string => (isFormId(form) ? formOf(form).plural : form)
