import { Button, Group, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Dialog } from '../app/dialog.tsx'
import { useClient } from '../ipc/client-context.tsx'
import { queryOf } from '../ipc/use-contract.ts'
import { ChoiceRow } from './fields/choice-row.tsx'
import { useRestoredFocus } from './use-restored-focus.ts'
import './reason-for-change.css'

/** What goes into the command: `{}` where the registry asks for no reason. */
export interface GivenReason {
  readonly reason?: string
}

export interface ReasonForChange {
  /**
   * Asks before saved values are replaced, where the registry's settings demand a reason.
   * @param what names what is changed, for the heading: `this visit`
   * @returns `undefined` where somebody would rather go on typing: then nothing is to be saved
   */
  readonly ask: (what: string) => Promise<GivenReason | undefined>
  /** To be drawn while it asks. */
  readonly dialog: ReactNode
}

/** Last reason that was given: a suggestion for the next. Forgotten with all else when the registry is closed. */
const lastReasonKey = ['reason-for-change']

/** `const given = await reasonForChange.ask('this visit'); if (!given) return; await change({ …, ...given })` */
export function useReasonForChange(): ReasonForChange {
  const client = useClient()
  const queryClient = useQueryClient()
  const [asked, setAsked] = useState<{ what: string; answer: (given: GivenReason | undefined) => void }>()
  const ask = useCallback(
    async (what: string) => {
      const { reasonForChange } = await queryClient.fetchQuery(queryOf(client, 'registry.settings', {}))
      if (reasonForChange === 'never') return {}
      return new Promise<GivenReason | undefined>((answer) => setAsked({ what, answer }))
    },
    [client, queryClient],
  )
  const close = (given: GivenReason | undefined) => {
    if (given) queryClient.setQueryData(lastReasonKey, given.reason)
    setAsked(undefined)
    asked?.answer(given)
  }
  return {
    ask,
    dialog: asked && (
      <ReasonDialog
        what={asked.what}
        suggestion={queryClient.getQueryData<string>(lastReasonKey) ?? ''}
        onGive={(reason) => close({ reason })}
        onCancel={() => close(undefined)}
      />
    ),
  }
}

const usual = ['Typing error', 'New information', 'Source checked', 'Wrong unit'].map((label) => ({
  code: label,
  label,
}))

interface ReasonDialogProps {
  readonly what: string
  readonly suggestion: string
  readonly onGive: (reason: string) => void
  readonly onCancel: () => void
}

function ReasonDialog({ what, suggestion, onGive, onCancel }: ReasonDialogProps) {
  useRestoredFocus()
  const id = useId()
  const [reason, setReason] = useState(suggestion)
  const [isMissing, setIsMissing] = useState(false)
  const text = useRef<HTMLTextAreaElement>(null)
  const chosen = usual.find(({ code }) => code === reason)?.code ?? ''
  const give = () => (reason.trim() ? onGive(reason.trim()) : setIsMissing(true))
  useEffect(() => {
    // Usual reasons by their digit; one's own is there to be taken or typed over.
    const first = document.getElementById(`${id}-${chosen || usual[0]!.code}`)
    if (suggestion && !chosen) text.current?.select()
    else first?.focus()
    // Once, when it opens.
    // eslint-disable-next-line react/exhaustive-deps
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    // The form behind saves by the same keys.
    event.stopPropagation()
    if (event.key !== 'Enter' || event.shiftKey || event.target instanceof HTMLButtonElement) return
    event.preventDefault()
    give()
  }
  return (
    <Dialog title={`Why is ${what} changed?`} onClose={onCancel}>
      <div className="reason-for-change" onKeyDown={onKeyDown}>
        <p className="soft">This registry asks for a reason. It stands in the history.</p>
        <ChoiceRow id={id} aria-label="Usual reasons" choices={usual} value={chosen} onChange={setReason} />
        <Textarea
          ref={text}
          label="Reason"
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={isMissing && !reason.trim() && 'Say why, in a word or two.'}
        />
        <Group gap={8} mt={4}>
          <Button onClick={give}>Save with this reason</Button>
          <Button variant="default" onClick={onCancel}>
            Go on typing
          </Button>
        </Group>
      </div>
    </Dialog>
  )
}
