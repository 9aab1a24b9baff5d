import { useEffect, useId, useMemo, useState } from 'react'
import { laterSteps, stepInForce, taperEdits } from '#shared/domain/course-edits.ts'
import { doseIncrement } from '#shared/domain/dose-increments.ts'
import { doseLabel } from '#shared/domain/dose.ts'
import type { DoseStep, Treatment } from '#shared/domain/exposure.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { dayNumber, formatPartialDate, isoOfDay, type IsoDay } from '#shared/domain/partial-date.ts'
import { taperOf, type Taper, type TaperDose, type TaperStage } from '#shared/domain/taper.ts'
import type { Edit } from '#shared/domain/staged-records.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { ChoiceRow } from '../../forms/fields/choice-row.tsx'
import { Panel, type RecordPanelProps } from './panel.tsx'
import { echoOf, TextLine } from './panel-field.tsx'
import { readAmount, readDays, readTaperStep } from './taper-input.ts'
import { useKeptTyping, useRestored } from './typed-panel.ts'

interface TaperPanelProps extends RecordPanelProps {
  readonly treatment: Treatment
  /** Shows the taper on the lane before anything is staged. */
  readonly onTry: (edits: readonly Edit[]) => void
}

interface Wanted {
  readonly to: string
  readonly by: string
  readonly every: string
  readonly firstDay: string
  readonly below: string
  readonly thenBy: string
  readonly thenEvery: string
}

const nothingWanted: Wanted = {
  to: '',
  by: '',
  every: '2 weeks',
  firstDay: '',
  below: '',
  thenBy: '',
  thenEvery: '4 weeks',
}

const ways = [
  { code: 'replace', label: 'Void them' },
  { code: 'keep', label: 'Keep them' },
]

/** Builds a taper: down to a dose by so much every so many days, with smaller steps below a dose where wanted. */
export function TaperPanel(props: TaperPanelProps) {
  const { record, treatment, drugName, today, newId, onTry, onTake, onClose } = props
  const [wanted, setWanted] = useState<Wanted>(useRestored<Wanted>('wanted') ?? { ...nothingWanted, firstDay: today })
  useKeptTyping({ wanted })
  const [later, setLater] = useState<'replace' | 'keep'>('replace')
  const [tried, setTried] = useState(false)
  const laterId = useId()
  const read = parseClinicalDate(wanted.firstDay, today)
  const firstDay = 'date' in read && read.date.length === 10 ? read.date : undefined
  const step = firstDay === undefined ? undefined : stepInForce(record, treatment.id, isoOfDay(dayNumber(firstDay) - 1))
  const plan = useMemo(
    () => planOf(wanted, firstDay, step, treatment.drug ?? 'other'),
    [wanted, firstDay, step, treatment.drug],
  )
  const doses = 'doses' in plan ? plan.doses : noDoses
  const met = firstDay === undefined ? [] : laterSteps(record, treatment.id, firstDay)

  useEffect(() => {
    let trial = 0
    onTry(step && doses.length > 0 ? taperEdits(record, step, doses, later, () => `trial:${(trial += 1)}`) : [])
  }, [record, step, doses, later, onTry])

  useEffect(() => () => onTry([]), [onTry])

  const set = (name: keyof Wanted) => (text: string) => setWanted((known) => ({ ...known, [name]: text }))
  const submit = () => {
    setTried(true)
    if (!step || doses.length === 0) return
    const edits = taperEdits(record, step, doses, later, newId)
    const first = edits.find((edit) => edit.do === 'add')
    onTake(edits, first?.id ?? step.id)
  }
  const unit = step?.unit === undefined ? '' : unitLabel(step.unit)
  return (
    <Panel
      title={`Taper ${drugName}`}
      submitLabel={doses.length > 0 ? `Use ${doses.length === 1 ? 'this dose' : `these ${doses.length} doses`}` : 'Use'}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="taper">
        <div className="panel-fields">
          <div className="field">
            <span className="field-label">From</span>
            <p className="taper-from">{step ? doseLabel(step) : '–'}</p>
            <p className="field-note">{step ? 'In force the day before' : ''}</p>
          </div>
          <TextLine name="to" label="Down to" value={wanted.to} onChange={set('to')} unit={unit} autoFocus />
          <TextLine
            name="by"
            label="By"
            value={wanted.by}
            onChange={set('by')}
            placeholder="2.5 or 10 %"
            note={
              wanted.by.includes('%')
                ? `Rounded to ${formatNumber(incrementOf(step, treatment), 3)} ${unit}`
                : undefined
            }
          />
          <TextLine name="every" label="Every" value={wanted.every} onChange={set('every')} />
          <TextLine
            name="first-day"
            label="First lower dose on"
            value={wanted.firstDay}
            onChange={set('firstDay')}
            note={echoOf(wanted.firstDay, today)}
          />
          <TextLine
            name="below"
            label="Smaller steps from"
            value={wanted.below}
            onChange={set('below')}
            unit={unit}
            note="Empty: the same steps to the end"
          />
          {wanted.below.trim() !== '' && (
            <>
              <TextLine
                name="then-by"
                label="Then by"
                value={wanted.thenBy}
                onChange={set('thenBy')}
                placeholder="1 or 10 %"
              />
              <TextLine name="then-every" label="Then every" value={wanted.thenEvery} onChange={set('thenEvery')} />
            </>
          )}
        </div>
        {met.length > 0 && (
          <div className="taper-later">
            <span id={laterId} className="field-label">
              {met.length === 1 ? 'One dose begins' : `${met.length} doses begin`} on that day or later:{' '}
              {met.map((one) => `${doseLabel(one)} (${formatPartialDate(one.started!)})`).join(', ')}
            </span>
            <ChoiceRow
              id={`${laterId}-way`}
              aria-labelledby={laterId}
              choices={ways}
              value={later}
              onChange={(code) => setLater(code as 'replace' | 'keep')}
              demandsAnswer
            />
          </div>
        )}
        <div aria-live="polite">
          {doses.length > 0 && step ? (
            <TaperTable doses={doses} step={step} />
          ) : (
            <p className={tried ? 'field-note field-problem' : 'field-note'}>{problemOf(plan, step, firstDay)}</p>
          )}
        </div>
      </div>
    </Panel>
  )
}

