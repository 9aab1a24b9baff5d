import { useCallback } from 'react'
import type { Draft } from './draft.ts'
import { useRecordForm } from './record-form-context.ts'

/** Puts answers into other fields of the form, as if they had been typed there. */
export function useFill(): (fields: Draft) => void {
  const { control } = useRecordForm()
  return useCallback(
    (fields) => {
      for (const [name, value] of Object.entries(fields))
        void control.register(name).onChange({ type: 'change', target: { name, value } })
    },
    [control],
  )
}
