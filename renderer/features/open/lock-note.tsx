import LockIcon from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
import type { LockedState } from '#shared/ipc/areas/lock.ts'
import { assertNever } from '#shared/lib/assert-never.ts'

/** Why it is locked, and who was working; nothing of what was on the screen. */
export function LockNote({ locked }: { readonly locked: LockedState }) {
  return (
    <div className="open-locked" role="status">
      <LockIcon size={16} stroke={1.75} aria-hidden />
      <p>{whyLocked(locked)}</p>
      <p className="soft">{locked.user} was working here. What was typed is kept.</p>
    </div>
  )
}

function whyLocked({ reason, minutes = 0 }: LockedState): string {
  switch (reason) {
    case 'asked':
      return 'Locked by hand.'
    case 'idle':
      return `Locked after ${minutes === 1 ? 'a minute' : `${minutes} minutes`} without a key or a click.`
    case 'suspend':
      return 'Locked when the computer went to sleep.'
    case 'screen-lock':
      return 'Locked together with the screen of this computer.'
    case 'user-switch':
      return 'Locked when somebody else took over this computer.'
    default:
      return assertNever(reason)
  }
}
