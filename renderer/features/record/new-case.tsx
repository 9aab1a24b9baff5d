import { useNavigate, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { AppError } from '#shared/ipc/app-error.ts'
import type { SimilarCase } from '#shared/ipc/areas/duplicates.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { NoRight } from '#renderer/app/no-right.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { plainValues } from '#renderer/forms/plain-values.ts'
import { RecordForm, type SaveInput } from '#renderer/forms/record-form.tsx'
import { todayHere } from '#renderer/forms/today.ts'
import { useClient } from '#renderer/ipc/client-context.tsx'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'
import '#renderer/app/later-styles.ts'
import { apart, isOfBaseline, newCaseForm } from './new-case-form.ts'
import { comparedOf, reasonOf, saysWho, unanswered, type SomebodyElse } from './similar-cases.ts'
import { SimilarDialog } from './similar-dialog.tsx'
import { SimilarPanel } from './similar-panel.tsx'
import './record-tab.css'
import './new-case.css'

/** Cases that are very likely this patient, and how to go on: why it is somebody else, or back to typing. */
interface Question {
  readonly cases: readonly SimilarCase[]
  readonly decide: (why: string | undefined) => void
}

/** A new case: who the patient is and the baseline, under the next free code. */
export function NewCase() {
  const [today] = useState(todayHere)
  const { may, canWrite } = useRights()
  const seesNames = may('identity')
  const [form] = useState(() => newCaseForm(seesNames))
  const [search] = useState(() => crypto.randomUUID())
  const [answers, setAnswers] = useState<SomebodyElse>({})
  const [question, setQuestion] = useState<Question>()
  const navigate = useNavigate()
  const { history } = useRouter()
  const client = useClient()
  const nextCode = useQueryOf('cases.nextCode', {}, { staleTime: 0, gcTime: 0 })
  const create = useCommand('cases.create')

  /** Asked anew: somebody who types fast saves before the panel has looked. */
  const reasonFor = async (values: SaveInput['values']) => {
    const wanted = comparedOf(search, values)
    if (!seesNames || !saysWho(wanted)) return undefined
    // The look is a help: where it can't be had, the case is entered all the same.
    const { cases } = await client.call('cases.findSimilar', wanted).catch(() => ({ cases: [] }))
    const open = unanswered(cases, answers)
    if (open.length === 0) return reasonOf(cases, answers)
    const why = await new Promise<string | undefined>((decide) => setQuestion({ cases: open, decide }))
    setQuestion(undefined)
    if (why === undefined) throw new AppError('cancelled', 'Not saved yet: say first whether it is the same patient.')
    const all = { ...answers, ...Object.fromEntries(open.map(({ caseId }) => [caseId, why])) }
    setAnswers(all)
    return reasonOf(cases, all)
  }
  const save = async ({ values, missing, confirmed, draft }: SaveInput) => {
    const reason = await reasonFor(values)
    const { baseline, identity } = apart(values)
    const { id } = await create.mutateAsync({
      values: plainValues(baseline),
      missing: Object.fromEntries(Object.entries(missing).filter(([name]) => isOfBaseline(name))),
      confirmed,
      draft,
      reason,
      ...(Object.keys(identity).length > 0 && { identity: { values: plainValues(identity) } }),
    })
    await openCase(id, true)
  }
  const openCase = (caseId: string, replace = false) =>
    navigate({ to: '/cases/$caseId/$tab', params: { caseId, tab: 'record' }, replace })
  const leave = () => (history.canGoBack() ? history.back() : void navigate({ to: '/cases' }))
  return (
    <div className="new-case">
      <header className="records-bar">
        <h1>New case</h1>
      </header>
      <ErrorMessage error={nextCode.error} onRetry={() => void nextCode.refetch()} />
      {!canWrite ? (
        <NoRight right="write" />
      ) : nextCode.isPending ? (
        <BusyBar />
      ) : (
        <RecordForm
          form={form}
          prefill={{ ...(nextCode.data && { code: nextCode.data.code }), status: 'active' }}
          place={seesNames ? 'new-case' : 'new-case-unnamed'}
          today={today}
          headingLevel={2}
          onSave={save}
          onCancel={leave}
        >
          {seesNames ? (
            <SimilarPanel
              search={search}
              answers={answers}
              onAnswer={(caseId, why) => setAnswers((known) => ({ ...known, [caseId]: why }))}
              onOpen={(caseId) => void openCase(caseId)}
            />
          ) : (
            <NoRight right="identity" />
          )}
          {question && <SimilarDialog {...question} onOpen={(caseId) => void openCase(caseId)} />}
        </RecordForm>
      )}
    </div>
  )
}
