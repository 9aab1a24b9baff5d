/** Goes through the whole registry and says how good the data are. Long: works in slices, can be cancelled. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { FormId } from '#shared/dictionary/forms.ts'
import { formOf } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { completenessCounter, recordsOfForm, stateOf } from '#shared/domain/quality/completeness.ts'
import { expectedItems } from '#shared/domain/quality/expected-items.ts'
import { findingsOf } from '#shared/domain/quality/findings.ts'
import { recordName } from '#shared/domain/record-name.ts'
import type { Values } from '#shared/domain/record-rules.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { ListedFinding, QualityReport } from '#shared/ipc/areas/quality.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import type { Reader } from '#main/database/connection.ts'
import { caseRecord, casesInUse } from '#main/database/repositories/cases.ts'
import { recordsOfCase } from '#main/database/repositories/records.ts'
import type { Session } from '../session.ts'

/** A list longer than this is no list to work through; the counts by rule hold all. */
const mostFindings = 2000
/** Time between two breaths: other calls are answered meanwhile. */
const sliceMs = 40

export async function qualityReport(session: Session, { signal, progress }: CallContext): Promise<QualityReport> {
  const today = session.clock.today()
  const cases = casesInUse(session.reader())
  const counter = completenessCounter()
  const rules = new Map<string, QualityReport['rules'][number]>()
  const findings: ListedFinding[] = []
  let done = 0
  let sliceEnd = performance.now() + sliceMs
  for (const { id, code } of cases) {
    if (performance.now() > sliceEnd) {
      progress({ done, total: cases.length, what: 'Going through the cases' })
      await breathe()
      sliceEnd = performance.now() + sliceMs
    }
    if (signal.aborted) throw new AppError('cancelled', 'Going through the cases was cancelled.')
    done++
    const record = caseRecord(session.reader(), id)
    if (!record) continue
    counter.add(record)
    for (const { form, recordId, date, item, rule, severity, message } of findingsOf(record, today)) {
      const count = rules.get(`${rule} ${severity}`)?.count ?? 0
      rules.set(`${rule} ${severity}`, { rule, severity, count: count + 1 })
      if (findings.length === mostFindings) continue
      const about = recordsOfForm(record, form).find((each) => each.id === recordId)
      const name = recordName(form, about ?? {})
      findings.push({
        caseId: id,
        caseCode: code,
        form,
        recordId,
        name,
        item,
        rule,
        severity,
        message,
        ...(date !== undefined && { date }),
      })
    }
  }
  const forms = counter.counts().map((count) => ({ ...count, items: [...count.items] }))
  return {
    at: session.clock.now(),
    cases: cases.length,
    records: forms.reduce((sum, { records }) => sum + records, 0),
    forms,
    rules: [...rules.values()].sort((a, b) => b.count - a.count),
    findings,
  }
}

type Lacking = OutputOf<'quality.lacking'>

/** The records of a form that lack an item without a reason; without an item, the cases that have no record of the form. */
export function lackingRecords(
  db: Reader,
  formId: FormId,
  { item, offset, limit }: { readonly item: string | undefined; readonly offset: number; readonly limit: number },
): Lacking {
  const { dateItem = '' } = formOf(formId)
  const found = casesInUse(db).flatMap(({ id: caseId, code: caseCode }): Lacking['records'] => {
    const records = recordsOfCase(db, formId, caseId)
    const about = (record: AnyRecord | undefined) => {
      const date: unknown = record?.[dateItem]
      const name = recordName(formId, record ?? {})
      return { caseId, caseCode, form: formId, name, ...(typeof date === 'string' && { date }) }
    }
    if (item === undefined) return records.length === 0 ? [about(undefined)] : []
    return records
      .filter(
        (record) =>
          stateOf(record, item) === 'lacking' &&
          expectedItems(formId, record as unknown as Values).some(({ name }) => name === item),
      )
      .map((record) => ({ ...about(record), recordId: record.id }))
  })
  return { total: found.length, records: found.slice(offset, offset + limit) }
}
