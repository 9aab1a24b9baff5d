import { useCallback, useState } from 'react'
import type { Item } from '#shared/dictionary/define-form.ts'
import type { RegistryForm } from '#shared/dictionary/forms.ts'
import { notify } from '../../app/notices.tsx'
import { QueryDialog } from './query-dialog.tsx'
import { useRecordQueries } from './use-record-queries.ts'

interface AskedRecord {
  readonly form: RegistryForm
  readonly caseId: string | undefined
  /** None of a record that is new: it is saved first. */
  readonly recordId: string | undefined
}

/** Queries about the fields of a form, and the dialog in which one is asked and answered. */
export function useAsking({ form, caseId, recordId }: AskedRecord) {
  const askable = form.identifying || caseId === undefined ? undefined : recordId
  const queries = useRecordQueries(askable)
  const [askedAbout, setAskedAbout] = useState<Item>()
  const onAsk = useCallback(
    (item: Item) => (askable === undefined ? notify('Save it first, then ask about it.') : setAskedAbout(item)),
    [askable],
  )
  const queryDialog = askedAbout && askable !== undefined && caseId !== undefined && (
    <QueryDialog
      caseId={caseId}
      form={form.id}
      recordId={askable}
      item={askedAbout.name}
      about={askedAbout.label}
      queries={queries.filter(({ item }) => item === askedAbout.name)}
      onClose={() => setAskedAbout(undefined)}
    />
  )
  return { queries, onAsk, queryDialog }
}
