import { Button } from '@mantine/core'
import type { AppError } from '#shared/ipc/app-error.ts'
import { ErrorMessage } from '../app/error-message.tsx'
import { DoubtList } from './doubt-list.tsx'
import { ProblemList, type ListedProblem } from './problem-list.tsx'

interface FormNoticesProps {
  /** What is being typed, as it stands within a sentence: `visit`. */
  readonly what: string
  /** Attempts to save so far. */
  readonly attempt: number
  readonly refused: readonly ListedProblem[]
  readonly doubts: readonly ListedProblem[]
  readonly failure: AppError | undefined
  /** Fields say what somebody else saved meanwhile. */
  readonly showsSaved: boolean
  /** Saves, with one reason for each doubt, in their order. */
  readonly onConfirm: (reasons: readonly string[]) => void
  readonly onShowSaved: (() => void) | undefined
}

/** Above the fields: what keeps a form, or a page of several, from being saved, and the way on. */
export function FormNotices(props: FormNoticesProps) {
  const { what, attempt, refused, doubts, failure, showsSaved, onConfirm, onShowSaved } = props
  const count = refused.length === 1 ? 'One thing needs' : `${refused.length} things need`
  return (
    <>
      {refused.length > 0 && (
        <ProblemList title={`Not saved yet. ${count} to be put right:`} problems={refused} attempt={attempt} />
      )}
      {refused.length === 0 && doubts.length > 0 && <DoubtList {...{ doubts, attempt, onConfirm }} />}
      {failure?.kind === 'conflict' && onShowSaved ? (
        <div className="problem-list" data-kind="asked" role="alert">
          <p className="problem-list-title">
            This {what} was changed after you opened it. Nothing of yours is lost; nothing is saved yet.
          </p>
          <Button variant="default" onClick={onShowSaved}>
            Show what is saved now
          </Button>
        </div>
      ) : (
        <ErrorMessage error={failure} />
      )}
      {showsSaved && (
        <p className="problem-list" data-kind="asked" role="status">
          Fields that differ say what is saved now. Saving replaces it with what stands in the fields.
        </p>
      )}
    </>
  )
}
