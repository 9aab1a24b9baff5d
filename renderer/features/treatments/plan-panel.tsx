import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { RecordValues } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { dosingWeights, gramsOf, weightKnownOn, type WeightBasis } from '#shared/domain/dosing-weight.ts'
import type { Treatment } from '#shared/domain/exposure.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { infusionPlanOf, onTimeWithinDays, type Cycle, type InfusionPlan } from '#shared/domain/infusion-plan.ts'
import { dayNumber, formatPartialDate, isoOfDay, type IsoDay } from '#shared/domain/partial-date.ts'
import { ChoiceRow } from '../../forms/fields/choice-row.tsx'
import { Panel } from './panel.tsx'
import { lastBasis, orderedNow, spanText, stateText, tickedOff } from './plan-words.ts'

interface PlanPanelProps {
  readonly record: CaseRecord
  readonly treatment: Treatment
  readonly drugName: string
  readonly today: IsoDay
  /** The day that cycles are held against: today, or the end of what is known of the case. */
  readonly asOf: IsoDay
  /** Opens a new infusion with these values, to be looked through. */
  readonly onTickOff: (prefill: RecordValues) => void
  readonly onClose: () => void
}

/** Cycles shown before the rest is asked for. */
const shownCycles = 8

const vialChoices = [
  { code: '0', label: 'as computed' },
  { code: '2.5', label: '2.5 g' },
  { code: '5', label: '5 g' },
  { code: '10', label: '10 g' },
]
const basisLabels: Readonly<Record<WeightBasis, string>> = {
  actual: 'actual',
  ideal: 'ideal (Devine)',
  adjusted: 'adjusted (ideal + 0.4 × rest)',
}

