import { useId } from 'react'
import type { DrugStart } from '#shared/domain/drug-start.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { ChartMenu } from './chart-menu.tsx'

interface AlignMenuProps {
  readonly starts: readonly DrugStart[]
  /** The drug that the axis counts from; the calendar where it is missing. */
  readonly align: string | undefined
  readonly onAlign: (drug: string | undefined) => void
}

/** What the time axis counts from: the calendar, or the start of a drug. */
export function AlignMenu({ starts, align, onAlign }: AlignMenuProps) {
  const name = useId()
  const chosen = starts.find(({ drug }) => drug === align)
  return (
    <ChartMenu
      label={chosen ? `From ${chosen.label}` : 'Calendar'}
      title="What the time axis counts from"
      shortcut="chart-align"
      isOn={chosen !== undefined}
    >
      <label className="one-chart-option">
        <input type="radio" name={name} checked={chosen === undefined} onChange={() => onAlign(undefined)} />
        <span>Calendar</span>
      </label>
      {starts.map(({ drug, label, date }) => (
        <label key={drug} className="one-chart-option">
          <input type="radio" name={name} checked={drug === align} onChange={() => onAlign(drug)} />
          <span>Months from {label}</span>
          <span className="one-chart-option-note">{formatPartialDate(date)}</span>
        </label>
      ))}
    </ChartMenu>
  )
}
