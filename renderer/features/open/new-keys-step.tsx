import { NewKeysForm } from '../../app/new-keys-form.tsx'
import { useOpened } from './use-enter-registry.ts'

/** After opening with the sheet: nobody need type 24 words twice. */
export function NewKeysStep({ onDone }: { readonly onDone: () => void }) {
  const opened = useOpened()
  return (
    <div className="page recovery">
      <title>New passphrase – AS-ILD Registry</title>
      <h1>Set a new passphrase</h1>
      <p>
        The recovery sheet opened the registry. Set a passphrase, so that the sheet can go back to its safe place. A new
        keys.json is written; one that is there is kept beside it. Passphrases of others that still work stay as they
        are.
      </p>
      <NewKeysForm
        onSet={(status) => {
          opened(status)
          onDone()
        }}
        onLater={onDone}
      />
    </div>
  )
}
