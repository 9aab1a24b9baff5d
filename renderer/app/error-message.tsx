import { Button } from '@mantine/core'
import AlertIcon from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import { AppError } from '#shared/ipc/app-error.ts'
import './error-message.css'

interface ErrorMessageProps {
  readonly error: Error | null | undefined
  /** Offered where trying again can help. */
  readonly onRetry?: () => void
}

/** What went wrong, in the words of whoever knows, and the way on. Shows nothing without an error. */
export function ErrorMessage({ error, onRetry }: ErrorMessageProps) {
  if (!error || (error instanceof AppError && error.kind === 'cancelled')) return null
  return (
    <div className="error-message" role="alert">
      <AlertIcon size={16} stroke={1.75} aria-hidden />
      <div>
        <p>{wordsOf(error)}</p>
        {error instanceof AppError && <Issues error={error} />}
      </div>
      {onRetry && canRetry(error) && (
        <Button variant="default" size="compact-sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** More than the first thing that is wrong: the message already says that one. */
function Issues({ error: { issues, message } }: { readonly error: AppError }) {
  const more = issues?.filter((issue) => issue.message !== message) ?? []
  if (more.length === 0) return null
  return (
    <ul>
      {more.map((issue) => (
        <li key={`${issue.path} ${issue.message}`}>{issue.message}</li>
      ))}
    </ul>
  )
}

/** An error that is not ours has no words for a reader. */
function wordsOf(error: Error): string {
  return error instanceof AppError
    ? error.message
    : 'Something went wrong on this screen. What was saved is kept; open it again.'
}

function canRetry(error: Error): boolean {
  return (
    !(error instanceof AppError) ||
    !['invalid-input', 'not-found', 'forbidden', 'newer-schema', 'corrupt'].includes(error.kind)
  )
}
