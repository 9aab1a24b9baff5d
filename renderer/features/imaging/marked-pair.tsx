import { Button, Checkbox, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import type { RecordValues } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { pairCaption } from '#shared/domain/imaging/pair-caption.ts'
import { pairFactsOf } from '#shared/domain/imaging/pair-figure.ts'
import type { PairRecord } from '#shared/domain/imaging/pair-figure.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { ReasonForm } from '#renderer/forms/reason-form.tsx'
import { useCommand } from '#renderer/ipc/use-contract.ts'
import { PairFigure } from './pair-figure.tsx'
import type { usePairChanges } from './use-pair-changes.ts'
import { offsetWords } from './viewer/pair-levels.ts'

interface MarkedPairProps {
  readonly caseRecord: CaseRecord
  readonly pair: PairRecord
  /** What both sides show now, where it can be marked. */
  readonly shown: RecordValues | undefined
  readonly changes: ReturnType<typeof usePairChanges>
  readonly onOpen: () => void
}

const level = (mm: number | undefined): string =>
  mm === undefined ? 'level not recorded' : `${mm.toFixed(1).replace('-', '−')} mm`

/** What it is called: its title, else its level. */
const nameOf = ({ title, earlier_at_mm }: PairRecord): string => title ?? `Level ${level(earlier_at_mm)}`

/** One marked pair: opened again, changed, voided, looked at and saved as a figure. */
export function MarkedPair({ caseRecord, pair, shown, changes, onOpen }: MarkedPairProps) {
  const { canWrite } = useRights()
  const nameId = useId()
  const [open, setOpen] = useState<'figure' | 'title' | 'void'>()
  const isChecked = pair.in_documents === 'yes'
  const facts = pairFactsOf(caseRecord, pair)
  const toggle = (what: 'figure' | 'title') => setOpen(open === what ? undefined : what)
  return (
    <li aria-labelledby={nameId}>
      <h3 id={nameId}>{nameOf(pair)}</h3>
      <p className="soft">
        Earlier at {level(pair.earlier_at_mm)}, later shifted by{' '}
        {offsetWords({ isLinked: true, offsetMm: pair.offset_mm ?? 0 })}
        {pair.crop_width_mm === undefined ? '' : ', cropped'}
      </p>
      <div className="pair-marks-row">
        <Button variant="default" size="compact-sm" onClick={onOpen} aria-describedby={nameId}>
          Open
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          aria-expanded={open === 'figure'}
          aria-describedby={nameId}
          onClick={() => toggle('figure')}
        >
          Figure
        </Button>
        {canWrite && (
          <>
            <Button
              variant="default"
              size="compact-sm"
              aria-expanded={open === 'title'}
              aria-describedby={nameId}
              onClick={() => toggle('title')}
            >
              Edit
            </Button>
            <Button variant="default" size="compact-sm" aria-describedby={nameId} onClick={() => setOpen('void')}>
              Void
            </Button>
          </>
        )}
      </div>
      <Checkbox
        label="In documents"
        size="sm"
        checked={isChecked}
        disabled={!canWrite || changes.isPending}
        aria-describedby={nameId}
        onChange={(event) => {
          const in_documents = event.currentTarget.checked ? 'yes' : 'no'
          void changes.edit(pair, { in_documents }, in_documents === 'yes' ? 'In documents' : 'Not in documents')
        }}
      />
      {open === 'title' && <EditPair pair={pair} shown={shown} changes={changes} onDone={() => setOpen(undefined)} />}
      {open === 'figure' && (
        <PairFigure pairId={pair.id} caption={'why' in facts ? facts.why : pairCaption(facts)} name={nameOf(pair)} />
      )}
      {open === 'void' && <VoidPair pair={pair} onClose={() => setOpen(undefined)} />}
    </li>
  )
}

interface EditPairProps extends Pick<MarkedPairProps, 'pair' | 'shown' | 'changes'> {
  readonly onDone: () => void
}

function EditPair({ pair, shown, changes, onDone }: EditPairProps) {
  const [title, setTitle] = useState(pair.title ?? '')
  const save = async (more: RecordValues, said: string): Promise<void> => {
    await changes.edit(pair, { ...more, title: title.trim() || null }, said)
    onDone()
  }
  return (
    <form
      className="pair-marks-new"
      onSubmit={(event) => {
        event.preventDefault()
        void save({}, 'Pair changed')
      }}
    >
      <TextInput
        label="Title"
        maxLength={200}
        value={title}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was just asked for
        autoFocus
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <div className="pair-marks-row">
        <Button type="submit" size="compact-sm" disabled={changes.isPending}>
          Save
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          disabled={changes.isPending || !shown}
          title="Level, link, crop and window of what is shown now"
          onClick={() => void save(shown ?? {}, 'Set to what is shown')}
        >
          Set to what is shown
        </Button>
        <Button variant="default" size="compact-sm" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function VoidPair({ pair, onClose }: { readonly pair: PairRecord; readonly onClose: () => void }) {
  const { mutateAsync, error, isPending } = useCommand('records.void')
  const { id, version } = pair
  return (
    <Dialog title="Void this CT pair?" onClose={onClose}>
      <ReasonForm
        submitLabel="Void CT pair"
        error={error}
        isPending={isPending}
        draft={{ of: `ct_pair/${id}`, title: 'Reason to void a CT pair' }}
        onSubmit={(reason) => mutateAsync({ form: 'ct_pair', id, version, reason }, { onSuccess: onClose })}
        onClose={onClose}
      >
        <p>
          <b>{nameOf(pair)}</b> no longer stands in documents and no longer links the two series. It is kept with your
          reason and can be restored.
        </p>
      </ReasonForm>
    </Dialog>
  )
}
