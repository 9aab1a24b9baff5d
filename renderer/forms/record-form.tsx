import { useCallback, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import { useForm, type Resolver } from 'react-hook-form'
import type { RegistryForm } from '#shared/dictionary/forms.ts'
import type { Doubt } from '#shared/dictionary/confirmations.ts'
import type { AnyRecord, Confirmed, MissingReason, RecordValues } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { notify } from '../app/notices.tsx'
import { draftDifferences, touchedFields } from './draft-differences.ts'
import { DraftOffer, type KeptForm } from './draft-offer.tsx'
import { carriedOver, followUps } from './follow-ups.ts'
import { columnsOf, draftOf, isBlank, withComment, type Draft, type FieldProblem } from './draft.ts'
import { withDoseLine } from './dose-line.ts'
import { focusControl } from './form-field.tsx'
import { errorsOf, problemsOf } from './form-errors.ts'
import { fieldProblemsOf, judgeDraft, type JudgedIn } from './judge-draft.ts'
import { FormNotices } from './form-notices.tsx'
import type { ListedProblem } from './problem-list.tsx'
import { FormSections } from './form-sections.tsx'
import { CancelDialog, LeaveGuard } from './leave-guard.tsx'
import { useAsking } from './queries/use-asking.tsx'
import { nameInCase } from './record-names.ts'
import { RecordFormFooter } from './record-form-footer.tsx'
import { useReasonForChange, type GivenReason } from './reason-for-change.tsx'
import { subjectOf } from './subject-of.ts'
import { useDraft } from './use-draft.ts'
import { useFormKeys } from './use-form-keys.ts'
import { RecordFormProvider, type DraftValues, type RecordFormContext } from './record-form-context.ts'
import './record-form.css'

export interface SaveInput extends GivenReason {
  /** Every column of the form; `null` empties one. */
  readonly values: RecordValues
  readonly missing: Readonly<Record<string, MissingReason>>
  readonly confirmed: Confirmed
  /** Place of the draft that is saved with it: it goes with the saving. */
  readonly draft: string
  /** Version that the typing started from; none for a new record. */
  readonly version: number | undefined
  /** The next record of the same form follows. */
  readonly another: boolean
}

interface RecordFormProps {
  readonly form: RegistryForm
  /** The record to edit; without one, a new record is typed. */
  readonly initial?: AnyRecord
  /** What a new record starts with. */
  readonly prefill?: RecordValues
  readonly caseRecord?: CaseRecord
  /** Where a draft of it is kept; one form a place. */
  readonly place: string
  readonly caseId?: string
  /** Full ISO date. */
  readonly today: string
  /** Rejects with an `AppError` where it can't be saved; the form shows it and keeps what was typed. */
  readonly onSave: (input: SaveInput) => Promise<void>
  readonly onCancel: () => void
  /** Reads the record as it is saved now, for when somebody else was faster. */
  readonly onReadSaved?: () => Promise<AnyRecord | undefined>
  /** Offers to save and go on with the next. */
  readonly severalInARow?: boolean
  /** Stands above the fields, and may read them. */
  readonly children?: ReactNode
  /** The item that takes the keyboard first, where somebody comes for it. */
  readonly focusItem?: string | undefined
  /** The fields, where a form lays them out otherwise than in its sections. */
  readonly fields?: ReactNode
  /** Of the headings of its sections: 3 unless the form stands right under the page's title. */
  readonly headingLevel?: 2 | 3
}

const noDoubts: readonly Doubt[] = []
/** Compares what stands in the form, not how it was typed in. */
const same = (a: Draft, b: Draft) => JSON.stringify(a) === JSON.stringify(b)

/** Any form of the dictionary, as fields. */
export function RecordForm(props: RecordFormProps) {
  const {
    form: given,
    initial,
    prefill,
    caseRecord,
    place,
    caseId,
    today,
    onSave,
    onCancel,
    onReadSaved,
    severalInARow,
    children,
    focusItem,
    fields,
    headingLevel = 3,
  } = props
  const idPrefix = useId()
  const form = useMemo(() => withDoseLine(withComment(given, initial)), [given, initial])
  const [start, setStart] = useState<Draft>(() => draftOf(form, initial ?? prefill))
  const [version, setVersion] = useState(initial?.version)
  const [savedNow, setSavedNow] = useState<AnyRecord>()
  const [doubts, setDoubts] = useState(noDoubts)
  const [confirmed, setConfirmed] = useState<Confirmed>(initial?.confirmed ?? {})
  const [failure, setFailure] = useState<AppError>()
  const [attempt, setAttempt] = useState(0)
  /** What the attempt that raised the doubts was to go on with. */
  const [another, setAnother] = useState(false)
  const [asksToCancel, setAsksToCancel] = useState(false)
  const unsaved = useRef(false)
  const reasonForChange = useReasonForChange()
  const title = initial ? subjectOf(form, initial, nameInCase(caseRecord)) : `New ${midSentence(form.label)}`
  const draft = useDraft({
    place,
    caseId,
    form: form.id,
    baseVersion: version,
    title: form.identifying ? form.label : title,
  })

  const known: JudgedIn = useMemo(
    () => ({ caseRecord, today, recordId: initial?.id, confirmed }),
    [caseRecord, today, initial?.id, confirmed],
  )
  const resolver: Resolver<DraftValues> = useCallback(
    (draft) => {
      const { refused } = judgeDraft(form, draft, known)
      if (refused.length === 0) return { values: draft, errors: {} }
      return { values: {}, errors: errorsOf(refused) }
    },
    [form, known],
  )
  const { control, formState, getValues, handleSubmit, reset, setError, setValue } = useForm<DraftValues>({
    defaultValues: start,
    resolver,
    shouldFocusError: false,
  })

  const refused = problemsOf(form, formState.errors)
  const focusFirst = useCallback(() => {
    const wanted = form.items.find(({ name }) => name === focusItem)
    const first = wanted ?? form.items.find((item) => !item.byProgram && (initial || isBlank(getValues(item.name))))
    if (first) focusControl(`${idPrefix}-${first.name}`)
  }, [focusItem, form, getValues, idPrefix, initial])
  useEffect(focusFirst, [focusFirst])

  const { found, keep: keepDraft, settle: settleDraft, discard: discardDraft, flush: flushDraft } = draft
  const offered = useMemo(() => {
    if (!found) return undefined
    const kept = JSON.parse(found.content) as KeptForm
    const typed = touchedFields(form, kept.typed, kept.start)
    return { typed, differences: draftDifferences(form, typed, start, today, nameInCase(caseRecord)) }
  }, [found, form, start, today, caseRecord])
  // Everything that was typed stands in the record by now.
  const isEmptyOffer = offered?.differences.length === 0
  useEffect(() => {
    if (isEmptyOffer) void discardDraft()
  }, [isEmptyOffer, discardDraft])
  const goOnWith = (typed: Draft, leftOut: ReadonlySet<string>) => {
    for (const [name, field] of Object.entries(typed)) if (!leftOut.has(name)) setValue(name, field)
    unsaved.current = true
    draft.taken()
    keepDraft({ typed: getValues(), start })
    focusFirst()
  }
  // What is left without being saved is kept, and said to be.
  useEffect(
    () => () => {
      if (unsaved.current) notify('Kept as a draft. Unfinished, on the case page and in the list of cases.')
    },
    [],
  )

  const onAnswer = useCallback(
    (name: string) => {
      const draft = getValues()
      for (const [follower, text] of Object.entries(followUps(form, name, draft, caseRecord)))
        setValue(follower, { ...draft[follower], text })
      const wasUnsaved = unsaved.current
      unsaved.current = !same(getValues(), start)
      if (unsaved.current) keepDraft({ typed: getValues(), start })
      else if (wasUnsaved) void discardDraft()
      setDoubts((known) => known.filter(({ item }) => item !== name))
    },
    [form, caseRecord, getValues, keepDraft, discardDraft, setValue, start],
  )

  const save = async (typed: Draft, another: boolean, confirmed: Confirmed) => {
    const { values, missing } = columnsOf(form, typed, today)
    try {
      const saveWith = async (given: GivenReason) => {
        unsaved.current = false
        await settleDraft()
        await onSave({ values, missing, confirmed, draft: place, version, another, ...given })
      }
      const change = { what: midSentence(form.label), of: `change/${form.id}/${initial?.id}` }
      if (version === undefined) await saveWith({})
      else if (!(await reasonForChange.saveWith(change, saveWith))) return
    } catch (thrown) {
      unsaved.current = true
      keepDraft({ typed, start })
      const error = thrown instanceof AppError ? thrown : new AppError('internal', 'It could not be saved. Try again.')
      const problems = fieldProblemsOf(form, error.issues ?? [])
      for (const { item, message } of problems) if (item) setError(item, { type: 'main-side', message })
      setFailure(problems.some(({ item }) => item) ? undefined : error)
      setAttempt((count) => count + 1)
      return
    }
    if (!another) return
    const next = draftOf(form, carriedOver(form, values))
    setStart(next)
    setConfirmed({})
    reset(next)
    focusFirst()
  }

  const submit = (options: { readonly another?: boolean; readonly answers?: Confirmed } = {}) =>
    handleSubmit(
      async (draft) => {
        setFailure(undefined)
        const answered = { ...confirmed, ...options.answers }
        setConfirmed(answered)
        const judged = judgeDraft(form, draft, { ...known, confirmed: answered })
        setDoubts(judged.doubts)
        setAnother(options.another ?? false)
        if (judged.doubts.length > 0) setAttempt((count) => count + 1)
        else await save(draft, options.another ?? false, judged.confirmed)
      },
      () => {
        setFailure(undefined)
        setDoubts(noDoubts)
        setAttempt((count) => count + 1)
      },
    )()

  const cancel = () => {
    if (unsaved.current) setAsksToCancel(true)
    else onCancel()
  }
  const discard = () => {
    unsaved.current = false
    setAsksToCancel(false)
    void discardDraft()
    onCancel()
  }
  const onKeyDown = useFormKeys({ submit: (another) => void submit({ another }), cancel, severalInARow })

  const keepAsDraft = useCallback(async () => {
    await flushDraft()
    unsaved.current = false
  }, [flushDraft])
  const { queries, onAsk, queryDialog } = useAsking({ form, caseId, recordId: initial?.id })
  const context: RecordFormContext = useMemo(
    () => ({
      queries,
      ...(!form.identifying && { onAsk }),
      form,
      control,
      idPrefix,
      today,
      caseRecord,
      recordId: initial?.id,
      doubts: Object.fromEntries(doubts.map(({ item, message }) => [item, message])),
      confirmed,
      savedNow,
      onAnswer,
      keepAsDraft,
    }),
    [
      form,
      control,
      idPrefix,
      today,
      caseRecord,
      initial?.id,
      doubts,
      confirmed,
      savedNow,
      onAnswer,
      keepAsDraft,
      queries,
      onAsk,
    ],
  )
  const atField = ({ item, message }: FieldProblem): ListedProblem => ({
    message,
    target: item && `${idPrefix}-${item}`,
  })
  const showSaved = async () => {
    const saved = await onReadSaved?.()
    if (!saved) return
    setSavedNow(saved)
    setVersion(saved.version)
    setFailure(undefined)
  }

  return (
    <>
      {reasonForChange.dialog}
      <form
        className="record-form"
        noValidate
        onKeyDown={onKeyDown}
        // Enter alone doesn't save: too much is still to come when it is pressed in a field.
        onSubmit={(event) => event.preventDefault()}
      >
        <LeaveGuard keepNow={flushDraft} isInDanger={draft.state.error !== undefined} />
        {asksToCancel && <CancelDialog onKeep={onCancel} onDiscard={discard} onGoOn={() => setAsksToCancel(false)} />}
        {found && offered && offered.differences.length > 0 && (
          <DraftOffer
            form={form}
            savedAt={found.savedAt}
            differences={offered.differences}
            isNew={!initial}
            isOvertaken={found.baseVersion !== undefined && found.baseVersion !== initial?.version}
            onGoOn={(leftOut) => goOnWith(offered.typed, leftOut)}
            onDiscard={() => void discardDraft().then(focusFirst)}
            onLater={onCancel}
          />
        )}
        {queryDialog}
        <div className="record-form-fields">
          <FormNotices
            {...{ attempt, failure }}
            what={midSentence(form.label)}
            refused={refused.map(atField)}
            doubts={doubts.map(atField)}
            showsSaved={savedNow !== undefined}
            onConfirm={(reasons) => void submit({ another, answers: answersOf(doubts, reasons) })}
            onShowSaved={onReadSaved && (() => void showSaved())}
          />
          <RecordFormProvider value={context}>
            {children}
            {fields ?? <FormSections form={form} headingLevel={headingLevel} record={initial} />}
          </RecordFormProvider>
        </div>
        <RecordFormFooter
          what={midSentence(form.label)}
          isSaving={formState.isSubmitting}
          onSave={() => void submit()}
          onSaveAndAdd={severalInARow && (() => void submit({ another: true }))}
          onCancel={cancel}
          draft={draft.state}
        />
      </form>
    </>
  )
}

/** One reason for each doubt, as the record keeps them. */
const answersOf = (doubts: readonly Doubt[], reasons: readonly string[]): Confirmed =>
  Object.fromEntries(doubts.map(({ item, rule, value }, at) => [item, { rule, value, reason: reasons[at] ?? '' }]))
