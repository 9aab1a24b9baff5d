import { Link } from '@tanstack/react-router'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useCommand, useQueryOf } from '../../ipc/use-contract.ts'
import { ChoiceRow } from './choice-row.tsx'
import { KeychainSection } from './keychain-section.tsx'
import { OwnPassphraseSection } from './own-passphrase-section.tsx'
import { ReferenceSection } from './reference-section.tsx'

const themes = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const
const papers = [
  { value: 'A4', label: 'A4' },
  { value: 'Letter', label: 'Letter' },
] as const

/** As who is inside is called who holds it: nobody’s passphrase. */
const recoverySheet = 'recovery sheet'

/** What this workstation likes, and the way to what the registry asks. Each choice takes effect at once. */
export function SettingsPage() {
  const status = useQueryOf('registry.status', {}).data
  const isOpen = status?.state === 'open'
  const hasOwnPassphrase = isOpen && !status.readOnly && status.user !== recoverySheet
  const { data: settings, error, refetch } = useQueryOf('shell.settings', {})
  const save = useCommand('shell.saveSettings')
  return (
    <div className="page">
      <title>Settings – AS-ILD Registry</title>
      <h1>Settings</h1>
      <ErrorMessage error={error ?? save.error} onRetry={() => void refetch()} />
      {settings && (
        <>
          <ChoiceRow
            legend="Theme"
            choices={themes}
            value={settings.theme}
            onChange={(theme) => save.mutate({ theme })}
          />
          <ChoiceRow
            legend="Paper"
            help="For everything that is printed or saved as PDF"
            choices={papers}
            value={settings.paper}
            onChange={(paper) => save.mutate({ paper })}
          />
        </>
      )}
      {hasOwnPassphrase && <OwnPassphraseSection />}
      {hasOwnPassphrase && status.folder && <KeychainSection folder={status.folder} />}
      {isOpen && <ReferenceSection />}
      {isOpen && (
        <>
          <section className="page-section">
            <h2>Items and measures</h2>
            <p className="soft">
              What this registry asks besides the built-in forms and laboratory tests is kept in it.{' '}
              <Link to="/settings/items">Items and measures of this registry</Link>
            </p>
          </section>
          <section className="page-section">
            <h2>Monitoring</h2>
            <p className="soft">
              How often tests and visits are due is kept in the registry, the same for everybody who opens it.{' '}
              <Link to="/settings/monitoring">Schedules of monitoring</Link>
            </p>
          </section>
        </>
      )}
    </div>
  )
}
