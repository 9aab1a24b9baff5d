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

export function setUserRights(db: Writer, id: string, given: readonly UserRight[], at: string): void {
  db.prepare('UPDATE registry_user SET rights = ?, updated_at = ? WHERE id = ?').run(JSON.stringify(given), at, id)
}

/** @param endedAt null lets the user in again */
export function setUserEnded(db: Writer, id: string, endedAt: string | null, at: string): void {
  db.prepare('UPDATE registry_user SET ended_at = ?, updated_at = ? WHERE id = ?').run(endedAt, at, id)
}

/** When each name last unlocked the registry, as the audit chain has it: UTC ISO times by name in lower case. */
export function lastUnlocks(db: Reader): ReadonlyMap<string, string> {
  const rows = db
    .prepare(`SELECT actor, max(at) AS at FROM audit WHERE table_name IS NULL AND kind = 'unlock' GROUP BY actor`)
    .all()
  return new Map((rows as { actor: string; at: string }[]).map(({ actor, at }) => [actor.toLowerCase(), at]))
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
