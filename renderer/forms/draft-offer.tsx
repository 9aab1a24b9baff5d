import { Button, Group } from '@mantine/core'
import type { Form } from '#shared/dictionary/define-form.ts'
import type { KeptDraft } from '#shared/ipc/areas/drafts.ts'
import { Dialog } from '../app/dialog.tsx'
import type { Draft } from './draft.ts'
import { useRestoredFocus } from './use-restored-focus.ts'

interface DraftOfferProps {
  readonly form: Form
  /** What stands in the fields without the draft. */
  readonly start: Draft
  readonly draft: KeptDraft
  readonly onGoOn: (draft: KeptDraft) => void
  readonly onDiscard: () => Promise<void>
}

/** What was typed here before and never saved is offered, field for field, before anything can be typed over it. */
export function DraftOffer({ form, start, draft, onGoOn, onDiscard }: DraftOfferProps) {
  useRestoredFocus()
  const typed = JSON.parse(draft.content) as Draft
  const fields = form.items.filter(({ name }) => JSON.stringify(typed[name]) !== JSON.stringify(start[name]))
  return (
    <Dialog title="Go on where you left off?" onClose={() => onGoOn(draft)}>
      <p>This was typed on {new Date(draft.savedAt).toLocaleString()} and not saved:</p>
      <dl className="draft-fields">
        {fields.map(({ name, label }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{typed[name]?.text || typed[name]?.codes?.join(', ') || typed[name]?.missing || 'emptied'}</dd>
          </div>
        ))}
      </dl>
      <Group gap={8} mt={16}>
        <Button data-autofocus autoFocus onClick={() => onGoOn(draft)}>
          Go on with it
        </Button>
        <Button variant="default" onClick={() => void onDiscard()}>
          Discard it
        </Button>
      </Group>
    </Dialog>
  )
}
