/** Saves planned changes of records as one, which one undo takes back. */
import { useCallback } from 'react'
import type { Confirmed } from '#shared/dictionary/record.ts'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import type { PlanDoubt } from './judge-plans.ts'
import { changeOf, type Plan } from './plan-changes.ts'
import type { SaveAnswers, SaveQuestions } from './save-dialog.tsx'

export interface Saving {
  /** As undo names it. */
  readonly label: string
  readonly plans: readonly Plan[]
  readonly doubts: readonly PlanDoubt[]
  /** Place of the draft that goes with the saving. */
  readonly draft: string | undefined
}

/** What must be asked before this is saved. */
export const questionsOf = (
  { plans, doubts }: Pick<Saving, 'plans' | 'doubts'>,
  asksReason: boolean,
): SaveQuestions => ({
  doubts,
  voided: plans.filter((plan) => plan.do === 'void').length,
  asksWhyChanged: asksReason && plans.some((plan) => plan.do === 'edit'),
})

export const noAnswers: SaveAnswers = { reasons: [], voiding: '', changing: '' }

/** The answers to the doubts about one plan, by item. */
function confirmedOf(plan: Plan, doubts: readonly PlanDoubt[], reasons: readonly string[]): Confirmed {
  return Object.fromEntries(
    doubts.flatMap((doubt, index) =>
      doubt.plan === plan
        ? [[doubt.item, { rule: doubt.rule, value: doubt.value, reason: reasons[index] ?? '' }] as const]
        : [],
    ),
  )
}

export function useSaveSheet(caseId: string) {
  const change = useCommand('records.change')
  const { mutateAsync } = change
  const save = useCallback(
    async ({ label, plans, doubts, draft }: Saving, { reasons, voiding, changing }: SaveAnswers) => {
      const changes = plans.map((plan) => changeOf(plan, { voiding, confirmed: confirmedOf(plan, doubts, reasons) }))
      const reason = changing || voiding
      await mutateAsync({ caseId, label, changes, ...(reason && { reason }), ...(draft !== undefined && { draft }) })
    },
    [caseId, mutateAsync],
  )
  return { save, error: change.error, isSaving: change.isPending, reset: change.reset }
}
