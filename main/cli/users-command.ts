import { presetOf } from '#shared/ipc/rights.ts'
import type { ListedUser } from '#shared/ipc/areas/users.ts'
import type { Command } from './command.ts'
import { textTable } from './text-table.ts'

export const usersCommand: Command = {
  name: 'users',
  operands: ['REG'],
  options: {},
  about: 'who opens the registry, with which rights',
  readOnly: true,
  async run({ operands: [folder = ''], pathOf, client, openRegistry }) {
    await openRegistry(pathOf(folder))
    const { users } = await client.call('users.list', {})
    const rows = users.map((user) => [
      user.name,
      rightsOf(user),
      user.since.slice(0, 10),
      user.lastUnlocked?.slice(0, 16).replace('T', ' ') ?? 'never',
      stateOf(user),
    ])
    return { json: { users }, text: textTable(['name', 'rights', 'since', 'last unlocked (UTC)', 'state'], rows) }
  },
}

const rightsOf = ({ rights }: ListedUser): string => presetOf(rights)?.name ?? rights.join(', ')

function stateOf({ endedAt, hasPassphrase, computers }: ListedUser): string {
  if (endedAt) return `ended ${endedAt.slice(0, 10)}`
  if (!hasPassphrase) return 'no passphrase yet'
  return computers.length > 0 ? `active, on ${computers.join(', ')} without the passphrase` : 'active'
}
