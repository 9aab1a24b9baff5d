import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { FormId } from '#shared/dictionary/forms.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { plainValues } from '#renderer/forms/plain-values.ts'
import type { SaveInput } from '#renderer/forms/record-form.tsx'
import { useClient } from '#renderer/ipc/client-context.tsx'
import { queryOf, useCommand } from '#renderer/ipc/use-contract.ts'
import { recordOf } from './record-rows.ts'

/** Adds a record, or changes one where `id` is given. Answers its id. */
export function useSaveRecord(caseId: string) {
  const add = useCommand('records.add')
  const edit = useCommand('records.edit')
  const [addAsync, editAsync] = [add.mutateAsync, edit.mutateAsync]
  return useCallback(
    async (form: FormId, id: string | undefined, { values, version, ...more }: SaveInput): Promise<string> => {
      const { missing, confirmed, draft, reason } = more
      const answers = { missing, confirmed, draft }
      if (id !== undefined && version !== undefined)
        return (await editAsync({ form, id, version, values: plainValues(values), ...answers, reason })).id
      const given = Object.fromEntries(Object.entries(plainValues(values)).filter(([, value]) => value !== null))
      return (await addAsync({ form, caseId, values: given, ...answers })).id
    },
    [addAsync, editAsync, caseId],
  )
}

/** Reads a record as it is saved at this moment. */
export function useReadSaved(caseId: string) {
  const client = useClient()
  const queryClient = useQueryClient()
  return useCallback(
    async (form: FormId, id: string): Promise<AnyRecord | undefined> => {
      const record = await queryClient.fetchQuery({ ...queryOf(client, 'cases.get', { caseId }), staleTime: 0 })
      return recordOf(record, form, id)
    },
    [client, queryClient, caseId],
  )
}
