import { Button } from '@mantine/core'
import { useState } from 'react'
import { momentOf } from '../../forms/moments.ts'
import { useQueryOf } from '../../ipc/use-contract.ts'
import { ErrorMessage } from '../error-message.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import './restore.css'

/** Backups of a registry that may not open any more, newest first, each with the way to restore it. */
export function KnownBackups({ folder }: { readonly folder: string }) {
  const { data, error } = useQueryOf('backups.known', { registry: folder }, { staleTime: 0 })
  const [chosen, setChosen] = useState<string>()
  const whole = data?.backups.filter(({ state }) => state === 'unchecked').toSorted(byTime) ?? []
  return (
    <section className="known-backups" aria-labelledby="known-backups">
      <h2 id="known-backups">Backups of this registry</h2>
      <ErrorMessage error={error} />
      {data && whole.length === 0 && (
        <p className="soft">
          {data.folders.length === 0
            ? 'No backup folder was set for it. If you have a backup elsewhere, leave this page and choose “Restore from a backup…”.'
            : `None can be seen in ${data.folders.join(', ')}. Attach the drive on which they lie.`}
        </p>
      )}
      <ul className="known-backups-list">
        {whole.slice(0, 8).map(({ path, madeAt, cases }) => (
          <li key={path}>
            <span>{madeAt && momentOf(madeAt)}</span>
            <span className="soft">{cases === 1 ? '1 case' : `${cases} cases`}</span>
            <Button variant="default" size="compact-sm" onClick={() => setChosen(path)}>
              Restore…
            </Button>
            <span className="small soft known-backups-path">{path}</span>
          </li>
        ))}
      </ul>
      {chosen && <RestoreDialog backup={chosen} target={folder} hasKey={false} onClose={() => setChosen(undefined)} />}
    </section>
  )
}

const byTime = (a: { readonly madeAt?: string }, b: { readonly madeAt?: string }): number =>
  (b.madeAt ?? '').localeCompare(a.madeAt ?? '')
