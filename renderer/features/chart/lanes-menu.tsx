import { laneKey, type Lane } from '#shared/domain/timeline-lanes.ts'
import { ChartMenu } from './chart-menu.tsx'

interface LanesMenuProps {
  /** In the order of the chart. */
  readonly lanes: readonly Lane[]
  /** What hidden lanes are remembered by. */
  readonly hidden: readonly string[]
  readonly onHide: (hidden: readonly string[]) => void
}

/** Which lanes are shown. What this case has no lane for stays as it was chosen elsewhere. */
export function LanesMenu({ lanes, hidden, onHide }: LanesMenuProps) {
  const keys = [...new Map(lanes.map((lane) => [laneKey(lane.id), lane])).entries()]
  const away = keys.filter(([key]) => hidden.includes(key))
  const toggle = (key: string) =>
    onHide(hidden.includes(key) ? hidden.filter((other) => other !== key) : [...hidden, key])
  return (
    <ChartMenu
      label={away.length === 0 ? 'Lanes' : `Lanes ${keys.length - away.length} of ${keys.length}`}
      title="Lanes shown"
      shortcut="chart-lanes"
      isOn={away.length > 0}
    >
      {keys.map(([key, { label, unit }]) => (
        <label key={key} className="one-chart-option">
          <input type="checkbox" checked={!hidden.includes(key)} onChange={() => toggle(key)} />
          <span>{key === 'drug:other' ? 'Other drugs' : label}</span>
          <span className="one-chart-option-note">{unit}</span>
        </label>
      ))}
      <button
        type="button"
        className="one-chart-option one-chart-option-last"
        disabled={away.length === 0}
        onClick={() => onHide(hidden.filter((key) => !keys.some(([own]) => own === key)))}
      >
        Show all
      </button>
    </ChartMenu>
  )
}
