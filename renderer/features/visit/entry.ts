import type { Draft, FieldProblem } from '#renderer/forms/draft.ts'
import type { FormId, RegistryForm } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'

/** A record that the page adds or changes. */
export interface Entry {
  /** Part of the page in which it is typed. */
  readonly part: string
  readonly form: RegistryForm
  /** In terms of the form's own items. */
  readonly draft: Draft
  /** The record that is changed; none for a new one. */
  readonly record?: AnyRecord
  /** By which other entries of the page refer to it. */
  readonly key?: string
  /** The field of the part in which an item of the form is typed. */
  readonly fieldOf: (item: string) => string
  /** Starts the sentences about it where several records share a section. */
  readonly named?: string
  /** What could not be understood, by item of the form. */
  readonly misread: readonly FieldProblem[]
}

/** A record that stood on the page and of which nothing is left. */
export interface Emptied {
  readonly form: FormId
  readonly record: AnyRecord
}
