import { Button } from '@mantine/core'
import type { Form } from '#shared/dictionary/define-form.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import type { AppError } from '#shared/ipc/app-error.ts'
import { ErrorMessage } from '../app/error-message.tsx'
import type { FieldProblem } from './draft.ts'
import { ProblemList } from './problem-list.tsx'

interface FormNoticesProps {
  readonly form: Form
  readonly idPrefix: string
  /** Attempts to save so far. */
  readonly attempt: number
  readonly refused: readonly FieldProblem[]
  readonly doubts: readonly FieldProblem[]
  readonly failure: AppError | undefined
  /** Fields say what somebody else saved meanwhile. */
  readonly showsSaved: boolean
  readonly onSaveAnyway: () => void
  readonly onShowSaved: (() => void) | undefined
}

/** Above the fields: what keeps the form from being saved, and the way on. */
export function FormNotices(props: FormNoticesProps) {
  const { form, idPrefix, attempt, refused, doubts, failure, showsSaved, onSaveAnyway, onShowSaved } = props
  const count = refused.length === 1 ? 'One thing needs' : `${refused.length} things need`
  return (
    <>
      {refused.length > 0 && (
        <ProblemList
          kind="refused"
          title={`Not saved yet. ${count} to be put right:`}
          problems={refused}
          {...{ idPrefix, attempt }}
        />
      )}
      {refused.length === 0 && doubts.length > 0 && (
        <ProblemList
          kind="asked"
          title="Not saved yet. This is unusual; is it right?"
          problems={doubts}
          {...{ idPrefix, attempt }}
        >
          <Button variant="default" onClick={onSaveAnyway}>
            Save anyway
          </Button>
        </ProblemList>
      )}
      {failure?.kind === 'conflict' && onShowSaved ? (
        <div className="problem-list" data-kind="asked" role="alert">
          <p className="problem-list-title">
            This {midSentence(form.label)} was changed after you opened it. Nothing of yours is lost; nothing is saved
            yet.
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
