import FlaskIcon from '@tabler/icons-react/dist/esm/icons/IconFlask.mjs'
import FolderOpenIcon from '@tabler/icons-react/dist/esm/icons/IconFolderOpen.mjs'
import PlusIcon from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import RestoreIcon from '@tabler/icons-react/dist/esm/icons/IconRestore.mjs'
import CloseIcon from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { ReactNode } from 'react'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useCommand } from '../../ipc/use-contract.ts'
import type { OpenTask } from './open-task.ts'

type Recent = OutputOf<'shell.recent'>['registries']

interface OpenChoicesProps {
  readonly recent: Recent | undefined
  readonly task: OpenTask | undefined
  readonly choose: (task: OpenTask) => void
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const

/** The left half: registries opened before, and the other ways to one. */
export function OpenChoices({ recent, task, choose }: OpenChoicesProps) {
  const chooseFolder = useCommand('shell.chooseFolder')
  const openOther = async (): Promise<void> => {
    const { folder } = await chooseFolder.mutateAsync({ purpose: 'open' })
    if (folder) choose({ kind: 'unlock', folder })
  }
  const folder = task?.kind === 'unlock' ? task.folder : undefined
  return (
    <div className="open-choices">
      {recent && recent.length > 0 && (
        <>
          <h2>Recent registries</h2>
          <ul className="open-recent">
            {recent.map((one) => (
              <RecentRow
                key={one.folder}
                registry={one}
                isChosen={one.folder === folder}
                onChoose={() => choose({ kind: 'unlock', folder: one.folder, name: one.name })}
              />
            ))}
          </ul>
        </>
      )}
      <ul className="open-ways">
        <Way icon={<FolderOpenIcon {...icon} />} onClick={() => void openOther()} isChosen={false}>
          {recent && recent.length > 0 ? 'Open another folder…' : 'Open a folder…'}
        </Way>
        <Way
          icon={<RestoreIcon {...icon} />}
          onClick={() => choose({ kind: 'restore' })}
          isChosen={task?.kind === 'restore'}
        >
          Restore from a backup…
        </Way>
        <Way
          icon={<PlusIcon {...icon} />}
          onClick={() => choose({ kind: 'create' })}
          isChosen={task?.kind === 'create'}
        >
          New registry
        </Way>
        <Way icon={<FlaskIcon {...icon} />} onClick={() => choose({ kind: 'demo' })} isChosen={task?.kind === 'demo'}>
          Demo
        </Way>
      </ul>
      <ErrorMessage error={chooseFolder.error} />
    </div>
  )
}

interface RecentRowProps {
  readonly registry: Recent[number]
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function RecentRow({ registry: { name, folder, exists }, isChosen, onChoose }: RecentRowProps) {
  const forget = useCommand('shell.forgetRecent')
  return (
    <li className="open-recent-row" data-chosen={isChosen || undefined}>
      <button
        type="button"
        className="open-recent-choose"
        disabled={!exists}
        aria-current={isChosen}
        onClick={onChoose}
      >
        <span className="open-recent-name">{name}</span>
        <span className="open-recent-folder" title={folder}>
          {exists ? <bdi>{folder}</bdi> : `Not found at ${folder}`}
        </span>
      </button>
      <button
        type="button"
        className="open-recent-forget"
        aria-label={`Take ${name} off this list`}
        title="Take off this list (the registry itself stays)"
        onClick={() => forget.mutate({ folder })}
      >
        <CloseIcon size={14} stroke={1.75} aria-hidden />
      </button>
    </li>
  )
}

interface WayProps {
  readonly icon: ReactNode
  readonly isChosen: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function Way({ icon: mark, isChosen, onClick, children }: WayProps) {
  return (
    <li>
      <button
        type="button"
        className="open-way"
        data-chosen={isChosen || undefined}
        aria-current={isChosen}
        onClick={onClick}
      >
        {mark}
        {children}
      </button>
    </li>
  )
}
