import { lazy, Suspense } from 'react'

/** Few ever need it: not part of the first screen. */
const RestoreFlow = lazy(async () => ({ default: (await import('../../app/restore/restore-flow.tsx')).RestoreFlow }))

/** Restores a backup on a workstation that need not know the registry. */
export function RestorePanel() {
  return (
    <div className="open-form">
      <header>
        <h2>Restore from a backup</h2>
        <p className="soft">
          You need the backup folder, and its passphrase or the recovery sheet. A registry that lies at that place
          already is kept beside it.
        </p>
      </header>
      <Suspense>
        <RestoreFlow />
      </Suspense>
    </div>
  )
}
