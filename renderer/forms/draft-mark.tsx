import { clockOf } from './moments.ts'
import type { DraftState } from './use-draft.ts'

/** When what stands in the fields was last kept as a draft, or why it could not be. */
export function DraftMark({ state: { savedAt, error } }: { readonly state: DraftState }) {
  if (error)
    return (
      <p className="draft-mark field-problem" role="alert">
        Not kept as a draft: {error.message}
      </p>
    )
  return <p className="draft-mark">{savedAt && `Draft kept ${clockOf(savedAt)}`}</p>
}
