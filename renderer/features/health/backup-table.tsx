import { Button } from '@mantine/core'
import type { ListedBackup } from '#shared/ipc/areas/backups.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { ErrorMessage } from '../../app/error-message.tsx'
import { JobProgress } from '../../app/job-progress.tsx'
import { momentOf } from '../../forms/moments.ts'
import { useJob } from '../../ipc/use-contract.ts'

interface BackupTableProps {
  readonly folder: OutputOf<'backups.list'>['folders'][number]
  /** Missing where the folders can't be changed. */
  readonly onLeave?: () => void
  readonly onRestore: (backup: ListedBackup) => void
}

const words: Readonly<Record<ListedBackup['state'], string>> = {
  verified: 'Verified',
  unchecked: 'Not checked',
  damaged: 'Damaged',
  unfinished: 'Not finished',
  'other-registry': 'Other registry',
  'other-key': 'Earlier key',
}

/** One folder and what lies in it. */
export function BackupTable({ folder: { path, state, backups }, onLeave, onRestore }: BackupTableProps) {
  return (
    <section className="backup-folder" aria-label={path}>
      <header>
        <h3 title={path}>{path}</h3>
        {onLeave && (
          <button type="button" className="quiet-button" onClick={onLeave}>
            Use no longer
          </button>
        )}
      </header>
      {backups.length === 0 ? (
        <p className="soft">{state === 'ready' ? 'No backup lies here yet.' : 'What lies here can’t be seen now.'}</p>
      ) : (
        <table className="backup-table">
          <thead>
            <tr>
              <th scope="col">Made</th>
              <th scope="col" className="backup-number">
                Size
              </th>
              <th scope="col" className="backup-number">
                Cases
              </th>
              <th scope="col">State</th>
              <th scope="col">Against now</th>
              <th scope="col">
                <span className="visually-hidden">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.map((backup) => (
              <BackupRow key={backup.path} backup={backup} onRestore={onRestore} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

interface BackupRowProps {
  readonly backup: ListedBackup
  readonly onRestore: (backup: ListedBackup) => void
}

function BackupRow({ backup, onRestore }: BackupRowProps) {
  const { path, name, madeAt, bytes, cases, state, words: difference } = backup
  const { run, cancel, isRunning, progress, result, error } = useJob('backups.verify')
  const made = madeAt ? momentOf(madeAt) : name
  return (
    <>
      <tr data-state={state}>
        <td>{made}</td>
        <td className="backup-number">
          {(bytes / 1_000_000).toFixed(1)} <span className="unit">MB</span>
        </td>
        <td className="backup-number">{cases}</td>
        <td className="backup-state">{words[state]}</td>
        <td className="soft">{difference}</td>
        <td className="backup-actions">
          {state === 'verified' && (
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`Verify the backup of ${made}`}
              onClick={() => void run({ backup: path }).catch(() => {})}
            >
              Verify
            </Button>
          )}
          {(state === 'verified' || state === 'other-key') && (
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`Restore the backup of ${made}`}
              onClick={() => onRestore(backup)}
            >
              Restore…
            </Button>
          )}
        </td>
      </tr>
      {(isRunning || result || error) && (
        <tr>
          <td colSpan={6}>
            {isRunning && <JobProgress progress={progress} cancel={cancel} what="Verifying the backup" />}
            <ErrorMessage error={error} />
            {result && !isRunning && (
              <p className="backup-verdict" data-ok={result.ok} role="status">
                {result.words}
              </p>
            )}
          </td>
        </tr>
      )}
    </>
  )
}
