import { outcomeOf } from '#shared/domain/cohort/outcomes.ts'
import type { RequestFormProps } from './analysis-run.ts'
import { outcomeChoices, PickOne } from './pickers.tsx'
import { adjustments, Choose } from './request-fields.tsx'
import { NumberInput, NumbersInput } from './typed-input.tsx'

export function PairedForm({ request, onChange }: RequestFormProps<'paired'>) {
  const { outcome, months, windowDays, mcid, adjust } = request
  const put = (change: Partial<typeof request>) => onChange({ ...request, ...change })
  const known = outcomeOf(outcome)
  const ownMcid = known?.mcid?.worse ?? known?.mcid?.better
  return (
    <>
      <PickOne
        label="Measurement"
        choices={outcomeChoices()}
        value={outcome}
        onChange={(id) => id && put({ outcome: id })}
      />
      <NumbersInput label="After months" value={months} onChange={(next) => put({ months: [...(next ?? [])] })} />
      <NumberInput
        label="Days around each, and before day 0"
        className="cohort-short"
        isWhole
        unit="days"
        value={windowDays}
        onChange={(value) => value !== undefined && put({ windowDays: value })}
      />
      <NumberInput
        label="A change that matters"
        className="cohort-short"
        unit={known?.unit === '%' ? 'points' : known?.unit}
        placeholder={ownMcid === undefined ? 'none known' : String(ownMcid)}
        value={mcid}
        onChange={(value) => {
          const { mcid: _, ...rest } = request
          onChange(value === undefined ? rest : { ...rest, mcid: value })
        }}
      />
      <Choose
        label="Correction for many tests"
        choices={adjustments}
        value={adjust}
        onChange={(next) => put({ adjust: next })}
      />
    </>
  )
}
