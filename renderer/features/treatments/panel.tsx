import { Button } from '@mantine/core'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { Edit } from '#shared/domain/staged-records.ts'
import { DoubtList } from '../../forms/doubt-list.tsx'
import { isInOpenList } from '../../forms/is-in-open-list.ts'
import type { Fields } from './use-fields.ts'
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'

/** What is given to every panel in which a record of a course is typed. */
export interface RecordPanelProps {
  readonly record: CaseRecord
  readonly drugName: string
  /** Full ISO date. */
  readonly today: string
  readonly newId: () => string
  /** @param id of the record that is shown next */
  readonly onTake: (edits: readonly Edit[], id: string) => void
  readonly onClose: () => void
}

interface PanelProps {
  readonly title: string
  /** What Enter does; a panel without it is only looked at. */
  readonly submitLabel?: string
  /** @param reasons answers to the doubts that the fields asked about */
  readonly onSubmit?: (reasons?: readonly string[]) => void
  readonly fields?: Fields
  readonly onClose: () => void
  readonly children: ReactNode
  /** Further buttons, after the first. */
  readonly actions?: ReactNode
}

/** What opens under a lane. Enter takes it over, Escape closes it; nothing in it is saved before the sheet is. */
export function Panel({ title, submitLabel, onSubmit, fields, onClose, children, actions }: PanelProps) {
  const titleId = useId()
  const panel = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const within = (selector: string) => panel.current?.querySelector<HTMLElement>(selector)
    const first = within('[data-first] input') ?? within('button[data-first]') ?? within('input, button')
    first?.focus()
    if (first instanceof HTMLInputElement) first.select()
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const attempt = fields?.attempt ?? 0
  useEffect(() => {
    if (attempt > 0) panel.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [attempt])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isInOpenList(event.target)) return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  return (
    <form
      ref={panel}
      className="treatment-panel"
      aria-labelledby={titleId}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit?.()
      }}
    >
      <h3 id={titleId}>{title}</h3>
      {children}
      {fields && fields.doubts.length > 0 && (
        <DoubtList doubts={fields.doubts} attempt={fields.attempt} onConfirm={(reasons) => onSubmit?.(reasons)} />
      )}
      <footer>
        {submitLabel !== undefined && (
          <Button type="submit" size="compact-sm">
            {submitLabel} <kbd aria-hidden>Enter</kbd>
          </Button>
        )}
        {actions}
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>
          {onSubmit ? 'Cancel' : 'Close'} <kbd aria-hidden>Esc</kbd>
        </Button>
      </footer>
    </form>
  )
}
