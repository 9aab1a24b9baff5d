import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { useCommand, useJob } from '../../ipc/use-contract.ts'
import { BusyBar } from '../busy-bar.tsx'
import { ErrorMessage } from '../error-message.tsx'
import { JobProgress } from '../job-progress.tsx'
import { BackupKey, noKey } from './backup-key.tsx'
import { PreviewOfRestore } from './preview-of-restore.tsx'
import { useRestored } from './use-restored.ts'
import './restore.css'

interface RestoreFlowProps {
  /** Asked for where it is missing. */
  readonly backup?: string
  /** Asked for where it is missing. */
  readonly target?: string
  /** The open registry's own key opens the backup. */
  readonly hasKey?: boolean
  readonly onCancel?: () => void
}

/** Which backup, to where, with which key; then what would come and go; then the restore itself. */
export function RestoreFlow({ backup: given, target: place, hasKey = false, onCancel }: RestoreFlowProps) {
  const [backup, setBackup] = useState(given ?? '')
  const [target, setTarget] = useState(place ?? '')
  const [key, setKey] = useState(noKey)
  const [isSeen, setIsSeen] = useState(false)
  const chooseFolder = useCommand('shell.chooseFolder')
  const preview = useJob('backups.preview')
  const restore = useJob('backups.restore')
  const restored = useRestored()
  const wish = {
    backup,
    target,
    ...(key.words ? { recoveryWords: key.words } : key.passphrase && { passphrase: key.passphrase }),
  }
  const seen = isSeen ? preview.result : undefined

  const edit = (change: () => void): void => {
    change()
    setIsSeen(false)
  }
  const choose = async (purpose: 'backup' | 'create', use: (folder: string) => void): Promise<void> => {
    const { folder } = await chooseFolder.mutateAsync({ purpose })
    if (folder) edit(() => use(folder))
  }
  const look = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (preview.isRunning) return
    await preview.run(wish)
    setIsSeen(true)
  }
  // With everything given there is nothing to ask: what would happen is shown at once.
  const isAllGiven = hasKey && given !== undefined && place !== undefined
  const { run } = preview
  useEffect(() => {
    if (!isAllGiven) return
    run({ backup: given, target: place }).then(
      () => setIsSeen(true),
      () => {},
    )
  }, [isAllGiven, run, given, place])
  const doRestore = async (): Promise<void> => {
    const done = await restore.run({ ...wish, replace: seen?.keptAs !== undefined })
    if (done) await restored(done)
  }
  return (
    <form className="restore" aria-label="Restore from a backup" onSubmit={(event) => void look(event).catch(() => {})}>
      {preview.isRunning && <BusyBar label="Looking into the backup" />}
      <Place
        label="Backup"
        value={backup}
        isFixed={given !== undefined}
        onChange={(path) => edit(() => setBackup(path))}
      >
        <Button variant="default" onClick={() => void choose('backup', setBackup).catch(() => {})}>
          Choose backup…
        </Button>
      </Place>
      <Place
        label="Restore to"
        value={target}
        isFixed={place !== undefined}
        onChange={(path) => edit(() => setTarget(path))}
      >
        <Button variant="default" onClick={() => void choose('create', setTarget).catch(() => {})}>
          Choose place…
        </Button>
      </Place>
      {!hasKey && <BackupKey value={key} onChange={(next) => edit(() => setKey(next))} />}
      <ErrorMessage error={chooseFolder.error ?? restore.error ?? preview.error} />
      {seen && <PreviewOfRestore preview={seen} />}
      {restore.isRunning ? (
        <JobProgress progress={restore.progress} cancel={restore.cancel} what="Restoring" />
      ) : (
        <div className="restore-buttons">
          {seen ? (
            <Button onClick={() => void doRestore().catch(() => {})}>Restore this backup</Button>
          ) : (
            <Button
              type="submit"
              disabled={backup.trim() === '' || target.trim() === ''}
              aria-disabled={preview.isRunning}
            >
              Look into it
            </Button>
          )}
          {onCancel && (
            <Button variant="subtle" onClick={onCancel}>
              Cancel
            </Button>
          )}
        </div>
      )}
    </form>
  )
}

interface PlaceProps {
  readonly label: string
  readonly value: string
  readonly isFixed: boolean
  readonly onChange: (path: string) => void
  readonly children: React.ReactNode
}

function Place({ label, value, isFixed, onChange, children }: PlaceProps) {
  if (isFixed)
    return (
      <p>
        {label}: <span className="restore-path">{value}</span>
      </p>
    )
  return (
    <div className="restore-place">
      <TextInput
        label={label}
        value={value}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {children}
    </div>
  )
}
