import { useNavigate, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { formOf } from '#shared/dictionary/forms.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { RecordForm, type SaveInput } from '#renderer/forms/record-form.tsx'
import { todayHere } from '#renderer/forms/today.ts'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'
import '#renderer/app/later-styles.ts'
import { plainValues } from './use-save-record.ts'
import './record-tab.css'
import './new-case.css'

/** A new case: its baseline, under the next free code. */
export function NewCase() {
  const [today] = useState(todayHere)
  const navigate = useNavigate()
  const { history } = useRouter()
  const nextCode = useQueryOf('cases.nextCode', {}, { staleTime: 0, gcTime: 0 })
  const create = useCommand('cases.create')
  const save = async ({ values, missing, confirmed, draft }: SaveInput) => {
    const given = Object.fromEntries(Object.entries(plainValues(values)).filter(([, value]) => value !== null))
    const { id } = await create.mutateAsync({ values: given, missing, confirmed, draft })
    await navigate({ to: '/cases/$caseId/$tab', params: { caseId: id, tab: 'record' }, replace: true })
  }
  const leave = () => (history.canGoBack() ? history.back() : void navigate({ to: '/cases' }))
  return (
    <div className="new-case">
      <header className="records-bar">
        <h1>New case</h1>
      </header>
      <ErrorMessage error={nextCode.error} onRetry={() => void nextCode.refetch()} />
      {nextCode.isPending ? (
        <BusyBar />
      ) : (
        <RecordForm
          form={formOf('case')}
          prefill={{ ...(nextCode.data && { code: nextCode.data.code }), status: 'active' }}
          place="new-case"
          today={today}
          headingLevel={2}
          onSave={save}
          onCancel={leave}
        />
      )}
    </div>
  )
}
