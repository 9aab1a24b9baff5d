import { Button } from '@mantine/core'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { ListedUser } from '#shared/ipc/areas/users.ts'
import { dayOf, timeOf } from '#renderer/forms/moments.ts'
import { rightsName } from './rights-words.ts'

export type UserTask = 'rights' | 'passphrase' | 'end'

interface UserTableProps {
  readonly users: readonly ListedUser[]
  /** Missing where nothing can be changed. */
  readonly onTask: ((task: UserTask, user: ListedUser) => void) | undefined
}

/** Who is inside comes first with who else may come in; those who have left stand below. */
export function UserTable({ users, onTask }: UserTableProps) {
  const inOrder = [...users.filter(({ endedAt }) => !endedAt), ...users.filter(({ endedAt }) => endedAt)]
  return (
    <table className="users-table">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Rights</th>
          <th scope="col">Since</th>
          <th scope="col">Last unlocked</th>
          <th scope="col">State</th>
          <th scope="col">
            <span className="visually-hidden">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {inOrder.map((user) => (
          <tr key={user.id} data-ended={user.endedAt !== undefined || undefined}>
            <th scope="row">
              {user.name} {user.isYou && <span className="soft">(you)</span>}
            </th>
            <td>{rightsName(user.rights)}</td>
            <td>{dayWords(user.since)}</td>
            <td>{user.lastUnlocked ? `${dayWords(user.lastUnlocked)}, ${timeOf(user.lastUnlocked)}` : 'never'}</td>
            <td>
              <State user={user} />
            </td>
            <td>{onTask && <Tasks user={user} onTask={onTask} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const dayWords = (at: string): string => formatPartialDate(dayOf(at))

function State({ user: { endedAt, hasPassphrase, computers } }: { readonly user: ListedUser }) {
  if (endedAt) return <>ended {dayWords(endedAt)}</>
  if (!hasPassphrase) return <span className="users-attention">no passphrase yet</span>
  if (computers.length === 0) return <>active</>
  return <>active; on {computers.join(', ')} without the passphrase</>
}

interface TasksProps {
  readonly user: ListedUser
  readonly onTask: NonNullable<UserTableProps['onTask']>
}

function Tasks({ user, onTask }: TasksProps) {
  const task = (what: UserTask, label: string, words: string) => (
    <Button size="compact-sm" variant="subtle" aria-label={words} onClick={() => onTask(what, user)}>
      {label}
    </Button>
  )
  if (user.endedAt) return task('passphrase', 'Let in again…', `Let ${user.name} in again`)
  return (
    <>
      {task('rights', 'Rights…', `Rights of ${user.name}`)}
      {!user.isYou && task('passphrase', 'Passphrase…', `New passphrase for ${user.name}`)}
      {!user.isYou && task('end', 'End access…', `End access of ${user.name}`)}
    </>
  )
}
