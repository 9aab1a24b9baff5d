import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { plainValues } from '#renderer/forms/plain-values.ts'
import type { SaveInput } from '#renderer/forms/record-form.tsx'
import { useClient } from '#renderer/ipc/client-context.tsx'
import { queryOf, useCommand } from '#renderer/ipc/use-contract.ts'

interface SavesReadings {
  /** Adds a reading, or changes the one with an id. */
  readonly save: (id: string | undefined, input: SaveInput) => Promise<void>
  /** Reads one as it is saved at this moment. */
  readonly readSaved: (id: string) => Promise<AnyRecord | undefined>
}

export function useSaveReading(caseId: string): SavesReadings {
  const client = useClient()
  const queryClient = useQueryClient()
  const { mutateAsync: add } = useCommand('records.add')
  const { mutateAsync: edit } = useCommand('records.edit')
  const save = useCallback<SavesReadings['save']>(
    async (id, { values, version, missing, confirmed, draft, reason }) => {
      const form = 'ct_reading'
      const plain = plainValues(values)
      const answers = { missing, confirmed, draft }
      if (id !== undefined && version !== undefined) {
        await edit({ form, id, version, values: plain, ...answers, reason })
        return
      }
      const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== null))
      await add({ form, caseId, values: given, ...answers })
    },
    [add, edit, caseId],
  )
  const readSaved = useCallback<SavesReadings['readSaved']>(
    async (id) => {
      const record = await queryClient.fetchQuery({ ...queryOf(client, 'cases.get', { caseId }), staleTime: 0 })
      return record.records.ct_reading.find((reading) => reading.id === id) as unknown as AnyRecord | undefined
    },
    [client, queryClient, caseId],
  )
  return { save, readSaved }
}
