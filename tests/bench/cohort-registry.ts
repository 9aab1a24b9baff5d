/** A registry for questions about many cases: some patterns written as the program writes them, then copied by SQL. */
import { auditedTables, installTriggers } from '#main/database/audit.ts'
import type { Writer } from '#main/database/connection.ts'
import { createRegistry, openRegistry } from '#main/database/registry.ts'
import { systemClock } from '#main/backend/session.ts'
import { caseCode, referredKey } from '#main/demo/demo-case.ts'
import type { DemoCase } from '#main/demo/demo-case.ts'
import { demoCases } from '#main/demo/demo-cases.ts'
import { appVersion } from '#main/version.ts'
import { columnsOf } from '#shared/dictionary/columns.ts'
import { forms, tableOf } from '#shared/dictionary/forms.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { passphrase, writeCase } from './bench-registry.ts'

export interface CohortRegistry {
  readonly folder: string
  readonly keyHex: string
  readonly cases: number
  /** Answers of all cases; a unit is none. */
  readonly values: number
}

const patterns = 100

/** About a hundred values a case: what the rules of a cohort read. */
const kept: Readonly<Partial<Record<FormId, number>>> = {
  diagnosis: 1,
  antibody: 1,
  visit: 1,
  laboratory: 6,
  pft: 2,
  imaging: 1,
  treatment: 2,
  infusion: 1,
  event: 1,
}

export async function makeCohortRegistry(folder: string, cases: number): Promise<CohortRegistry> {
  const at = systemClock.now()
  let values = 0
  await createRegistry({ folder, name: 'Bench', user: 'Bench', passphrase, appVersion, at }, ({ db, audit }) => {
    const written = [...demoCases({ cases: patterns })].map(thinned)
    audit.transact({ name: 'Bench', operation: 'bench', at }, () =>
      written.forEach((one, index) => writeCase(db, one, caseCode(index + 1), at)),
    )
    copyCases(db, cases / patterns)
    values = valuesIn(db)
  })
  const opened = await openRegistry({ folder, passphrase, appVersion, at, readOnly: true })
  const keyHex = opened.dataKey.toString('hex')
  opened.close()
  return { folder, keyHex, cases, values }
}

/** The first few records of each form, and every third of the results, so that they reach over the whole course. */
function thinned(demoCase: DemoCase): DemoCase {
  const left: Partial<Record<FormId, number>> = { ...kept }
  const treatments = new Set<string>()
  const records = demoCase.records.filter(({ form, key, values }, index) => {
    const treatment = referredKey(values['treatment'])
    if (form === 'dose_step') return treatment !== undefined && treatments.delete(treatment)
    if ((left[form] ?? 0) === 0 || (form === 'laboratory' && values['test'] !== 'ck' && index % 3 > 0)) return false
    if (treatment !== undefined && !treatments.has(treatment)) return false
    left[form]! -= 1
    if (form === 'treatment') treatments.add(key)
    return true
  })
  return { ...demoCase, records }
}

/** Every row so many times, each copy with ids of its own. Nobody entered them: the audit chain has the patterns only. */
function copyCases(db: Writer, times: number): void {
  if (times <= 1) return
  for (const table of auditedTables(db))
    for (const event of ['insert', 'update', 'delete']) db.exec(`DROP TRIGGER audit_${table}_${event}`)
  db.exec('BEGIN')
  for (const form of forms) {
    const table = tableOf(form)
    const references = new Set(form.items.flatMap(({ type, name }) => (type === 'reference' ? [name] : [])))
    const names = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
    const copied = names.map((name) => {
      if (name === 'code' && form.id === 'case') return `'AS-' || (CAST(substr(code, 4) AS INTEGER) + n * ${patterns})`
      return name === 'id' || name === 'case_id' || references.has(name) ? `${name} || '-' || n` : name
    })
    db.exec(
      `INSERT INTO ${table} (${names.join(', ')}) WITH RECURSIVE times (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM times WHERE n < ${times - 1})
       SELECT ${copied.join(', ')} FROM times CROSS JOIN (SELECT * FROM ${table})`,
    )
  }
  db.exec('COMMIT')
  installTriggers(db)
}

function valuesIn(db: Writer): number {
  return forms.reduce((sum, form) => {
    const counts = columnsOf(form).flatMap(({ name, role }) => (role === 'value' ? [`count(${name})`] : []))
    return sum + (db.prepare(`SELECT ${counts.join(' + ')} AS n FROM ${tableOf(form)}`).get() as { n: number }).n
  }, 0)
}
