import type { RecordValues } from '#shared/dictionary/record.ts'
import type { PairRecord } from '#shared/domain/imaging/pair-figure.ts'
import { editedPair } from '#shared/domain/imaging/pair-values.ts'
import type { AppError } from '#shared/ipc/app-error.ts'
import { notify } from '#renderer/app/notices.tsx'
import { plainValues } from '#renderer/forms/plain-values.ts'
import { useCommand } from '#renderer/ipc/use-contract.ts'

interface PairChanges {
  readonly add: (values: RecordValues, said: string) => Promise<void>
  readonly edit: (pair: PairRecord, changes: RecordValues, said: string) => Promise<void>
  readonly isPending: boolean
  readonly error: AppError | null
}

/** Marked pairs are records like others: each change is audited and can be undone. */
export function usePairChanges(caseId: string): PairChanges {
  const { mutateAsync: addRecord, ...adding } = useCommand('records.add')
  const { mutateAsync: editRecord, ...editing } = useCommand('records.edit')
  const saying = async (work: Promise<unknown>, said: string): Promise<void> => {
    try {
      await work
      notify(said)
    } catch {
      // Shown by the panel.
    }
  }
  return {
    add(values, said) {
      editing.reset()
      const given = Object.fromEntries(Object.entries(plainValues(values)).filter(([, value]) => value !== null))
      return saying(addRecord({ form: 'ct_pair', caseId, values: given }), said)
    },
    edit(pair, changes, said) {
      adding.reset()
      const { id, version } = pair
      const values = plainValues(editedPair(pair, changes))
      return saying(editRecord({ form: 'ct_pair', id, version, values }), said)
    },
    isPending: adding.isPending || editing.isPending,
    error: adding.error ?? editing.error,
  }
}
