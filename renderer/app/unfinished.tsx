import { Button } from '@mantine/core'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useCommand, useQueryOf } from '../ipc/use-contract.ts'
import { Dialog } from './dialog.tsx'
import { addressOfDraft, draftWords, whenKept, type UnfinishedDraft } from './draft-places.ts'
import { ErrorMessage } from './error-message.tsx'
import { useShortcut } from './shortcuts.tsx'
import { todayHere } from '../forms/today.ts'
import { useRestoredFocus } from '../forms/use-restored-focus.ts'
import { useRights } from './use-rights.ts'
import './unfinished.css'

/** As many as fit in a line. */
const shown = 3

/** What was typed and not saved yet, of a case or of all: each leads back to its place. Nothing where there is none. */
export function Unfinished({ caseId }: { readonly caseId?: string }) {
  const { canWrite } = useRights()
  const listed = useQueryOf('drafts.list', {}, { enabled: canWrite }).data
  // Where nothing can be saved, nothing can be finished.
  const drafts = (canWrite && listed?.drafts) || []
  const here = useLocation({ select: ({ href }) => href })
  const [showsAll, setShowsAll] = useState(false)
  const { history } = useRouter()
  // What is being typed on this very screen is no reminder.
  const elsewhere = drafts.filter(
    (draft) => (caseId === undefined || draft.caseId === caseId) && !here.startsWith(addressOfDraft(draft)),
  )
  const [newest] = elsewhere
  useShortcut('unfinished', () => newest && history.push(addressOfDraft(newest)))
  if (!newest) return null
  return (
    <aside className="unfinished" aria-label="Unfinished">
      <span className="unfinished-count">
        <span aria-hidden className="unfinished-dot" /> {elsewhere.length} unfinished
      </span>
      <ul>
        {elsewhere.slice(0, shown).map((draft) => (
          <li key={draft.place}>
            <DraftLink draft={draft} inCase={caseId !== undefined} />
          </li>
        ))}
      </ul>
      <button type="button" className="unfinished-all" onClick={() => setShowsAll(true)}>
        {elsewhere.length > shown ? `All ${elsewhere.length}` : 'List'}
      </button>
      {showsAll && <UnfinishedDialog drafts={elsewhere} onClose={() => setShowsAll(false)} />}
    </aside>
  )
}

interface DraftLinkProps {
  readonly draft: UnfinishedDraft
  /** The case is known from where it stands. */
  readonly inCase?: boolean
  readonly onGo?: () => void
}

function DraftLink({ draft, inCase = false, onGo }: DraftLinkProps) {
  const { history } = useRouter()
  const address = addressOfDraft(draft)
  return (
    <a
      href={`#${address}`}
      onClick={(event) => {
        event.preventDefault()
        onGo?.()
        history.push(address)
      }}
    >
      {inCase ? draft.title : draftWords(draft)}
      <span className="unit"> {whenKept(draft.savedAt, todayHere())}</span>
    </a>
  )
}

interface UnfinishedDialogProps {
  readonly drafts: readonly UnfinishedDraft[]
  readonly onClose: () => void
}

/** All that is unfinished, with the way back to each and the way out. */
function UnfinishedDialog({ drafts, onClose }: UnfinishedDialogProps) {
  useRestoredFocus()
  const discard = useCommand('drafts.discard')
  /** Asked about once more: what is discarded is gone. */
  const [asked, setAsked] = useState<string>()
  return (
    <Dialog title="Unfinished" onClose={onClose}>
      <p className="soft">Typed and not saved. It counts nowhere until it is saved, and is kept until then.</p>
      <ul className="unfinished-list">
        {drafts.map((draft) => (
          <li key={draft.place}>
            <DraftLink draft={draft} onGo={onClose} />
            <Button
              size="compact-xs"
              variant={asked === draft.place ? 'default' : 'subtle'}
              color="gray"
              aria-label={`${asked === draft.place ? 'Discard for good' : 'Discard'}: ${draftWords(draft)}`}
              onClick={() => (asked === draft.place ? discard.mutate({ place: draft.place }) : setAsked(draft.place))}
              onBlur={() => setAsked(undefined)}
            >
              {asked === draft.place ? 'Discard for good' : 'Discard'}
            </Button>
          </li>
        ))}
      </ul>
      <ErrorMessage error={discard.error} />
      <Button mt={16} variant="default" onClick={onClose}>
        Close
      </Button>
    </Dialog>
  )
}
