import { Button, Group } from '@mantine/core'
import { Suspense, useCallback, useMemo, useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { VisitSignatures } from '#renderer/app/signature-parts.tsx'
import { useUndo } from '#renderer/app/use-undo.ts'
import { useDraft } from '#renderer/forms/use-draft.ts'
import { readContent, type VisitContent } from './visit-content.ts'
import { useVisitAddress } from './visit-address.ts'
import { VisitDraftOffer } from './visit-draft-offer.tsx'
import { DraftStateProvider } from './draft-state.ts'
import { VisitEditor } from './visit-editor.tsx'
import './visit-page.css'

interface VisitPageProps {
  readonly record: CaseRecord
  /** Full ISO date. */
  readonly today: string
}

/** A visit within its case: a new one, or one that is recorded already. */
export function VisitPage({ record, today }: VisitPageProps) {
  const { open, openVisit, leave } = useVisitAddress(record.case.id)
  const visit = record.records.visit.find(({ id }) => id === open)
  if (open !== 'new' && !visit)
    return (
      <div className="visit-missing">
        <p>This visit is not in the record any more. It may have been voided or undone.</p>
        <Group gap={8} mt={12}>
          <Button onClick={() => openVisit('new')}>New visit</Button>
          <Button variant="default" onClick={leave}>
            Go to the visits
          </Button>
        </Group>
      </div>
    )
  return <Visit key={open} {...{ record, today, open, openVisit, leave }} visit={visit as AnyRecord | undefined} />
}

interface VisitProps extends VisitPageProps {
  readonly open: string
  readonly visit: AnyRecord | undefined
  readonly openVisit: (visitId: string) => void
  readonly leave: () => void
}

/** The page of one visit, once it is known whether something was typed into it before. */
function Visit({ record, today, open, visit, openVisit, leave }: VisitProps) {
  const place = `${record.case.id}/visit-page/${open}`
  const date = visit?.['date'] as string | undefined
  const draft = useDraft({
    place,
    caseId: record.case.id,
    form: 'visit',
    title: date === undefined ? 'New visit' : `Visit ${formatPartialDate(date)}`,
    baseVersion: visit?.version,
  })
  const [kept, setKept] = useState<VisitContent>()
  const { keep, flush, settle, discard } = draft
  const keeper = useMemo(() => ({ keep, flush, settle, discard }), [keep, flush, settle, discard])
  const { notifyUndoable } = useUndo()
  const onSaved = useCallback(
    (title: string, count: number) => {
      const records = `${count} ${count === 1 ? 'record' : 'records'}`
      if (count === 0) notify(`Nothing was changed about ${title}`)
      else notifyUndoable(`Saved: ${title}, ${records}`)
      leave()
    },
    [leave, notifyUndoable],
  )
  if (draft.found === undefined) return <BusyBar />
  const found = draft.found ? readContent(draft.found.content) : undefined
  if (found && draft.found)
    return (
      <VisitDraftOffer
        content={found}
        caseRecord={record}
        savedAt={draft.found.savedAt}
        onGoOn={() => {
          setKept(found)
          draft.taken()
        }}
        onDiscard={() => void draft.discard()}
        onLater={leave}
      />
    )
  return (
    // The state changes with every pause in typing; the page is not drawn anew for it.
    <DraftStateProvider value={draft.state}>
      <div className="visit-signed">
        {visit && (
          <Suspense>
            <VisitSignatures caseId={record.case.id} visitId={visit.id} />
          </Suspense>
        )}
        <VisitEditor
          {...{ caseRecord: record, visit, today, kept, place, onSaved }}
          draft={keeper}
          onOpen={openVisit}
          onLeave={leave}
        />
      </div>
    </DraftStateProvider>
  )
}
