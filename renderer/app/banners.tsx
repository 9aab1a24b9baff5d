import { Button } from '@mantine/core'
import AlertIcon from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import FlaskIcon from '@tabler/icons-react/dist/esm/icons/IconFlask.mjs'
import LockIcon from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'

interface BannersProps {
  readonly status: RegistryStatus | undefined
  /** Present while a damaged registry is read on. */
  readonly onShowDamage?: () => void
}

/** What must be known on every screen about the registry that is open. */
export function Banners({ status, onShowDamage }: BannersProps) {
  if (status?.state !== 'open') return null
  return (
    <header>
      {status.demo && (
        <div className="banner" data-kind="demo">
          <FlaskIcon size={16} stroke={1.75} aria-hidden />
          Demo registry: synthetic and illustrative cases
        </div>
      )}
      {onShowDamage && (
        <div className="banner" data-kind="read-only">
          <AlertIcon size={16} stroke={1.75} aria-hidden />
          Damaged: what can still be read is shown, and nothing is written.
          <Button variant="default" size="compact-sm" onClick={onShowDamage}>
            What to do
          </Button>
        </div>
      )}
      {status.readOnly && (
        <div className="banner" data-kind="read-only">
          <LockIcon size={16} stroke={1.75} aria-hidden />
          Read only: this registry lies where nothing can be written. Cases can be read and printed, not changed.
        </div>
      )}
    </header>
  )
}
