import path from 'node:path'
import type { Client } from '#shared/ipc/client.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import { passphrase, testBackend } from './test-backend.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Strong enough, and another one for each user. */
export const passphraseOf = (name: string): string => `violet kettle ${name} glacier 41`

export interface RegistryOfUsers {
  readonly folder: string
  /** The administrator's. */
  readonly client: Client
  /** Ids by name. */
  readonly ids: Readonly<Record<string, string>>
}

/** A registry of the administrator “Dr. Test” and others with these rights, open. */
export async function registryOfUsers(
  users: Readonly<Record<string, readonly UserRight[]>>,
  options: Parameters<typeof testBackend>[0] = {},
): Promise<RegistryOfUsers> {
  const folder = path.join(temporaryFolder(), 'users.asild')
  const { client } = testBackend(options)
  await client.call('registry.create', { folder, name: 'Test registry', user: 'Dr. Test', passphrase })
  const ids: Record<string, string> = {}
  for (const [name, rights] of Object.entries(users)) {
    const { id } = await client.call('users.add', { name, rights: [...rights], passphrase: passphraseOf(name) })
    ids[name] = id
  }
  return { folder, client, ids }
}

/** The registry as another user opens it, after the administrator has closed it. */
export async function openedBy({ folder, client }: RegistryOfUsers, name: string): Promise<Client> {
  await client.call('registry.close', {})
  await client.call('registry.open', { folder, user: name, passphrase: passphraseOf(name) })
  return client
}
