import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ListedBackup } from '#shared/ipc/areas/backups.ts'
import { ErrorMessage } from '../../app/error-message.tsx'
import { JobProgress } from '../../app/job-progress.tsx'
import { RestoreDialog } from '../../app/restore/restore-dialog.tsx'
import { useCommand, useQueryOf } from '../../ipc/use-contract.ts'
import { BackupRules } from './backup-rules.tsx'
import { BackupTable } from './backup-table.tsx'
import { useBackup } from './use-backup.ts'
import './backups.css'

/** Where backups go, which are there, and what can be done with them. */
export function BackupsPart() {
  const status = useQueryOf('registry.status', {}).data
  const isDemo = status?.demo === true
  const { data, error, refetch } = useQueryOf('backups.list', {}, { staleTime: 0, enabled: !isDemo })
  const save = useCommand('backups.saveSettings')
  const chooseFolder = useCommand('shell.chooseFolder')
  const make = useBackup()
  const [restored, setRestored] = useState<ListedBackup>()
  if (!status || isDemo) return null
  const canWrite = status.readOnly !== true && status.damage === undefined
  const canSet = canWrite && status.rights?.includes('administer') !== false
  const paths = data?.folders.map(({ path }) => path) ?? []
  const said = data?.folders.flatMap(({ sentences }) => sentences)

  const add = async (): Promise<void> => {
    const { folder } = await chooseFolder.mutateAsync({ purpose: 'backup-folder' })
    if (!folder) return
    await save.mutateAsync({ folders: [...paths, folder] })
    await make.run({ folder })
  }
  return (
    <div className="backups">
      <ErrorMessage
        error={error ?? make.error ?? save.error ?? chooseFolder.error}
        onRetry={error ? () => void refetch() : undefined}
      />
      {make.result?.failed
        // What is wrong with a folder itself stands above.
        .filter(({ message }) => !said?.includes(message))
        .map(({ folder, message }) => (
          <p key={folder} role="alert">
            {message}
          </p>
        ))}
      {canWrite && (
        <div className="backups-buttons">
          {make.isRunning ? (
            <JobProgress progress={make.progress} cancel={make.cancel} what="Making a backup" />
          ) : (
            <>
              {paths.length > 0 && <Button onClick={() => void make.run({})}>Back up now</Button>}
              {canSet && paths.length < 5 && (
                <Button variant={paths.length > 0 ? 'default' : 'filled'} onClick={() => void add().catch(() => {})}>
                  {paths.length > 0 ? 'Add a folder…' : 'Choose a backup folder…'}
                </Button>
              )}
              {data?.isRunning && <span className="soft">A backup is being made now.</span>}
            </>
          )}
        </div>
      )}
      {data?.folders.map((folder) => (
        <BackupTable
          key={folder.path}
          folder={folder}
          {...(canSet && { onLeave: () => save.mutate({ folders: paths.filter((path) => path !== folder.path) }) })}
          onRestore={setRestored}
        />
      ))}
      {canSet && paths.length > 0 && <BackupRules />}
      {restored && status.folder && (
        <RestoreDialog
          backup={restored.path}
          target={status.folder}
          hasKey={restored.state === 'verified'}
          onClose={() => setRestored(undefined)}
        />
      )}
    </div>
  )
}
