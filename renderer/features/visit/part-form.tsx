import { useCallback, useLayoutEffect, useMemo, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import type { Form } from '#shared/dictionary/define-form.ts'
import { RecordFormProvider, type DraftValues, type RecordFormContext } from '#renderer/forms/record-form-context.ts'
import { pageId, useVisitPage } from './visit-page-context.ts'

interface PartFormProps {
  /** Names the part: its draft is kept under it. */
  readonly name: string
  readonly form: Form
  readonly recordId?: string | undefined
  readonly children: ReactNode
}

const noAnswers = {}

/**
 * A form of its own for one part of the page: a keystroke is heard by its own field only. It stands also while its section
 * is closed, so that nothing typed into it is lost.
 */
export function PartForm({ name, form, recordId, children }: PartFormProps) {
  const { store, caseRecord, today, start, doubts, confirmed, savedNow, onAnswer, keepAsDraft } = useVisitPage()
  const { control, getValues, setValue, setError, clearErrors } = useForm<DraftValues>({
    defaultValues: start[name] ?? {},
    shouldFocusError: false,
  })
  useLayoutEffect(
    () =>
      store.add(name, {
        draft: getValues,
        set: (field, value) => setValue(field, value),
        refuse: (field, message) => setError(field, { type: 'refused', message }),
        clear: (field) => clearErrors(field),
      }),
    [store, name, getValues, setValue, setError, clearErrors],
  )
  const answer = useCallback((field: string) => onAnswer(name, field), [onAnswer, name])
  const ownDoubts = useMemo(
    () =>
      Object.fromEntries(
        doubts.filter(({ part }) => part === name).map(({ field, message }) => [field ?? '', message]),
      ),
    [doubts, name],
  )
  const context: RecordFormContext = useMemo(
    () => ({
      form,
      control,
      idPrefix: `${pageId}-${name}`,
      today,
      caseRecord,
      recordId,
      doubts: ownDoubts,
      confirmed: confirmed[name] ?? noAnswers,
      savedNow: savedNow[name],
      compact: true,
      onAnswer: answer,
      keepAsDraft,
    }),
    [form, control, name, today, caseRecord, recordId, ownDoubts, confirmed, savedNow, answer, keepAsDraft],
  )
  return <RecordFormProvider value={context}>{children}</RecordFormProvider>
}
