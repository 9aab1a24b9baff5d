/** The audit chain on the command line: looked through, or taken out into a file. */
import { auditGroupIds } from '#shared/domain/audit-kinds.ts'
import type { AuditEntry, AuditFilter } from '#shared/ipc/areas/audit.ts'
import type { Client } from '#shared/ipc/client.ts'
import { CommandProblem, textOption } from './command.ts'
import type { Command, OptionValues } from './command.ts'
import { extensionOf, outOf } from './out-file.ts'
import { textTable } from './text-table.ts'

const pageSize = 500

export const auditCommand: Command = {
  name: 'audit',
  operands: ['REG'],
  options: {
    case: { type: 'string' },
    since: { type: 'string' },
    kind: { type: 'string' },
    out: { type: 'string' },
    identity: { type: 'boolean' },
  },
  usage: '[--case CODE] [--since DATE] [--kind KIND] [--out FILE.csv|.json [--identity]]',
  about: `who did what, newest first, or into a table or a signed copy: ${auditGroupIds.join(', ')}`,
  // Taking the chain out is an entry of it.
  readOnly: (options) => options['out'] === undefined,
  async run({ operands: [folder = ''], options, pathOf, client, openRegistry }) {
    const filter = filterOf(options)
    const out = textOption(options, 'out')
    if (out === undefined) {
      await openRegistry(pathOf(folder))
      const entries = await allEntries(client, filter)
      return { json: { total: entries.length, entries }, text: entries.length > 0 ? tableOf(entries) : 'No entry.' }
    }
    const file = pathOf(outOf(out, ['csv', 'json']))
    const format = extensionOf(file) === 'csv' ? 'csv' : 'json'
    await openRegistry(pathOf(folder))
    const withIdentity = options['identity'] === true
    const made = await client.call('audit.writeExport', { file, format, filter, withIdentity })
    const key = format === 'json' ? ` Public key: ${made.publicKey}` : ''
    return { json: made, text: `Wrote ${made.file}: ${made.entries} entries, head ${made.head}.${key}` }
  },
}

function filterOf(options: OptionValues): AuditFilter {
  const since = textOption(options, 'since')
  const kind = textOption(options, 'kind')
  const code = textOption(options, 'case')
  const known = auditGroupIds.find((id) => id === kind)
  if (kind !== undefined && !known)
    throw new CommandProblem(`There is no kind “${kind}”. Kinds: ${auditGroupIds.join(' ')}.`)
  return {
    ...(code !== undefined && { case: code }),
    ...(since !== undefined && { from: startOf(since) }),
    ...(known && { kind: known }),
  }
}

/** A day begins when it begins at this workstation. */
function startOf(since: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(since) ? new Date(`${since}T00:00`) : undefined
  if (!time || Number.isNaN(time.getTime()))
    throw new CommandProblem(`--since wants a date like 2026-04-12, not “${since}”.`)
  return time.toISOString()
}

async function allEntries(client: Client, filter: AuditFilter): Promise<readonly AuditEntry[]> {
  const all: AuditEntry[] = []
  for (let before: number | undefined; ;) {
    const page = await client.call('audit.find', { filter, limit: pageSize, ...(before && { before }) })
    all.push(...page.entries)
    before = page.searchedTo?.seq
    if (!page.more || before === undefined || isBefore(page.searchedTo?.at, filter.from)) return all
  }
}

/** What is older than what was asked for by more than a clock can be wrong. */
const slackMs = 7 * 86_400_000
const isBefore = (at: string | undefined, from: string | undefined) =>
  at !== undefined && from !== undefined && Date.parse(at) < Date.parse(from) - slackMs

function tableOf(entries: readonly AuditEntry[]): string {
  return textTable(
    ['entry', 'at', 'who', 'case', 'operation', 'what', 'why'],
    entries.map((entry) => [
      String(entry.seq),
      entry.at,
      entry.actor,
      entry.caseCode ?? '',
      entry.operation,
      whatOf(entry),
      entry.reason ?? '',
    ]),
    { right: ['entry'] },
  )
}

/** `visit update: weight 71 -> 69`. */
function whatOf({ kind, table, before = {}, after = {}, detail, withheld }: AuditEntry): string {
  if (table === undefined) return [kind, detail].filter(Boolean).join(': ')
  if (withheld) return `${table} ${kind} (not shown here)`
  const said = (value: unknown) =>
    value === null || value === undefined ? 'empty' : typeof value === 'string' ? value : JSON.stringify(value)
  if (kind === 'insert') return `${table} insert`
  const names = Object.keys(after).filter((name) => name !== 'version')
  return `${table} ${kind}: ${names.map((name) => `${name} ${said(before[name])} -> ${said(after[name])}`).join('; ')}`
}
