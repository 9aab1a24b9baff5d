import { Button, PasswordInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import type { SalvageReport } from '#shared/ipc/areas/registry.ts'
import { useCommand, useJob } from '../ipc/use-contract.ts'
import { ErrorMessage } from './error-message.tsx'
import { JobProgress } from './job-progress.tsx'
import { SalvagedTables } from './salvaged-tables.tsx'
import './salvage-panel.css'

interface SalvagePanelProps {
  /** Of the damaged registry. */
  readonly folder: string
  readonly onOpen: (folder: string) => void
}

/** Makes a new registry of what can still be read of a damaged one. */
export function SalvagePanel({ folder, onOpen }: SalvagePanelProps) {
  const [isAsked, setIsAsked] = useState(false)
  const { run, cancel, isRunning, progress, result, error } = useJob('registry.salvage')
  return (
    <section className="page-section salvage" aria-labelledby="salvage-heading">
      <h2 id="salvage-heading">Without a backup</h2>
      <p>
        What can still be read goes into a new registry beside this one. Records whose place in the file is destroyed
        are made anew from the audit chain. What is lost is counted. The damaged file is only read.
      </p>
      {result ? (
        <Salvaged report={result} onOpen={onOpen} />
      ) : isAsked ? (
        <SalvageForm
          folder={folder}
          isRunning={isRunning}
          onSalvage={(wish) => void run({ folder, ...wish }).catch(() => {})}
        >
          <ErrorMessage error={error} />
          {isRunning && <JobProgress progress={progress} cancel={cancel} what="Reading the damaged file" />}
        </SalvageForm>
      ) : (
        <Button variant="default" onClick={() => setIsAsked(true)}>
          Salvage what can be read…
        </Button>
      )}
    </section>
  )
}

interface Wish {
  readonly into: string
  readonly passphrase?: string
  readonly recoveryWords?: string
}

interface SalvageFormProps {
  readonly folder: string
  readonly isRunning: boolean
  readonly onSalvage: (wish: Wish) => void
  readonly children: React.ReactNode
}

function SalvageForm({ folder, isRunning, onSalvage, children }: SalvageFormProps) {
  const [into, setInto] = useState(besideOf(folder))
  const [passphrase, setPassphrase] = useState('')
  const [words, setWords] = useState('')
  const [withSheet, setWithSheet] = useState(false)
  const chooseFolder = useCommand('shell.chooseFolder')
  const choose = async (): Promise<void> => {
    const chosen = await chooseFolder.mutateAsync({ purpose: 'create' })
    if (chosen.folder) setInto(chosen.folder)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isRunning) onSalvage({ into, ...(withSheet ? { recoveryWords: words } : { passphrase }) })
  }
  const isComplete = into !== '' && (withSheet ? words.trim() : passphrase) !== ''
  return (
    <form className="salvage-form" onSubmit={submit} aria-label="Salvage">
      <div className="salvage-folder">
        <TextInput
          label="Folder of the new registry"
          value={into}
          onChange={(event) => setInto(event.currentTarget.value)}
          autoFocus
        />
        <Button variant="default" onClick={() => void choose().catch(() => {})}>
          Choose…
        </Button>
      </div>
      {withSheet ? (
        <Textarea
          label="Words of the recovery sheet"
          rows={4}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          spellCheck={false}
        />
      ) : (
        <PasswordInput
          label="Passphrase of the damaged registry"
          description="It opens the new one as well, and so does the same recovery sheet."
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }}
        />
      )}
      {children}
      {!isRunning && (
        <div className="salvage-buttons">
          <Button type="submit" disabled={!isComplete}>
            Salvage
          </Button>
          <Button variant="subtle" onClick={() => setWithSheet(!withSheet)}>
            {withSheet ? 'Use the passphrase' : 'Use the recovery sheet'}
          </Button>
        </div>
      )}
    </form>
  )
}

function Salvaged({ report, onOpen }: { readonly report: SalvageReport; readonly onOpen: (folder: string) => void }) {
  return (
    <div className="salvage-result" role="status">
      <SalvagedTables report={report} />
      <p>
        New registry: <span className="damaged-words">{report.folder}</span>
      </p>
      <Button onClick={() => onOpen(report.folder)}>Open the new registry</Button>
    </div>
  )
}

/** `/data/clinic salvaged.asild` of `/data/clinic.asild`. */
const besideOf = (folder: string): string => `${folder.replace(/[\\/]+$/, '').replace(/\.asild$/i, '')} salvaged.asild`
