import { Button } from '@mantine/core'
import type { RegistryForm } from '#shared/dictionary/forms.ts'
import { formOf } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { isKeptBack, keptBackWords } from '#shared/domain/imaging/kept-back-readings.ts'
import type { ReadingOf } from '#shared/domain/imaging/kept-back-readings.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useOnlooker } from '#renderer/app/use-onlooker.ts'
import { titleOf } from '#renderer/forms/describe-record.ts'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'
import { voidedOn } from './record-cells.tsx'
import type { RecordRow } from './record-rows.ts'

interface VoidedRecordsProps {
  readonly caseRecord: CaseRecord
  readonly form: RegistryForm
  readonly onRestored: (row: RecordRow) => void
  readonly onHistory: (row: RecordRow) => void
}

/** Records of a form that were taken out of use, why, and the way back. */
export function VoidedRecords({ caseRecord, form, onRestored, onHistory }: VoidedRecordsProps) {
  const voided = useQueryOf('records.voided', { caseId: caseRecord.case.id })
  const restore = useCommand('records.restore')
  const onlooker = useOnlooker()
  const forms = form.id === 'treatment' ? [form, formOf('dose_step')] : [form]
  const rows: readonly RecordRow[] = forms.flatMap((each) =>
    (voided.data?.records[each.id] ?? []).map((record: AnyRecord) => ({ form: each, record })),
  )
  const seen = rows.filter(
    ({ form: { id }, record }) => id !== 'ct_reading' || !isKeptBack(record as ReadingOf, caseRecord, onlooker),
  )
  const bringBack = (row: RecordRow) =>
    restore.mutate(
      { form: row.form.id, id: row.record.id, version: row.record.version },
      { onSuccess: () => onRestored(row) },
    )
  return (
    <section className="voided-records" aria-label={`Voided ${midSentence(form.plural)}`}>
      <h3>Voided</h3>
      <ErrorMessage error={voided.error ?? restore.error} />
      {voided.data && rows.length === 0 && <p className="soft">None of the {midSentence(form.plural)} was voided.</p>}
      {seen.length < rows.length && <p className="soft">{keptBackWords(rows.length - seen.length, 'this case')}</p>}
      {seen.length > 0 && (
        <ul>
          {seen.map((row) => (
            <li key={row.record.id}>
              <span className="voided-title">{titleOf(row.form, row.record)}</span>
              <span className="soft">
                {row.record.void_reason} <span className="unit">{voidedOn(row.record)}</span>
              </span>
              <Button size="compact-sm" variant="default" onClick={() => bringBack(row)}>
                Restore
              </Button>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onHistory(row)}>
                History
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
