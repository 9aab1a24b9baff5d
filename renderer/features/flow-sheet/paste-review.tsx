import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { Measure } from '#shared/domain/measures.ts'
import { recognizePaste } from '#shared/domain/paste/recognize-paste.ts'
import type { PasteChoices, PasteContext, RefusedCell } from '#shared/domain/paste/proposal.ts'
import { isInOpenList } from '#renderer/forms/is-in-open-list.ts'
import { PasteDecisions } from './paste-decisions.tsx'
import { pasteOutcome, type PasteOutcome, type Takings } from './paste-rows.ts'
import { PasteTable } from './paste-table.tsx'
import type { Sheet } from './sheet.ts'
import './paste-review.css'

/** What was pasted, and what was decided about it; a draft keeps it. */
export interface Pasted {
  readonly text: string
  readonly anchor: PasteContext['anchor']
  readonly choices: PasteChoices
  readonly takings: Takings
}

interface PasteReviewProps {
  readonly pasted: Pasted
  readonly measures: readonly Measure[]
  readonly sheet: Sheet
  readonly caseRecord: CaseRecord
  /** Full ISO date. */
  readonly today: string
  readonly onChange: (pasted: Pasted) => void
  readonly onSave: (outcome: PasteOutcome) => void
  readonly onClose: () => void
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** Shows what a pasted text was understood as. Nothing of it is saved before it is confirmed here. */
export function PasteReview(props: PasteReviewProps) {
  const { pasted, measures, sheet, caseRecord, today, onChange, onSave, onClose } = props
  const { text, anchor, choices, takings } = pasted
  const root = useRef<HTMLElement>(null)
  const [attempt, setAttempt] = useState(0)
  const proposal = useMemo(() => {
    const lastUnit = ({ key }: Measure) => sheet.units.get(key)
    return recognizePaste(text, { today, measures, lastUnit, ...(anchor && { anchor }) }, choices)
  }, [text, today, measures, sheet, anchor, choices])
  const outcome = useMemo(
    () => pasteOutcome(proposal.cells, takings, { sheet, caseRecord, today }),
    [proposal, takings, sheet, caseRecord, today],
  )
  const { rows, count } = outcome
  useEffect(() => {
    const scope = root.current
    const first = scope?.querySelector<HTMLElement>('[data-decide] input, [data-decide] select, [role="grid"]')
    ;(first ?? scope)?.focus()
  }, [])

  const save = () => {
    if (count > 0) onSave(outcome)
    else setAttempt(attempt + 1)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const withControl = event.ctrlKey || event.metaKey
    if (withControl && (event.key.toLowerCase() === 's' || event.key === 'Enter')) save()
    else if (event.key === 'Escape' && !event.defaultPrevented && !isInOpenList(event.target)) onClose()
    else return
    event.preventDefault()
  }
  const recorded = rows.filter(({ state }) => state === 'same').length
  const differing = rows.filter(({ state }) => state === 'differs').length
  const told = [
    counted(rows.length, 'value was understood', 'values were understood'),
    recorded > 0 && counted(recorded, 'is recorded already', 'are recorded already'),
    differing > 0 && counted(differing, 'differs from the record', 'differ from the record'),
    proposal.refused.length > 0 && counted(proposal.refused.length, 'cell was not taken', 'cells were not taken'),
  ].filter(Boolean)
  return (
    <section className="paste-review" aria-labelledby="paste-title" ref={root} tabIndex={-1} onKeyDown={onKeyDown}>
      <header className="paste-bar">
        <h2 id="paste-title">Pasted text</h2>
        <p role="status">{told.join(' · ')}. Nothing is saved yet.</p>
        <div className="paste-actions">
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
          <Button onClick={save} disabled={count === 0}>
            Save {counted(count, 'value', 'values')}
          </Button>
        </div>
      </header>
      <PasteDecisions
        proposal={proposal}
        choices={choices}
        measures={measures}
        today={today}
        onChoose={(next) => onChange({ ...pasted, choices: next })}
      />
      {rows.length > 0 && (
        <PasteTable
          rows={rows}
          onTake={({ id }, taking) => onChange({ ...pasted, takings: { ...takings, [id]: taking } })}
        />
      )}
      {proposal.refused.length > 0 && <NotTaken refused={proposal.refused} />}
      {rows.length === 0 && proposal.refused.length === 0 && (
        <p className="paste-nothing">
          No values were found in the text. It needs items with their names and dates, in rows or columns: copy the
          headings of the table too.
        </p>
      )}
    </section>
  )
}

/** Cells that were not taken, each with its place and why. */
function NotTaken({ refused }: { readonly refused: readonly RefusedCell[] }) {
  return (
    <section className="paste-refused" aria-labelledby="paste-refused">
      <h3 id="paste-refused">Not taken</h3>
      {/* A list that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="paste-refused-list" tabIndex={0} role="group" aria-labelledby="paste-refused">
        <table>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Column</th>
              <th scope="col">Heading</th>
              <th scope="col">Cell</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {refused.map(({ row, column, text, label, message }) => (
              <tr key={`${row},${column},${message}`}>
                <td>{row}</td>
                <td>{column}</td>
                <td>{label}</td>
                <td>{text}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
