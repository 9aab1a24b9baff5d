/** Goes through the whole registry and says how good the data are. Long: works in slices, can be cancelled. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { FormId } from '#shared/dictionary/forms.ts'
import { formOf } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { stateOf } from '#shared/domain/quality/completeness.ts'
import { expectedItems } from '#shared/domain/quality/expected-items.ts'
import { reportMaker } from '#shared/domain/quality/report-maker.ts'
import { recordName } from '#shared/domain/record-name.ts'
import type { Values } from '#shared/domain/record-rules.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { QualityReport } from '#shared/ipc/areas/quality.ts'
import type { OutputOf, ParsedInputOf } from '#shared/ipc/contract.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import type { Reader } from '#main/database/connection.ts'
import { caseRecord, casesInUse } from '#main/database/repositories/cases.ts'
import { recordsOfCase } from '#main/database/repositories/records.ts'
import type { Session } from '../session.ts'

/** Time between two breaths: other calls are answered meanwhile. */
const sliceMs = 40

export async function qualityReport(session: Session, { signal, progress }: CallContext): Promise<QualityReport> {
  const cases = casesInUse(session.reader())
  const report = reportMaker(session.clock.today())
  let sliceEnd = performance.now() + sliceMs
  for (const [done, { id }] of cases.entries()) {
    if (performance.now() > sliceEnd) {
      progress({ done, total: cases.length, what: 'Going through the cases' })
      await breathe()
      sliceEnd = performance.now() + sliceMs
    }
    if (signal.aborted) throw new AppError('cancelled', 'Going through the cases was cancelled.')
    const record = caseRecord(session.reader(), id)
    if (record) report.add(record)
  }
  return { at: session.clock.now(), ...report.made() }
}

type Lacking = OutputOf<'quality.lacking'>
type LackingWish = Omit<ParsedInputOf<'quality.lacking'>, 'form'>

/** The records of a form that lack an item without a reason; without an item, the cases that have no record of the form. */
export function lackingRecords(
  db: Reader,
  formId: FormId,
  { item, caseId: only, offset, limit }: LackingWish,
): Lacking {
  const { dateItem = '' } = formOf(formId)
  const cases = casesInUse(db).filter(({ id }) => only === undefined || id === only)
  const found = cases.flatMap(({ id: caseId, code: caseCode }): Lacking['records'] => {
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
