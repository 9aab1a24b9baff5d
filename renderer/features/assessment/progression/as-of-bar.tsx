import { Button, Input } from '@mantine/core'
import { useId, useState, type KeyboardEvent } from 'react'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { dateInWords, formatPartialDate, isoOfDay, lastDay, type IsoDay } from '#shared/domain/partial-date.ts'
import { useShortcut } from '#renderer/app/shortcuts.tsx'

interface AsOfBarProps {
  readonly asOf: IsoDay
  readonly onAsOf: (asOf: IsoDay) => void
  /** Days on which something new was known, the oldest first. */
  readonly days: readonly IsoDay[]
  readonly today: IsoDay
}

/** Chooses the day that is looked back from: typed, or from one day of evidence to the next. */
export function AsOfBar({ asOf, onAsOf, days, today }: AsOfBarProps) {
  const id = useId()
  // Typed and not taken over yet.
  const [typed, setTyped] = useState<string>()
  const read = typed === undefined || typed.trim() === '' ? undefined : parseClinicalDate(typed, today)
  const earlier = days.findLast((day) => day < asOf)
  const later = days.find((day) => day > asOf)
  const go = (day: IsoDay | undefined) => {
    if (day === undefined) return
    setTyped(undefined)
    onAsOf(day)
  }
  useShortcut('assessment-earlier', () => go(earlier))
  useShortcut('assessment-later', () => go(later))
  const take = () => {
    if (!read || !('date' in read)) return
    const day = isoOfDay(lastDay(read.date))
    go(day > today ? today : day)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const day = event.key === 'ArrowUp' ? earlier : event.key === 'ArrowDown' ? later : undefined
    if (event.key === 'Enter') take()
    else if (event.key === 'Escape' && typed !== undefined) setTyped(undefined)
    else if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    else go(day)
    event.preventDefault()
    event.stopPropagation()
  }
  const problem = read && 'problem' in read ? read.problem : undefined
  return (
    <div className="as-of" role="group" aria-label="Day looked back from">
      <label htmlFor={id}>Looking back from</label>
      <Input
        id={id}
        value={typed ?? formatPartialDate(asOf)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={take}
        onKeyDown={onKeyDown}
        error={problem !== undefined}
        aria-describedby={`${id}-note`}
        autoComplete="off"
        spellCheck={false}
      />
      <StepButton label="Earlier evidence" sign="←" keys="E" day={earlier} go={go} />
      <StepButton label="Later evidence" sign="→" keys="L" day={later} go={go} />
      <Button variant="subtle" color="gray" size="compact-sm" disabled={asOf === today} onClick={() => go(today)}>
        Today
      </Button>
      <p id={`${id}-note`} className={problem === undefined ? 'small soft' : 'small as-of-problem'} aria-live="polite">
        {problem ?? (read && 'date' in read ? read.echo : noteOn(asOf, days, today))}
      </p>
    </div>
  )
}

function noteOn(asOf: IsoDay, days: readonly IsoDay[], today: IsoDay): string {
  const newest = days.at(-1)
  if (newest === undefined) return dateInWords(asOf)
  if (asOf === newest) return 'the newest evidence'
  const count = days.filter((day) => day > asOf).length
  if (count > 0) return `${count} later ${count === 1 ? 'day' : 'days'} with evidence not counted`
  return `${asOf === today ? 'today; ' : ''}newest evidence ${formatPartialDate(newest)}`
}

interface StepButtonProps {
  readonly label: string
  readonly sign: string
  readonly keys: string
  readonly day: IsoDay | undefined
  readonly go: (day: IsoDay | undefined) => void
}

function StepButton({ label, sign, keys, day, go }: StepButtonProps) {
  return (
    <Button variant="subtle" color="gray" size="compact-sm" disabled={day === undefined} onClick={() => go(day)}>
      <span aria-hidden>{sign}</span>
      <span className="visually-hidden">{day === undefined ? label : `${label}: ${formatPartialDate(day)}`}</span>{' '}
      <kbd aria-hidden>{keys}</kbd>
    </Button>
  )
}
