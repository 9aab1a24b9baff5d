import { Button, TextInput } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { NewPassphrase, noPassphrase } from '../../forms/fields/new-passphrase.tsx'
import { useCommand, useQueryOf } from '../../ipc/use-contract.ts'
import { PlaceNote } from './place-note.tsx'
import { useOpened } from './use-enter-registry.ts'

const fields = ['name', 'user', 'folder', 'passphrase'] as const
type Field = (typeof fields)[number]
type Values = Readonly<Record<Exclude<Field, 'passphrase'>, string>>

/** Makes an empty registry. The recovery sheet comes after it. */
export function CreateForm({ onCreated }: { readonly onCreated: () => void }) {
  const [typed, setTyped] = useState<Partial<Values>>({})
  const { name = '', user = '' } = typed
  const proposal = useQueryOf(
    'shell.newRegistryFolder',
    { name },
    { enabled: typed.folder === undefined, placeholderData: keepPreviousData, staleTime: 0 },
  )
  const values: Values = { name, user, folder: typed.folder ?? proposal.data?.folder ?? '' }
  const [chosen, setChosen] = useState(noPassphrase)
  const [differs, setDiffers] = useState(false)
  const create = useCommand('registry.create')
  const chooseFolder = useCommand('shell.chooseFolder')
  const opened = useOpened()
  /** Changed since it was refused: what was said of it need not be true any more. */
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  const note = (field: Field): void => setChanged((before) => new Set(before).add(field))
  const set = (field: keyof Values, text: string): void => {
    setTyped((before) => ({ ...before, [field]: text }))
    note(field)
  }

  const choose = async (): Promise<void> => {
    const { folder } = await chooseFolder.mutateAsync({ purpose: 'create', name })
    if (folder) set('folder', folder)
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setDiffers(chosen.passphrase !== chosen.again)
    if (create.isPending || chosen.passphrase !== chosen.again) return
    setChanged(new Set())
    const status = await create.mutateAsync({ ...values, passphrase: chosen.passphrase })
    onCreated()
    opened(status)
  }

  const issues = create.error?.issues ?? []
  const errorOf = (field: Field): string | undefined =>
    changed.has(field) ? undefined : issues.find(({ path }) => path === field)?.message
  const input = (field: keyof Values) => ({
    value: values[field],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set(field, event.currentTarget.value),
    error: errorOf(field),
    autoComplete: 'off',
    required: true,
    withAsterisk: false,
  })
  return (
    <form
      className="open-form"
      onSubmit={(event) => void submit(event).catch(() => {})}
      aria-label="New registry"
      noValidate
    >
      {create.isPending && <BusyBar label="Making the registry" />}
      <header>
        <h2>New registry</h2>
        <p className="soft">One folder on this computer holds it all, encrypted.</p>
      </header>
      {!issues.some(({ path }) => fields.some((field) => field === path)) && (
        <ErrorMessage error={create.error ?? chooseFolder.error} />
      )}
      <TextInput
        label="Name of the registry"
        description="Your clinic or study group, as it should stand on prints"
        autoFocus
        {...input('name')}
      />
      <TextInput label="Your name" description="Stands beside every change that you make" {...input('user')} />
      <div className="open-folder">
        <TextInput label="Folder" {...input('folder')} />
        <Button variant="default" onClick={() => void choose()}>
          Choose…
        </Button>
      </div>
      <PlaceNote folder={values.folder} />
      <NewPassphrase
        value={chosen}
        onChange={(typed) => {
          setChosen(typed)
          note('passphrase')
        }}
        about={[values.user, values.name]}
        description="At least 10 characters. Four words that only you would put together are strong and easy to keep. Nobody can reset it."
        error={errorOf('passphrase')}
        differs={differs}
      />
      <div className="open-buttons">
        <Button type="submit" aria-disabled={create.isPending}>
          Make the registry
        </Button>
      </div>
    </form>
  )
}
