import type { ListedDue } from '#shared/ipc/areas/due.ts'
import type { Command } from './command.ts'
import { textTable } from './text-table.ts'

const pageSize = 1000

export const dueCommand: Command = {
  name: 'due',
  operands: ['REG'],
  options: { soon: { type: 'boolean' } },
  usage: '[--soon]',
  about: 'lists what is overdue, with --soon also what will be soon, the longest overdue first',
  readOnly: true,
  async run({ operands: [folder = ''], options, pathOf, client, openRegistry }) {
    await openRegistry(pathOf(folder))
    const states: ListedDue['state'][] = options['soon'] === true ? ['overdue', 'soon', 'undated'] : ['overdue']
    const rows: ListedDue[] = []
    for (;;) {
      const page = await client.call('due.list', { states, offset: rows.length, limit: pageSize })
      rows.push(...page.rows)
      if (page.rows.length === 0 || rows.length >= page.total) break
    }
    return { json: { total: rows.length, rows }, text: rows.length > 0 ? tableOf(rows) : 'Nothing is due.' }
  },
}

function tableOf(rows: readonly ListedDue[]): string {
  return textTable(
    ['code', 'what', 'how it stands', 'due by', 'last done', 'rule', 'source'],
    rows.map((row) => [
      row.caseCode,
      row.label,
      row.standing,
      row.to ?? '',
      row.last,
      `${row.rule} (${row.ruleSource})`,
      row.source ?? '',
    ]),
  )
}
