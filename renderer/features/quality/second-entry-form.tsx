import { Button } from '@mantine/core'
import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useForm } from 'react-hook-form'
import { refusalsOf } from '#shared/dictionary/check-values.ts'
import { secondEntryForm } from '#shared/domain/quality/key-items.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { isInOpenList } from '#renderer/forms/is-in-open-list.ts'
import { DraftMark } from '#renderer/forms/draft-mark.tsx'
import { columnsOf, draftOf, itemOfColumn, type Draft, type FieldProblem } from '#renderer/forms/draft.ts'
import { focusControl } from '#renderer/forms/form-field.tsx'
import { FormNotices } from '#renderer/forms/form-notices.tsx'
import { FormSections } from '#renderer/forms/form-sections.tsx'
import { moveOn } from '#renderer/forms/move-on.ts'
import { RecordFormProvider, type DraftValues, type RecordFormContext } from '#renderer/forms/record-form-context.ts'
import { todayHere } from '#renderer/forms/today.ts'
import { useDraft } from '#renderer/forms/use-draft.ts'
import '#renderer/forms/record-form.css'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'

interface SecondEntryFormProps {
  readonly caseId: string
  readonly onSaved: () => void
  readonly onCancel: () => void
}

const start = draftOf(secondEntryForm)
const noProblems: readonly FieldProblem[] = []

/** The key items as empty fields: nothing of the record is shown, not even what it was last time. */
export function SecondEntryForm({ caseId, onSaved, onCancel }: SecondEntryFormProps) {
  const idPrefix = useId()
  const [today] = useState(todayHere)
  const code = useQueryOf('cases.get', { caseId }).data?.case.code
  const place = `${caseId}/second-entry`
  const draft = useDraft({ place, caseId, title: 'Second entry of the key items' })
  const { keep, found, taken, settle } = draft
  const [refused, setRefused] = useState(noProblems)
  const [attempt, setAttempt] = useState(0)
  const save = useCommand('quality.enterAgain')
  const { control, getValues, setError, clearErrors, setValue } = useForm<DraftValues>({ defaultValues: start })
  const isTyped = useRef(false)

  useEffect(() => focusControl(`${idPrefix}-${secondEntryForm.items[0]!.name}`), [idPrefix])
  useEffect(() => {
    // Nothing can have been typed over yet that the draft would lose: it goes into the fields as it was.
    if (!found || isTyped.current) return
    for (const [name, field] of Object.entries(JSON.parse(found.content) as Draft)) setValue(name, field)
    taken()
    notify('What was typed here before is in the fields again.')
  }, [found, setValue, taken])

  const onAnswer = useCallback(
    (name: string) => {
      isTyped.current = true
      clearErrors(name)
      setRefused((known) => known.filter(({ item }) => item !== name))
      keep(getValues())
    },
    [clearErrors, getValues, keep],
  )
  const submit = async () => {
    const { values, problems } = columnsOf(secondEntryForm, getValues(), today)
    const found = refusalsOf(secondEntryForm, values).map(({ path, message }) => ({
      item: itemOfColumn(secondEntryForm, path),
      message,
    }))
    const wrong = [...problems, ...found]
    setRefused(wrong)
    for (const { item, message } of wrong) if (item) setError(item, { type: 'refused', message })
    if (wrong.length > 0) return setAttempt((count) => count + 1)
    await settle()
    const answers = Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) =>
        typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
      ),
    )
    save.mutate(
      { caseId, answers, draft: place },
      {
        onSuccess: () => {
          notify('Second entry saved.')
          onSaved()
        },
        onError: () => keep(getValues()),
      },
    )
  }
  useShortcut('form-save', () => void submit())
  useShortcut('form-save-enter', () => void submit())
  useShortcut('form-cancel', onCancel)
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    const withControl = event.ctrlKey || event.metaKey
    if (withControl && (event.key === 's' || event.key === 'Enter')) {
      event.preventDefault()
      setTimeout(() => void submit())
    } else if (event.key === 'Escape' && !event.defaultPrevented && !isInOpenList(event.target)) {
      event.preventDefault()
      // What was typed stays as a draft.
      onCancel()
    } else moveOn(event, event.currentTarget)
  }
  const context: RecordFormContext = useMemo(
    () => ({
      form: secondEntryForm,
      control,
      idPrefix,
      today,
      caseRecord: undefined,
      recordId: undefined,
      doubts: {},
      confirmed: {},
      savedNow: undefined,
      withoutReasons: true,
      onAnswer,
      keepAsDraft: () => draft.flush(),
    }),
    [control, idPrefix, today, onAnswer, draft],
  )
  return (
    <form className="record-form" noValidate onKeyDown={onKeyDown} onSubmit={(event) => event.preventDefault()}>
      <div className="record-form-fields">
        <h2 className="second-entry-title">Second entry: {code}</h2>
        <p className="soft">
          Type what the source says, without looking at the record. What it doesn’t say stays empty.
        </p>
        <FormNotices
          what="second entry"
          attempt={attempt}
          refused={refused.map(({ item, message }) => ({ message, target: item && `${idPrefix}-${item}` }))}
          doubts={[]}
          failure={undefined}
          showsSaved={false}
          onConfirm={() => {}}
          onShowSaved={undefined}
        />
        <ErrorMessage error={save.error} />
        <RecordFormProvider value={context}>
          <FormSections form={secondEntryForm} headingLevel={3} />
        </RecordFormProvider>
      </div>
      <footer className="record-form-footer">
        <Button onClick={() => void submit()} loading={save.isPending}>
          Save and compare
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
        <DraftMark state={draft.state} />
      </footer>
    </form>
  )
}
