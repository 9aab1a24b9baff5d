/** Users of a registry. The key slots that let them in lie in keys.json; what they may do once inside lies here. */
import { rights } from '#shared/ipc/rights.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import type { Reader, Writer } from '../connection.ts'
import { uuidV7 } from '../uuid-v7.ts'

export interface RegistryUser {
  readonly id: string
  readonly name: string
  readonly rights: readonly UserRight[]
  readonly createdAt: string
  /** UTC ISO time from which the user is let in no more. */
  readonly endedAt: string | undefined
}

interface Row {
  readonly id: string
  readonly name: string
  readonly rights: string
  readonly created_at: string
  readonly ended_at: string | null
}

/** Everybody, also those who have left, by name. */
export function usersIn(db: Reader): RegistryUser[] {
  const rows = db.prepare('SELECT * FROM registry_user ORDER BY name').all() as Row[]
  return rows.map(({ id, name, rights, created_at, ended_at }) => ({
    id,
    name,
    rights: JSON.parse(rights) as UserRight[],
    createdAt: created_at,
    endedAt: ended_at ?? undefined,
  }))
}

/** @param given everything, for who makes a registry */
export function addUser(
  db: Writer,
  { name, at, given = rights }: { name: string; at: string; given?: readonly UserRight[] },
): string {
  const id = uuidV7()
  db.prepare('INSERT INTO registry_user (id, name, rights, created_at, updated_at) VALUES (?, ?, ?, ?, ?)').run(
    id,
    name,
    JSON.stringify(given),
    at,
    at,
  )
  return id
}
