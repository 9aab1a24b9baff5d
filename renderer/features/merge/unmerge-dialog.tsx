import { formOf, isFormId } from '#shared/dictionary/forms.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { ReasonForm } from '#renderer/forms/reason-form.tsx'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'

interface UnmergeDialogProps {
  /** The case that was merged into another. */
  readonly caseId: string
  readonly onClose: () => void
}

/** Brings a merged case back, and says before what goes with it and what doesn't. */
export function UnmergeDialog({ caseId, onClose }: UnmergeDialogProps) {
  const { data: plan, error } = useQueryOf('cases.unmergePlan', { caseId }, { gcTime: 0, staleTime: 0, retry: false })
  const unmerge = useCommand('cases.unmerge')
  const submit = (reason: string) =>
    unmerge.mutateAsync(
      { caseId, reason },
      {
        onSuccess: (done) => {
          notify(`${done.plan.case.code} is a case of its own again.`)
          onClose()
        },
      },
    )
  return (
    <Dialog title={plan ? `Take ${plan.case.code} apart from ${plan.into.code}?` : 'Take apart'} onClose={onClose}>
      {!plan && !error && <BusyBar />}
      <ErrorMessage error={error} />
      {plan && (
        <ReasonForm
          submitLabel={`Take ${plan.case.code} apart`}
          keepLabel="Keep it merged"
          error={unmerge.error}
          isPending={unmerge.isPending}
          draft={{ of: `unmerge/${caseId}`, title: 'Reason to take a merge apart' }}
          onSubmit={submit}
          onClose={onClose}
        >
          <ul className="unmerge-list">
            <li>
              {plan.case.code} gets back {counted(plan.records) || 'its baseline'}
              {counted(plan.records) && ', its baseline and its identity'}.
            </li>
            <li>
              {plan.into.code} gets back its baseline and identity as they were, where they were not changed since.
            </li>
            {counted(plan.editedSince) && (
              <li>Changed since the merge: {counted(plan.editedSince)}. They go back as they are now.</li>
            )}
            {counted(plan.goAlong) && <li>Added since to what goes back: {counted(plan.goAlong)}. They go along.</li>}
            <li>What was added to {plan.into.code} otherwise stays there.</li>
          </ul>
        </ReasonForm>
      )}
    </Dialog>
  )
}

/** `12 laboratory results, 1 treatment`; empty for none. */
function counted(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([id, count]) => {
      const form = isFormId(id) ? formOf(id) : undefined
      return `${count} ${form ? midSentence(count === 1 ? form.label : form.plural) : id}`
    })
    .join(', ')
}
