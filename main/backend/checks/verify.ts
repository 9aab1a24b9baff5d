/** Whether a registry is sound, check by check. */
import { setImmediate as breathe } from 'node:timers/promises'
import { auditHead, walkChain, wrongTriggers } from '#main/database/audit.ts'
import { pendingMigrations } from '#main/database/migrate.ts'
import { wordsOfDamage } from '#main/database/checks/page-check.ts'
import { wordsOfUnreadable } from '#main/database/checks/unreadable.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import { unexplainedRow } from '#main/database/checks/unexplained-row.ts'
import { knownSeries } from '#main/database/repositories/image-series.ts'
import { wrongContent } from '#main/database/repositories/attachment-content.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CheckResult } from '#shared/ipc/areas/registry.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import { findWrongSeries } from '../images/check-images.ts'
import { findDamageSlowly } from './damage-watch.ts'
import type { Session } from '../session.ts'

interface Check {
  readonly name: string
  /** What is said of a sound registry. */
  readonly sound: (registry: OpenRegistry) => string
  /** What is wrong, in words; undefined where nothing is. */
  readonly problem: (
    registry: OpenRegistry,
    breathe: () => Promise<void>,
  ) => string | undefined | Promise<string | undefined>
}

const checks: readonly Check[] = [
  {
    name: 'Structure',
    sound: () => 'tables and indexes agree',
    problem({ reader }) {
      const found = String(reader.pragma('integrity_check(1)', { simple: true }))
      return found === 'ok' ? undefined : `tables and indexes do not agree (${found.split('\n').at(-1)})`
    },
  },
  {
    name: 'References',
    sound: () => 'every reference leads to a record',
    problem({ reader }) {
      const broken = reader.pragma('foreign_key_check') as { table: string }[]
      return broken[0] && `${broken.length} references lead nowhere, the first in ${broken[0].table}`
    },
  },
  {
    name: 'Attachments',
    sound: () => 'every file is what its record says',
    problem({ reader }) {
      const wrong = wrongContent(reader)
      return wrong && `the file of attachment ${wrong} is missing or was changed`
    },
  },
  {
    name: 'Images',
    sound: ({ reader }) => soundImages(knownSeries(reader).length),
    async problem(registry, breathe) {
      const wrong = await findWrongSeries(registry, breathe)
      const [first, ...others] = wrong.map(({ words }) => words)
      return first && `${first}${others.length > 0 ? ` ${others.length} more of the series are wrong.` : ''}`
    },
  },
  {
    name: 'Schema',
    sound: () => 'made by the known steps',
    problem({ reader }) {
      const pending = pendingMigrations(reader)
      return pending.length > 0 ? `${pending.length} steps are missing` : undefined
    },
  },
  {
    name: 'Audit triggers',
    sound: () => 'every table is watched',
    problem({ reader }) {
      const wrong = wrongTriggers(reader)
      return wrong[0] && `changed or missing: ${wrong.join(', ')}`
    },
  },
  {
    name: 'Audit chain',
    sound: ({ reader }) => `whole, ${auditHead(reader).entries} entries`,
    async problem({ reader, dataKey }, breathe) {
      const walk = walkChain(reader, dataKey)
      for (;;) {
        const { done, value } = walk.next()
        if (done) return value === undefined ? undefined : `entry ${value} was changed or removed`
        await breathe()
      }
    },
  },
  {
    name: 'Records',
    sound: () => 'every record is as the audit chain left it',
    problem({ reader }) {
      const row = unexplainedRow(reader)
      return row && `row ${row.id} of ${row.table} is not what the audit chain says of it`
    },
  },
]

const soundImages = (series: number): string =>
  series === 0 ? 'none are kept' : `every image of ${series === 1 ? 'the one' : `all ${series}`} series opens`

/** Every check runs, whatever the others found; a check that can't run has failed. */
export async function verify(session: Session, context: CallContext): Promise<{ ok: boolean; checks: CheckResult[] }> {
  const registry = session.registry()
  const damage = await findDamageSlowly(session, context)
  const pages = { name: 'Pages', ok: !damage, detail: damage ? wordsOfDamage(damage) : 'every page carries its seal' }
  /** Lets others be answered; who cancels, or closes the registry, ends the check. */
  const goOn = async (): Promise<void> => {
    await breathe()
    if (context.signal.aborted || !registry.reader.open) throw new AppError('cancelled', 'The check was cancelled.')
  }
  const others: CheckResult[] = []
  for (const { name, sound, problem } of checks) {
    await goOn()
    try {
      const found = await problem(registry, goOn)
      others.push({ name, ok: found === undefined, detail: found ?? sound(registry) })
    } catch (error) {
      if (error instanceof AppError && error.kind === 'cancelled') throw error
      others.push({
        name,
        ok: false,
        detail: wordsOfUnreadable(error),
      })
    }
  }
  return { ok: damage === undefined && others.every((check) => check.ok), checks: [pages, ...others] }
}
