import { Button, Group, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { DataQuery } from '#shared/ipc/areas/quality.ts'
import { Dialog } from '../../app/dialog.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { notify } from '../../app/notices.tsx'
import { useCommand } from '../../ipc/use-contract.ts'
import { useDraft } from '../use-draft.ts'
import { useRestoredFocus } from '../use-restored-focus.ts'
import { messageWords, momentOf, statusLabels } from './query-words.ts'
import './query-dialog.css'

interface QueryDialogProps {
  readonly caseId: string
  readonly form: string
  readonly recordId: string
  /** None where it is about the whole record. */
  readonly item?: string | undefined
  /** What it is about, in words: `FVC`, `Pulmonary function test, Apr 2019`. */
  readonly about: string
  /** What was asked about it so far. */
  readonly queries: readonly DataQuery[]
  /** What the question starts with. */
  readonly suggestion?: string
  /** Leads to what it is about, where one isn't there already. */
  readonly onGo?: () => void
  readonly onClose: () => void
}

/** Everything that was asked about an item or a record, and the place to ask, answer, close and reopen. */
export function QueryDialog(props: QueryDialogProps) {
  const { caseId, form, recordId, item, about, queries, suggestion = '', onGo, onClose } = props
  useRestoredFocus()
  const [text, setText] = useState(suggestion)
  const [demanded, setDemanded] = useState(false)
  const place = `${caseId}/query/${recordId}/${item ?? ''}`
  const draft = useDraft({ place, caseId, title: `Query: ${about}`.slice(0, 200) })
  const { found, taken } = draft
  useEffect(() => {
    if (!found) return
    setText((typed) => (typed === suggestion ? String(JSON.parse(found.content)) : typed))
    // From here on what is typed on is kept again.
    taken()
  }, [found, suggestion, taken])
  const ask = useCommand('quality.ask')
  const reply = useCommand('quality.reply')
  const active = queries.find(({ status }) => status !== 'closed')
  const lastClosed = active ? undefined : queries[0]

  const done = (said: string) => {
    void draft.discard()
    notify(said)
    onClose()
  }
  const submitNew = () =>
    ask.mutate(
      { caseId, form, recordId, text, ...(item !== undefined && { item }) },
      { onSuccess: () => done(`Asked about ${about}.`) },
    )
  const submitReply = ({ id, version }: DataQuery, kind: 'answer' | 'closing' | 'reopening') => {
    const said = { answer: 'Answered', closing: 'Closed', reopening: 'Reopened' }[kind]
    reply.mutate({ id, version, kind, text }, { onSuccess: () => done(`${said}: query about ${about}.`) })
  }
  /** Does it where words are needed and stand there. */
  const withWords = (run: () => void) => () => {
    if (text.trim()) run()
    else setDemanded(true)
  }
  const send = withWords(() => (active ? submitReply(active, 'answer') : submitNew()))
  const label = active ? 'Answer, or a word on closing it' : 'Question'
  return (
    <Dialog title={queries.length > 0 ? `Queries: ${about}` : `Ask about ${about}`} onClose={onClose}>
      {queries.toReversed().map((query) => (
        <Thread key={query.id} query={query} />
      ))}
      <Textarea
        mt={queries.length > 0 ? 12 : 0}
        label={label}
        autoFocus
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          draft.keep(event.currentTarget.value)
        }}
        error={demanded && !text.trim() && 'Write a sentence first.'}
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || event.key !== 'Enter') return
          event.preventDefault()
          // The form behind would take it for saving.
          event.stopPropagation()
          send()
        }}
      />
      <ErrorMessage error={ask.error ?? reply.error} />
      <Group gap={8} mt={12}>
        <Button onClick={send} loading={ask.isPending || reply.isPending}>
          {active ? 'Answer' : 'Ask'}
        </Button>
        {active && (
          <Button variant="default" onClick={() => submitReply(active, 'closing')}>
            Close the query
          </Button>
        )}
        {lastClosed && (
          <Button variant="default" onClick={withWords(() => submitReply(lastClosed, 'reopening'))}>
            Reopen the last one
          </Button>
        )}
        {onGo && (
          <Button variant="default" onClick={onGo}>
            Go to the field
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </Dialog>
  )
}

function Thread({ query: { status, messages } }: { readonly query: DataQuery }) {
  return (
    <section className="query-thread" data-status={status} aria-label={`${statusLabels[status]} query`}>
      <p className="query-status">{statusLabels[status]}</p>
      <ol>
        {messages.map(({ at, by, kind, text }) => (
          <li key={`${at} ${kind}`}>
            <p className="small soft">
              {by} {messageWords[kind]} <time dateTime={at}>{momentOf(at)}</time>
            </p>
            {text && <p className="query-text">{text}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
