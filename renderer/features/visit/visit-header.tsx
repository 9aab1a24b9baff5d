import { Button } from '@mantine/core'
import { formatPartialDate, type PartialDate } from '#shared/domain/partial-date.ts'
import { DraftMark } from '#renderer/forms/draft-mark.tsx'
import { countText } from './completeness.ts'
import { useDraftState } from './draft-state.ts'
import { useCount } from './visit-page-context.ts'

interface VisitHeaderProps {
  readonly isNew: boolean
  /** As understood. */
  readonly date: PartialDate | undefined
  readonly isSaving: boolean
  readonly onSave: () => void
  readonly onCancel: () => void
}

/** Stays in sight: which visit, how complete, that nothing is lost, and the way out. */
export function VisitHeader(props: VisitHeaderProps) {
  const { isNew, date, isSaving, onSave, onCancel } = props
  const draft = useDraftState()
  return (
    <header className="visit-header">
      <h2>
        {isNew ? 'New visit' : 'Visit'} <span className="visit-date">{date && formatPartialDate(date)}</span>
      </h2>
      <Complete />
      <DraftMark state={draft} />
      <div className="visit-header-end">
        <Button size="compact-sm" onClick={onSave} loading={isSaving}>
          Save visit <kbd aria-hidden>Ctrl Enter</kbd>
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Cancel <kbd aria-hidden>Esc</kbd>
        </Button>
      </div>
    </header>
  )
}

/** How much of what is asked stands there. */
function Complete() {
  const count = useCount('all')
  return (
    <p className="visit-complete">
      <span className="visit-complete-bar" aria-hidden>
        <span style={{ width: `${count.of === 0 ? 0 : (100 * count.done) / count.of}%` }} />
      </span>
      {countText(count)} filled in
    </p>
  )
}