/** Infusions of a course against its order: what was given when, what is computed to come, grams given and ordered. */
export function PlanPanel({ record, treatment, drugName, today, asOf, onTickOff, onClose }: PlanPanelProps) {
  const plan = infusionPlanOf(record, treatment, asOf)
  const { cycles, order, without } = plan
  const [all, showAll] = useState(false)
  const [basis, setBasis] = useState<WeightBasis>(() => lastBasis(plan))
  const [vial, setVial] = useState('0')
  const known = weightKnownOn(record, dayNumber(today))
  const weights = known && dosingWeights(record, known.kg)
  const now = orderedNow(record, order, today, { basis, vialGrams: Number(vial) })
  const { weight, grams } = now
  const shown = all ? cycles : cycles.slice(-shownCycles)
  const open = cycles.findIndex(({ state }) => state === 'overdue' || state === 'due')
  const tickOff = ({ due }: Cycle) => onTickOff(tickedOff(treatment, plan, isoOfDay(due!.first), today, now))
  return (
    <Panel
      title={`Infusions of ${drugName} against their plan`}
      onClose={onClose}
      actions={
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onTickOff(tickedOff(treatment, plan, today, today, now))}
          data-first={open === -1 || undefined}
        >
          {cycles.length > 0 ? 'Record another infusion' : 'Record the first infusion'}
        </Button>
      }
    >
      <OrderLine plan={plan} />
      {order?.gramsPerKg !== undefined && (
        <div className="plan-weight">
          {known && weights ? (
            <>
              <Choice
                label="Weight"
                choices={(['actual', 'adjusted', 'ideal'] as const)
                  .filter((code) => weights[code] !== undefined)
                  .map((code) => ({ code, label: `${basisLabels[code]} ${formatNumber(weights[code]!, 1)} kg` }))}
                value={weight?.basis ?? 'actual'}
                onChange={(code) => setBasis(code as WeightBasis)}
              />
              <Choice label="Grams to the nearest vial of" choices={vialChoices} value={vial} onChange={setVial} />
              <p className="plan-grams">
                <GramsLine perKg={order.gramsPerKg} kg={weight!.kg} vial={Number(vial)} />
                <span className="soft">
                  {' '}
                  Weight of {formatPartialDate(known.date)}
                  {known.from === 'infusion' ? ', noted with an infusion' : ''}.
                  {weights.without ? ` No adjusted weight: ${weights.without}.` : ''}
                </span>
              </p>
            </>
          ) : (
            <p>No body weight is recorded, so grams are not computed. A visit or an infusion can hold one.</p>
          )}
        </div>
      )}
      {without && <p>{without}</p>}
      {cycles.length > 0 && (
        <table className="plan-table">
          <thead>
            <tr>
              <th scope="col">Computed day</th>
              <th scope="col">Given</th>
              <th scope="col">Against the plan</th>
              <th scope="col" data-numeric>
                Ordered
              </th>
              <th scope="col" data-numeric>
                Given
              </th>
              <th scope="col">
                <span className="visually-hidden">Tick off</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((cycle) => (
              <tr key={cycle.infusion?.id ?? `due ${cycle.due?.first}`} data-state={cycle.state}>
                <td>{cycle.due ? spanText(cycle.due) : '–'}</td>
                <td>{givenText(cycle)}</td>
                <td>
                  <StateMark state={cycle.state} /> {stateText(cycle, asOf)}
                </td>
                <td data-numeric>{gramsText(cycle.orderedGrams ?? (cycle.infusion ? undefined : grams))}</td>
                <td data-numeric>
                  {gramsText(cycle.givenGrams)}
                  <Difference cycle={cycle} />
                </td>
                <td>
                  {canTickOff(cycle) && (
                    <Button
                      variant="default"
                      size="compact-xs"
                      onClick={() => tickOff(cycle)}
                      aria-label={`Tick off ${spanText(cycle.due!)}`}
                      data-first={cycles[open] === cycle || undefined}
                    >
                      Tick off
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {cycles.length > shownCycles && (
        <button type="button" className="text-button" onClick={() => showAll(!all)}>
          {all ? `Only the last ${shownCycles}` : `All ${cycles.length} cycles`}
        </button>
      )}
      <p className="field-note">
        Days are counted from the infusion before. Within {onTimeWithinDays} days is on time. Nothing counts as given
        before it is ticked off and saved.
      </p>
    </Panel>
  )
}

const canTickOff = ({ state, count = 1 }: Cycle) =>
  (state === 'due' || state === 'overdue' || state === 'missed') && count === 1

function OrderLine({ plan: { order } }: { readonly plan: InfusionPlan }) {
  if (!order) return null
  return (
    <p>
      Order: <b>{order.label}</b>
      {order.intervalDays === undefined ? '' : ` (${order.intervalDays} days from one to the next)`}
    </p>
  )
}

function GramsLine({ perKg, kg, vial }: { readonly perKg: number; readonly kg: number; readonly vial: number }) {
  const { exact, grams } = gramsOf(perKg, kg, vial)
  const product = `${formatNumber(perKg)} g/kg × ${formatNumber(kg, 1)} kg = ${formatNumber(exact, 1)} g`
  if (grams === exact) return <b>{product}</b>
  const percent = ((grams - exact) / exact) * 100
  return (
    <>
      {product}, in vials of {formatNumber(vial, 1)} g: <b>{formatNumber(grams, 1)} g</b> ({percent > 0 ? '+' : ''}
      {formatNumber(percent, 1)} %).
    </>
  )
}

const gramsText = (grams: number | undefined) => (grams === undefined ? '' : `${formatNumber(grams, 1)} g`)

/** Grams given more or less than ordered, where they differ by more than rounding. */
function Difference({ cycle: { orderedGrams, givenGrams } }: { readonly cycle: Cycle }) {
  if (orderedGrams === undefined || givenGrams === undefined) return null
  const difference = givenGrams - orderedGrams
  if (Math.abs(difference) < 0.05) return null
  return (
    <span className="soft">
      {' '}
      ({difference > 0 ? '+' : ''}
      {formatNumber(difference, 1)})
    </span>
  )
}

function givenText({ infusion }: Cycle): string {
  if (!infusion?.date) return ''
  const until =
    infusion.ended === undefined || infusion.ended === infusion.date ? '' : ` to ${formatPartialDate(infusion.ended)}`
  return `${formatPartialDate(infusion.date)}${until}`
}

const marks: Readonly<Record<Cycle['state'], string>> = {
  first: '✓',
  'on-time': '✓',
  late: '✓',
  early: '✓',
  extra: '+',
  done: '✓',
  missed: '●',
  overdue: '●',
  due: '○',
}

function StateMark({ state }: { readonly state: Cycle['state'] }) {
  return (
    <span className="plan-mark" aria-hidden>
      {marks[state]}
    </span>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly choices: readonly { readonly code: string; readonly label: string }[]
  readonly value: string
  readonly onChange: (code: string) => void
}

function Choice({ label, ...props }: ChoiceProps) {
  const id = useId()
  return (
    <div className="plan-choice">
      <span id={`${id}-label`} className="field-label">
        {label}
      </span>
      <ChoiceRow id={id} aria-labelledby={`${id}-label`} demandsAnswer {...props} />
    </div>
  )
}
