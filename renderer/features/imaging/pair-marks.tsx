import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { isMoved } from '#shared/domain/imaging/pair-alignment.ts'
import { openedPair, pairsOf, pairValuesOf } from '#shared/domain/imaging/pair-values.ts'
import type { OpenedPair } from '#shared/domain/imaging/pair-values.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { NoRight } from '#renderer/app/no-right.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { MarkedPair } from './marked-pair.tsx'
import { usePairChanges } from './use-pair-changes.ts'
import { offsetWords, shiftWords } from './viewer/pair-levels.ts'
import type { PairState } from './viewer/pair-state.ts'
import './pair-marks.css'

interface PairMarksProps {
  readonly caseRecord: CaseRecord
  /** Ids of the series on the left and on the right. */
  readonly left: string
  readonly right: string
  /** What both show; missing until they are open. */
  readonly state: PairState | undefined
  /** A marked pair is to be shown. */
  readonly onOpen: (opened: OpenedPair) => void
}

/**
 * What was marked of two series: their levels that belong together, as records. The newest of them is how the two are linked
 * when they are opened the next time.
 */
export function PairMarks({ caseRecord, left, right, state, onOpen }: PairMarksProps) {
  const { canWrite } = useRights()
  const changes = usePairChanges(caseRecord.case.id)
  const geometry = useQueryOf('images.geometry', { seriesId: left }).data?.geometry
  const [title, setTitle] = useState('')
  const [inDocuments, setInDocuments] = useState(true)
  const pairs = pairsOf(caseRecord, left, right)
  const values = state && pairValuesOf(caseRecord, state)
  const why = values && 'why' in values && typeof values['why'] === 'string' ? values['why'] : undefined
  const canMark = canWrite && values !== undefined && why === undefined && !changes.isPending

  async function mark(): Promise<void> {
    if (!values || why !== undefined) return
    const words = title.trim()
    const more = { in_documents: inDocuments ? 'yes' : 'no', ...(words && { title: words }) }
    await changes.add({ ...values, ...more }, 'Level marked')
    setTitle('')
  }

  async function rememberLink(): Promise<void> {
    if (!values || why !== undefined) return
    const said = 'Link remembered: these two open with it the next time'
    const [newest] = pairs
    // A mark that nobody has named or put into a document is only the link: it is renewed, not doubled.
    if (newest && newest.title === undefined && newest.in_documents !== 'yes') await changes.edit(newest, values, said)
    else await changes.add({ ...values, in_documents: 'no' }, said)
  }

  return (
    <section className="pair-marks" aria-label="Marked pairs">
      {canWrite ? (
        <form
          className="pair-marks-new"
          onSubmit={(event) => {
            event.preventDefault()
            void mark()
          }}
        >
          <TextInput
            label="Title"
            description="Stands in the caption. May be left empty."
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Checkbox
            label="In documents"
            description="Summary, MDT sheet and case-report draft: the two newest."
            checked={inDocuments}
            onChange={(event) => setInDocuments(event.currentTarget.checked)}
          />
          <div className="pair-marks-row">
            <Button type="submit" disabled={!canMark}>
              Mark this level
            </Button>
            <Button variant="default" disabled={!canMark} onClick={() => void rememberLink()}>
              Remember this link
            </Button>
          </div>
          <p className="soft">
            {why ??
              (state
                ? `The right side is shifted by ${offsetWords(state.link)}. ${isMoved(state.shift) ? `${shiftWords(state.shift)}. ` : ''}The newest mark is how these two are linked when they are opened.`
                : 'Open both series to mark a level.')}
          </p>
        </form>
      ) : (
        <NoRight right="write" />
      )}
      <ErrorMessage error={changes.error} />
      {pairs.length === 0 && <p className="soft">Nothing is marked of these two series yet.</p>}
      <ul className="pair-marks-list">
        {pairs.map((pair) => (
          <MarkedPair
            key={pair.id}
            caseRecord={caseRecord}
            pair={pair}
            shown={why === undefined ? values : undefined}
            changes={changes}
            onOpen={() => onOpen(openedPair(pair, { seriesId: left, geometry }))}
          />
        ))}
      </ul>
    </section>
  )
}
