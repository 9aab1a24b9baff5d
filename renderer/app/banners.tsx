import FlaskIcon from '@tabler/icons-react/dist/esm/icons/IconFlask.mjs'
import LockIcon from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'

/** What must be known on every screen about the registry that is open. */
export function Banners({ status }: { readonly status: RegistryStatus | undefined }) {
  if (status?.state !== 'open') return null
  return (
    <header>
      {status.demo && (
        <div className="banner" data-kind="demo">
          <FlaskIcon size={16} stroke={1.75} aria-hidden />
          Demo registry: synthetic and illustrative cases
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
