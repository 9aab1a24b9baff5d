/**
 * Somebody who holds the key changes the history with a tool of their own: an independent SQLCipher 4 program, which takes
 * the guards off first and puts them back. The verification must say so, and where.
 */
import fs from 'node:fs'
import path from 'node:path'
import { seededRandom } from '#main/demo/random.ts'
import Cipher from '@signalapp/sqlcipher'
import type { Fault } from '../fault.ts'
import { inFolder, passphrase, withBackend } from '../fault-place.ts'

interface Tampering {
  readonly what: string
  readonly sql: (seq: number, entries: number) => string
  /** The entry that the verification must name; none where it names the record instead. */
  readonly place: (seq: number, entries: number) => number | undefined
}

const columns = ['at', 'actor', 'operation', 'reason', 'kind', 'case_id', 'before', 'after'] as const
const otherColumns = columns.map((name) => `${name} = b.${name}`).join(', ')

const tamperings: readonly Tampering[] = [
  ...columns.map((column): Tampering => ({
    what: `${column} altered`,
    sql: (seq) => `UPDATE audit SET ${column} = coalesce(${column}, '') || 'x' WHERE seq = ${seq}`,
    place: (seq) => seq,
  })),
  { what: 'removed', sql: (seq) => `DELETE FROM audit WHERE seq = ${seq}`, place: (seq) => seq },
  {
    what: 'removed and the rest moved up',
    sql: (seq) => `DELETE FROM audit WHERE seq = ${seq}; UPDATE audit SET seq = -seq WHERE seq > ${seq};
      UPDATE audit SET seq = -seq - 1 WHERE seq < 0`,
    place: (seq) => seq,
  },
  {
    what: 'swapped with the next',
    sql: (seq) => `CREATE TEMP TABLE two AS SELECT * FROM audit WHERE seq IN (${seq}, ${seq + 1});
      UPDATE audit SET ${otherColumns} FROM two b WHERE audit.seq IN (${seq}, ${seq + 1}) AND b.seq = ${2 * seq + 1} - audit.seq`,
    place: (seq) => seq,
  },
  {
    what: 'a copy of it appended',
    sql: (seq, entries) => `CREATE TEMP TABLE one AS SELECT * FROM audit WHERE seq = ${seq};
      UPDATE one SET seq = ${entries + 1}; INSERT INTO audit SELECT * FROM one`,
    place: (_seq, entries) => entries + 1,
  },
  {
    what: 'the last change cut off',
    sql: (_seq, entries) => `DELETE FROM audit WHERE seq > ${entries - 3}`,
    place: () => undefined,
  },
  { what: 'a record changed past it', sql: () => `UPDATE cases SET site = 'Genf'`, place: () => undefined },
]

export const tamperedAudit: Fault = {
  name: 'tampered-audit',
  times: 100,
  run: (times, seed) =>
    inFolder(async (parent) => {
      const random = seededRandom(seed)
      const { folder, keyHex, changes } = await make(parent)
      const missed: string[] = []
      for (let time = 0; time < times; time++) {
        const { what, sql, place } = tamperings[time % tamperings.length]!
        // An entry of a change, not the last: it has a next one.
        const seq = random.whole(2, changes - 2)
        const copy = path.join(parent, 'tampered.asild')
        fs.cpSync(folder, copy, { recursive: true })
        tamper(copy, keyHex, sql(seq, changes))
        const told = await verified(copy)
        const wanted = place(seq, changes)
        const expected =
          wanted === undefined ? /^row \S+ of \w+ is not what the audit chain says/ : new RegExp(`^entry ${wanted} `)
        if (!told.some((detail) => expected.test(detail)))
          missed.push(`${what} (entry ${seq}: ${told.join('; ') || 'nothing told'})`)
        fs.rmSync(copy, { recursive: true })
      }
      return {
        fault: 'History changed by another tool that has the key',
        tried: times,
        survived: times - missed.length,
        lost: missed.length,
        note:
          missed.slice(0, 5).join('; ') ||
          'each told, with the entry or the record; see SECURITY.md for what can’t be told',
      }
    }),
}

async function make(parent: string): Promise<{ folder: string; keyHex: string; changes: number }> {
  const folder = path.join(parent, 'sound.asild')
  return withBackend(async ({ client }) => {
    await client.call('registry.create', { folder, name: 'Trust', user: 'Dr. Test', passphrase })
    const { keyHex } = await client.call('registry.recoverySheet', {})
    for (let number = 1; number <= 8; number++) {
      const code = `AS-000${number}`
      const { id } = await client.call('cases.create', { values: { code, site: 'Bern' } })
      const edit = { form: 'case', id, version: 1, values: { code, site: 'Basel' }, reason: 'moved' }
      await client.call('records.edit', edit)
    }
    const { auditEntries } = await client.call('registry.info', {})
    await client.call('registry.close', {})
    return { folder, keyHex, changes: auditEntries }
  })
}

/** Guards are taken off and put back as they were, so that nothing but the history tells. */
function tamper(folder: string, keyHex: string, sql: string): void {
  const db = new Cipher(path.join(folder, 'registry.db'))
  try {
    db.pragma(`key = "x'${keyHex}'"`)
    const triggers = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all() as {
      name: string
      sql: string
    }[]
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
    db.exec(sql)
    for (const trigger of triggers) db.exec(trigger.sql)
  } finally {
    db.close()
  }
}

/** What the verification says is wrong. */
function verified(folder: string): Promise<readonly string[]> {
  return withBackend(async ({ client }) => {
    await client.call('registry.open', { folder, passphrase })
    const { checks } = await client.call('registry.verify', {})
    return checks.filter(({ ok }) => !ok).map(({ detail }) => detail)
  })
}
