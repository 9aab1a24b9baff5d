import type { CaseRow } from '#shared/ipc/areas/cases.ts'
import type { FakeHandlers } from './fake-bridge.ts'

/** A row of the case table, complete enough to be drawn. */
export function aCaseRow(number: number, change: Partial<CaseRow> = {}): CaseRow {
  const code = `AS-${String(number).padStart(4, '0')}`
  return { id: `case-${number}`, code, status: 'active', antibodies: ['jo-1'], drugs: [], ...change }
}

/** Answers of a registry that holds these rows: windows as asked, search in the code only. */
export function registryOf(rows: readonly CaseRow[]): FakeHandlers {
  const count = (codesOf: (row: CaseRow) => readonly string[]): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (const code of rows.flatMap(codesOf)) counts[code] = (counts[code] ?? 0) + 1
    return counts
  }
  return {
    'cases.find': ({ search, offset, limit }) => {
      const found = rows.filter(({ code }) => !search || code.toLowerCase().includes(search.toLowerCase()))
      return { total: found.length, rows: found.slice(offset, offset + limit) }
    },
    'cases.facets': () => ({
      status: count((row) => [row.status]),
      antibody: count((row) => row.antibodies),
      pattern: count((row) => (row.pattern ? [row.pattern] : [])),
      drug: count((row) => row.drugs),
    }),
  }
}
