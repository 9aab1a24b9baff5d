import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ListedUser } from '#shared/ipc/areas/users.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { NoRight } from '#renderer/app/no-right.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { AddUserDialog } from './add-user-dialog.tsx'
import { EndDialog } from './end-dialog.tsx'
import { PassphraseDialog } from './passphrase-dialog.tsx'
import { RightsDialog } from './rights-dialog.tsx'
import '#renderer/app/later-styles.ts'
import { UserTable } from './user-table.tsx'
import type { UserTask } from './user-table.tsx'
import './users-page.css'

type Task = { readonly do: 'add' } | { readonly do: UserTask; readonly user: ListedUser }

/** Who opens this registry, what each may do, and who came in last when. */
export function UsersPage() {
  const isAllowed = useRights().may('administer')
  const { data, error, isLoading, refetch } = useQueryOf('users.list', {}, { staleTime: 0, enabled: isAllowed })
  const status = useQueryOf('registry.status', {}).data
  const [task, setTask] = useState<Task>()
  const registry = status?.name ?? ''
  const isReadOnly = status?.readOnly === true
  const close = () => setTask(undefined)
  const readAgain = () => void refetch()
  return (
    <div className="page users">
      <title>Registry users – AS-ILD Registry</title>
      {isLoading && <BusyBar />}
      <h1>Registry users</h1>
      <p className="soft users-about">
        Each has a passphrase of their own. What somebody may not do is refused wherever it is asked, and every change
        of users stands in the audit chain. Users are never deleted: the history names them.
      </p>
      {!isAllowed && <NoRight right="administer" />}
      <ErrorMessage error={error} onRetry={readAgain} />
      {data && (
        <UserTable users={data.users} onTask={isReadOnly ? undefined : (wish, user) => setTask({ do: wish, user })} />
      )}
      {data && !isReadOnly && (
        <Button mt={12} onClick={() => setTask({ do: 'add' })}>
          Add a user…
        </Button>
      )}
      {task?.do === 'add' && <AddUserDialog registry={registry} onClose={close} onSettled={readAgain} />}
      {task?.do === 'rights' && <RightsDialog user={task.user} onClose={close} />}
      {task?.do === 'passphrase' && (
        <PassphraseDialog user={task.user} registry={registry} onClose={close} onSettled={readAgain} />
      )}
      {task?.do === 'end' && <EndDialog user={task.user} onClose={close} />}
    </div>
  )
}
