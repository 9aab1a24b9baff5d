import { Button } from '@mantine/core'
import { useState } from 'react'
import { formOf } from '#shared/dictionary/forms.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { keptBackWords } from '#shared/domain/imaging/kept-back-readings.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { fvcNear } from '#shared/domain/scores/fvc-near.ts'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useUndo } from '#renderer/app/use-undo.ts'
import { RecordForm } from '#renderer/forms/record-form.tsx'
import { todayHere } from '#renderer/forms/today.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { ReadingComparison } from './reading-comparison.tsx'
import { ReadingFields } from './reading-fields.tsx'
import { asRecord, linkedStudy, ownRecord, readingsOf, type CtReading, type ImagingStudy } from './reading-parts.ts'
import { TakeOver } from './take-over.tsx'
import { useSaveReading } from './use-save-reading.ts'
import { VoidReading } from './void-reading.tsx'
import './reading.css'

interface ReadingPanelProps {
  readonly caseRecord: CaseRecord
  /** The study whose images are shown. */
  readonly imaging: ImagingStudy
  /** The image that is shown, by its number in the series. */
  readonly current?: number | undefined
  /** Shows an image again at which a level was read, by its number in the series. */
  readonly onGoToLevel?: (index: number) => void
}

/** What a reader makes of the CT in view, typed beside it; other readings are kept back until one's own is saved. */
export function ReadingPanel(props: ReadingPanelProps) {
  const status = useQueryOf('registry.status', {}).data
  // Another study, and another user, begin anew.
  const user = status?.user
  if (user === undefined) return null
  return <PanelOfStudy key={`${props.imaging.id} ${user}`} user={user} {...props} />
}

function PanelOfStudy({ caseRecord, imaging, current, onGoToLevel, user }: ReadingPanelProps & { user: string }) {
  const { may, canWrite } = useRights()
  const [today] = useState(todayHere)
  const [opened, setOpened] = useState<'new' | CtReading>()
  const [dialog, setDialog] = useState<'take-over' | CtReading>()
  const settings = useQueryOf('registry.settings', {}).data ?? standardClinicalSettings
  const { save, readSaved } = useSaveReading(caseRecord.case.id)
  const { notifyUndoable } = useUndo()
  const { own, others, areOthersHidden } = readingsOf(caseRecord, imaging.id, user, canWrite)
  const fvc = imaging.date === undefined ? undefined : fvcNear(caseRecord, settings, imaging.date)
  const newest = own.at(-1)
  const shown = areOthersHidden ? [] : [...own, ...others]
  const study = imaging.date === undefined ? 'this CT' : `the CT of ${formatPartialDate(imaging.date)}`
  useShortcut('reading-take-over', () => canWrite && newest && !opened && setDialog('take-over'))

  if (opened) {
    const initial = opened === 'new' ? undefined : opened
    const place = `${caseRecord.case.id}/ct_reading/${initial?.id ?? `new/${imaging.id}`}`
    return (
      <section className="ct-reading" aria-label={`Reading of ${study}`}>
        <RecordForm
          key={place}
          form={formOf('ct_reading')}
          {...(initial && { initial: asRecord(initial) })}
          prefill={{
            imaging: imaging.id,
            reader: user,
            date: today,
            compared_with: linkedStudy(caseRecord, imaging) ?? null,
          }}
          // Whatever a field tells of the past, it is not what others saw.
          caseRecord={ownRecord(caseRecord, user)}
          place={place}
          caseId={caseRecord.case.id}
          today={today}
          fields={
            <ReadingFields
              caseRecord={ownRecord(caseRecord, user)}
              fvc={fvc}
              current={current}
              onGoToLevel={onGoToLevel}
            />
          }
          onSave={async (input) => {
            await save(initial?.id, input)
            setOpened(undefined)
            notifyUndoable(initial ? 'Reading changed.' : 'Reading saved.')
          }}
          onCancel={() => setOpened(undefined)}
          {...(initial && { onReadSaved: () => readSaved(initial.id) })}
        />
      </section>
    )
  }
  return (
    <section className="ct-reading" aria-labelledby="ct-reading-title">
      <h3 id="ct-reading-title">Reading of {study}</h3>
      {areOthersHidden && others.length > 0 && (
        <p className="ct-reading-hidden">{keptBackWords(others.length, 'this CT')}</p>
      )}
      {shown.length === 0 && others.length === 0 && <p className="soft">Nobody has read this CT yet.</p>}
      {canWrite && (
        <p className="ct-reading-buttons">
          {!newest && (
            <Button size="compact-sm" onClick={() => setOpened('new')}>
              Read this CT
            </Button>
          )}
          {newest && (
            <>
              <Button size="compact-sm" variant="default" onClick={() => setOpened(newest)}>
                Edit my reading
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => setOpened('new')}>
                Read it once more
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => setDialog(newest)}>
                Void
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => setDialog('take-over')}>
                Take over … <kbd aria-hidden>F9</kbd>
              </Button>
            </>
          )}
        </p>
      )}
      {shown.length > 0 && <ReadingComparison readings={shown} fvc={fvc} user={user} showsNames={may('identity')} />}
      {dialog === 'take-over' && newest && (
        <TakeOver imaging={imaging} reading={newest} onClose={() => setDialog(undefined)} />
      )}
      {dialog !== undefined && dialog !== 'take-over' && (
        <VoidReading reading={dialog} onClose={() => setDialog(undefined)} />
      )}
    </section>
  )
}
