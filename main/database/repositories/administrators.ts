/** Whoever holds the recovery sheet may make an administrator: of a new user, or of one who is there or was. */
import { rights } from '#shared/ipc/rights.ts'
import type { Writer } from '../connection.ts'
import { addUser, usersIn } from './users.ts'

/** @returns the name as the registry writes it */
export function makeAdministrator(db: Writer, { name, at }: { readonly name: string; readonly at: string }): string {
  const found = usersIn(db).find((user) => user.name.toLowerCase() === name.toLowerCase())
  if (!found) {
    addUser(db, { name, at })
    return name
  }
  if (found.endedAt !== undefined || !found.rights.includes('administer'))
    db.prepare('UPDATE registry_user SET rights = ?, ended_at = NULL, updated_at = ? WHERE id = ?').run(
      JSON.stringify(rights),
      at,
      found.id,
    )
  return found.name
}
