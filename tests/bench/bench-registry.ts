/** A registry of size, made in seconds: 10,000 cases with the records that the case table lives on, and one large case. */
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import { registryFiles } from '#main/database/registry-folder.ts'
import type { Writer } from '#main/database/connection.ts'
import { createRegistry, openRegistry } from '#main/database/registry.ts'
import { refreshCaseRow } from '#main/database/repositories/cases.ts'
import { insertRecord } from '#main/database/repositories/records.ts'
import { systemClock } from '#main/backend/session.ts'
import { caseCode, referredKey } from '#main/demo/demo-case.ts'
import type { DemoCase, DemoRecord } from '#main/demo/demo-case.ts'
import { demoCases } from '#main/demo/demo-cases.ts'
import { appVersion } from '#main/version.ts'
import type { FormId } from '#shared/dictionary/forms.ts'

export const passphrase = 'correct horse battery staple'
export const caseCount = 10_000
export const largeCaseRecords = 2_000

export interface BenchRegistry {
  readonly folder: string
  /** A copy of the file, for a second program that reads it while the app has the first one open. */
  readonly copy: string
  readonly keyHex: string
  readonly largeCaseId: string
}

/** How many different cases the generator makes; the registry repeats them under other codes. */
const patterns = 500
const casesATransaction = 500

/** What a case keeps of a demo case, which has some three hundred records: the first few of each of these. */
const kept: Readonly<Partial<Record<FormId, number>>> = { diagnosis: 1, antibody: 3, pft: 3, imaging: 1, treatment: 2 }

export async function makeBenchRegistry(folder: string, copy: string): Promise<BenchRegistry> {
  const at = systemClock.now()
  const actor = { name: 'Bench', operation: 'bench', at }
  const whole = [...demoCases({ cases: patterns })]
  const small = whole.map(reduced)
  let largeCaseId = ''
  await createRegistry({ folder, name: 'Bench', user: 'Bench', passphrase, appVersion, at }, ({ db, audit }) => {
    for (let number = 1; number < caseCount; number += casesATransaction)
      audit.transact(actor, () => {
        const last = Math.min(caseCount - 1, number + casesATransaction - 1)
        for (let n = number; n <= last; n++) writeCase(db, small[n % patterns]!, caseCode(n), at)
      })
    audit.transact(actor, () => {
      largeCaseId = writeCase(db, largeCase(whole), caseCode(caseCount), at)
    })
  })
  const opened = await openRegistry({ folder, passphrase, appVersion, at, readOnly: true })
  const keyHex = opened.dataKey.toString('hex')
  opened.close()
  fs.copyFileSync(registryFiles(folder).database, copy)
  return { folder, copy, keyHex, largeCaseId }
}

function reduced(demoCase: DemoCase): DemoCase {
  const left: Partial<Record<FormId, number>> = { ...kept }
  const taken = new Set<string>()
  const records = demoCase.records.filter((record) => {
    const treatment = referredKey(record.values['treatment'])
    const isWanted =
      record.form === 'dose_step' ? treatment !== undefined && taken.has(treatment) : (left[record.form] ?? 0) > 0
    if (!isWanted) return false
    if (record.form === 'dose_step')
      taken.delete(treatment!) // One step of a treatment.
    else left[record.form]! -= 1
    if (record.form === 'treatment') taken.add(record.key)
    return true
  })
  return { ...demoCase, records }
}

/** Records of as many cases as it takes, all in one. */
function largeCase(cases: readonly DemoCase[]): DemoCase {
  const records = cases.flatMap((demoCase, index) =>
    demoCase.records.map((record) => ({ ...record, key: `${index}/${record.key}`, values: prefixed(record, index) })),
  )
  return { ...cases[1]!, records: records.slice(0, largeCaseRecords) }
}

function prefixed({ values }: DemoRecord, index: number): DemoRecord['values'] {
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => {
      const key = referredKey(value)
      return [column, key === undefined ? value : (value as string).replace(key, `${index}/${key}`)]
    }),
  )
}

export function writeCase(
  db: Writer,
  { values, missing = {}, source, records }: DemoCase,
  code: string,
  at: string,
): string {
  const caseId = randomUUID()
  const frame = { caseId, at, comment: null, source }
  insertRecord(db, 'case', { ...frame, id: caseId, values: { ...values, code }, missing })
  const ids = new Map(records.map(({ key }) => [key, randomUUID()]))
  for (const record of records) {
    const entries = Object.entries(record.values).map(([column, value]) => {
      const key = referredKey(value)
      return [column, key === undefined ? value : ids.get(key)]
    })
    const { form, key, missing: why = {}, comment = null } = record
    insertRecord(db, form, { ...frame, id: ids.get(key)!, values: Object.fromEntries(entries), missing: why, comment })
  }
  refreshCaseRow(db, caseId, systemClock.today())
  return caseId
}
