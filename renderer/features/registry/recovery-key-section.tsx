import { Link } from '@tanstack/react-router'
import { NewKeysForm } from '../../app/new-keys-form.tsx'
import { useRights } from '../../app/use-rights.ts'
import { useQueryOf } from '../../ipc/use-contract.ts'

/** The way to a new key; and to a passphrase, for whoever came with the sheet. */
export function RecoveryKeySection() {
  const recovery = useQueryOf('recovery.status', {}, { staleTime: 0 }).data
  const isReadOnly = useQueryOf('registry.status', {}).data?.readOnly === true
  const mayAdminister = useRights().may('administer')
  if (!recovery || !mayAdminister || isReadOnly) return null
  if (recovery.user === undefined)
    return (
      <section className="page-section registry-recovery" aria-labelledby="registry-keys">
        <h2 id="registry-keys">Passphrase</h2>
        <p className="soft">The registry was opened with its recovery sheet. Set a passphrase to open it without.</p>
        <NewKeysForm onSet={() => {}} />
      </section>
    )
  return (
    <section className="page-section registry-recovery" aria-labelledby="registry-keys">
      <h2 id="registry-keys">Key of the registry</h2>
      <p className="soft">
        Passphrases and recovery sheet open one key, which encrypts every case. When a sheet was lost, a passphrase was
        seen, or somebody left who could keep a copy: change it.
      </p>
      <p>
        <Link to="/registry/key">Change the key…</Link>
      </p>
    </section>
  )
}
