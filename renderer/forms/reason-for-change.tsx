import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState, type ReactNode } from 'react'
import { withArticle } from '#shared/domain/label-of.ts'
import { Dialog } from '../app/dialog.tsx'
import { useClient } from '../ipc/client-context.tsx'
import { queryOf } from '../ipc/use-contract.ts'
import { ReasonForm } from './reason-form.tsx'

/** What goes into the command: `{}` where the registry asks for no reason. */
export interface GivenReason {
  readonly reason?: string
}

interface AskedFor {
  /** What is changed, for the heading: `visit` */
  readonly what: string
  /** Where a reason is kept while it is typed: `change/FORM/RECORD` */
  readonly of: string
}

type Save = (given: GivenReason) => Promise<void>

export interface ReasonForChange {
  /**
   * Replaces saved values by `save`, after asking why where the registry's settings demand it. What was typed as the
   * reason is kept until the saving succeeded. Rejects as `save` does.
   * @returns false where somebody would rather go on typing: then nothing was saved
   */
  readonly saveWith: (change: AskedFor, save: Save) => Promise<boolean>
  /** To be drawn while it asks, outside of any form. */
  readonly dialog: ReactNode
}

interface Asked extends AskedFor {
  readonly give: (reason: string) => Promise<void>
  readonly cancel: () => void
}

/** Last reason that was given: a suggestion for the next. Forgotten with all else when the registry is closed. */
const lastReasonKey = ['reason-for-change']

/** `await reasonForChange.saveWith({ what: 'visit', of: 'change/visit/7' }, (given) => change({ …, ...given }))` */
export function useReasonForChange(): ReasonForChange {
  const client = useClient()
  const queryClient = useQueryClient()
  const [asked, setAsked] = useState<Asked>()
  const saveWith = useCallback(
    async (change: AskedFor, save: Save) => {
      const { reasonForChange } = await queryClient.fetchQuery(queryOf(client, 'registry.settings', {}))
      if (reasonForChange === 'never') {
        await save({})
        return true
      }
      return new Promise<boolean>((resolve, reject) =>
        setAsked({
          ...change,
          async give(reason) {
            queryClient.setQueryData(lastReasonKey, reason)
            setAsked(undefined)
            const saving = save({ reason })
            saving.then(() => resolve(true), reject)
            return saving
          },
          cancel() {
            setAsked(undefined)
            resolve(false)
          },
        }),
      )
    },
    [client, queryClient],
  )
  return {
    saveWith,
    dialog: asked && (
      <Dialog title={`Why is this ${asked.what} changed?`} onClose={asked.cancel}>
        <ReasonForm
          submitLabel="Save with this reason"
          keepLabel="Go on typing"
          draft={{ of: asked.of, title: `Reason to change ${withArticle(asked.what)}` }}
          usual={usual}
          suggestion={queryClient.getQueryData<string>(lastReasonKey) ?? ''}
          onSubmit={asked.give}
          onClose={asked.cancel}
        >
          <p className="soft">This registry asks for a reason. It stands in the history.</p>
        </ReasonForm>
      </Dialog>
    ),
  }
}

const usual = ['Typing error', 'New information', 'Source checked', 'Wrong unit'].map((label) => ({
  code: label,
  label,
}))
