import { Link } from '@tanstack/react-router'
import { ErrorMessage } from './error-message.tsx'

interface PageErrorProps {
  readonly error: unknown
  readonly reset: () => void
}

/** In place of a screen that could not be shown. */
export function PageError({ error, reset }: PageErrorProps) {
  return (
    <div className="page">
      <h1>This screen could not be shown</h1>
      <ErrorMessage error={error instanceof Error ? error : new Error(String(error))} onRetry={reset} />
      <p className="page-error-way">
        <Link to="/cases">Go to the cases</Link>
      </p>
    </div>
  )
}

/** For an address that leads nowhere. */
export function NothingHere() {
  return (
    <div className="page">
      <h1>Nothing here</h1>
      <p>
        This address leads to no screen. <Link to="/cases">Go to the cases</Link>
      </p>
    </div>
  )
}
