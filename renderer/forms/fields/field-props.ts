import type { Item } from '#shared/dictionary/define-form.ts'
import type { FieldDraft } from '../draft.ts'

/** What every input of a form is given. */
export interface FieldProps<I extends Item = Item> {
  readonly item: I
  /** Id of the control, for its label and for moving the focus there. */
  readonly id: string
  readonly labelId: string
  /** Ids of the texts under the field. */
  readonly describedBy: string | undefined
  readonly invalid: boolean
  readonly field: FieldDraft
  readonly onChange: (field: FieldDraft) => void
  /** Why it is empty, in words, shown where the answer would stand. */
  readonly placeholder: string | undefined
}

/** The field with another text; a reason for being empty falls away once it isn't, and so does what was no answer. */
export function withText(field: FieldDraft, text: string): FieldDraft {
  const { missing, unmatched: _, ...rest } = field
  return text.trim() === '' && missing ? { ...rest, text, missing } : { ...rest, text }
}

/** The field with what was typed into its list and is no answer of it, or without that. */
export function withUnmatched(field: FieldDraft, typed: string | undefined): FieldDraft {
  const { unmatched: _, ...rest } = field
  return typed === undefined ? rest : { ...rest, unmatched: typed }
}
