import DueIcon from '@tabler/icons-react/dist/esm/icons/IconCalendarDue.mjs'
import DatabaseIcon from '@tabler/icons-react/dist/esm/icons/IconDatabase.mjs'
import FolderOpenIcon from '@tabler/icons-react/dist/esm/icons/IconFolderOpen.mjs'
import HelpIcon from '@tabler/icons-react/dist/esm/icons/IconHelp.mjs'
import InfoIcon from '@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs'
import KeyboardIcon from '@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs'
import LockIcon from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
import LogoutIcon from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs'
import CohortsIcon from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs'
import QualityIcon from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs'
import SettingsIcon from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs'
import TableIcon from '@tabler/icons-react/dist/esm/icons/IconTable.mjs'
import { Link } from '@tanstack/react-router'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'
import { HealthLight } from './health-light.tsx'
import type { ScreenAddress } from './screens.ts'
import { UndoButtons } from './undo-buttons.tsx'
import { useRights } from './use-rights.ts'
import { useCloseRegistry } from './use-close-registry.ts'
import { useLock } from './use-lock.ts'
import './rail.css'

interface RailProps {
  readonly status: RegistryStatus | undefined
  readonly showShortcuts: () => void
}

const icon = { size: 20, stroke: 1.5, 'aria-hidden': true } as const

/** The way between screens; only what can be reached at the moment. */
export function Rail({ status, showShortcuts }: RailProps) {
  const isOpen = status?.state === 'open'
  const { canWrite } = useRights()
  return (
    <nav className="rail" aria-label="Screens">
      {isOpen ? (
        <>
          <RailLink to="/cases" label="Cases" icon={<TableIcon {...icon} />} />
          <RailLink to="/due" label="Due" icon={<DueIcon {...icon} />} />
          <RailLink to="/cohorts" label="Cohorts" icon={<CohortsIcon {...icon} />} />
          <RailLink to="/quality" label="Data quality" icon={<QualityIcon {...icon} />} />
          <RailLink to="/registry" label="Registry" icon={<DatabaseIcon {...icon} />} />
          <HealthLight />
          {canWrite && <UndoButtons />}
        </>
      ) : (
        <RailLink to="/open" label="Open" icon={<FolderOpenIcon {...icon} />} />
      )}
      <div className="rail-gap" />
      <button type="button" className="rail-item" aria-label="Shortcuts" onClick={showShortcuts}>
        <KeyboardIcon {...icon} />
        <span className="rail-tip" aria-hidden>
          Shortcuts <kbd>?</kbd>
        </span>
      </button>
      <RailLink to="/help" label="Help" keys="F1" icon={<HelpIcon {...icon} />} />
      <RailLink to="/settings" label="Settings" icon={<SettingsIcon {...icon} />} />
      <RailLink to="/about" label="About" icon={<InfoIcon {...icon} />} />
      {isOpen && <LockButton />}
      {isOpen && <CloseButton name={status.name ?? 'the registry'} />}
    </nav>
  )
}

interface RailLinkProps {
  readonly to: ScreenAddress
  readonly label: string
  readonly keys?: string
  readonly icon: React.ReactNode
}

function RailLink({ to, label, keys, icon: mark }: RailLinkProps) {
  return (
    <Link to={to} className="rail-item" aria-label={label} activeOptions={{ includeSearch: false }}>
      {mark}
      <span className="rail-tip" aria-hidden>
        {label} {keys && <kbd>{keys}</kbd>}
      </span>
    </Link>
  )
}

function LockButton() {
  const lock = useLock()
  return (
    <button type="button" className="rail-item" aria-label="Lock" onClick={lock}>
      <LockIcon {...icon} />
      <span className="rail-tip" aria-hidden>
        Lock <kbd>Ctrl L</kbd>
      </span>
    </button>
  )
}

function CloseButton({ name }: { readonly name: string }) {
  const closeRegistry = useCloseRegistry()
  return (
    <button type="button" className="rail-item" aria-label={`Close ${name}`} onClick={() => void closeRegistry()}>
      <LogoutIcon {...icon} />
      <span className="rail-tip" aria-hidden>
        Close {name}
      </span>
    </button>
  )
}