const noDoses: readonly TaperDose[] = []

function incrementOf(step: DoseStep | undefined, { drug }: Treatment): number {
  return doseIncrement(drug ?? 'other', step?.unit)
}

function problemOf(plan: Taper, step: DoseStep | undefined, firstDay: IsoDay | undefined): string {
  if (firstDay === undefined) return 'Say the day of the first lower dose.'
  if (!step) return 'No dose is in force the day before. Add one, or choose another day.'
  if (step.dose === undefined) return `The dose in force (${doseLabel(step)}) is not known as a number.`
  return 'problem' in plan ? plan.problem : ''
}

function planOf(wanted: Wanted, firstDay: IsoDay | undefined, step: DoseStep | undefined, drug: string): Taper {
  if (firstDay === undefined || step?.dose === undefined) return { problem: '' }
  const stage = (by: string, every: string): TaperStage => ({ by: readTaperStep(by), everyDays: readDays(every) })
  return taperOf({
    from: step.dose,
    to: readAmount(wanted.to),
    ...stage(wanted.by, wanted.every),
    firstDay,
    increment: doseIncrement(drug, step.unit),
    ...(wanted.below.trim() === ''
      ? {}
      : { second: { ...stage(wanted.thenBy, wanted.thenEvery), atOrBelow: readAmount(wanted.below) } }),
  })
}

interface TaperTableProps {
  readonly doses: readonly TaperDose[]
  readonly step: DoseStep
}

/** The taper as it will stand in the record. */
function TaperTable({ doses, step }: TaperTableProps) {
  return (
    <table className="plan-table taper-table">
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">Dose</th>
          <th scope="col" data-numeric>
            Days
          </th>
        </tr>
      </thead>
      <tbody>
        {doses.map(({ started, dose }, index) => {
          const next = doses[index + 1]
          const off = dose === 0
          return (
            <tr key={started}>
              <td>{formatPartialDate(started)}</td>
              <td>{off ? 'none: the course ends the day before' : doseLabel({ ...step, dose })}</td>
              <td data-numeric>{next ? dayNumber(next.started) - dayNumber(started) : off ? '' : 'goes on'}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
