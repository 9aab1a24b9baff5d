import { Button, Checkbox, Input, NativeSelect } from '@mantine/core'
import { useId, useState } from 'react'
import { midSentence } from '#shared/domain/label-of.ts'
import { whomWords } from '#shared/domain/monitoring/due-words.ts'
import type { Schedule } from '#shared/domain/monitoring/schedule-model.ts'
import { asksTheSame, noteOf } from '#shared/domain/monitoring/schedules.ts'
import { subjects } from '#shared/domain/monitoring/subjects.ts'
import { draftOfSchedule, scheduleOf, type IntervalDraft, type ScheduleDraft } from './schedule-draft.ts'

interface ScheduleRowProps {
  readonly schedule: Schedule
  readonly isStandard: boolean
  /** The site has set it otherwise than it came. */
  readonly isChanged: boolean
  readonly onChange: (schedule: Schedule) => void
  /** Takes away one of the site’s own; puts a standard one back to how it came. */
  readonly onRemove: (schedule: Schedule) => void
}

/** One schedule as fields. It is kept when a field is left, if what stands there makes sense. */
export function ScheduleRow({ schedule, isStandard, isChanged, onChange, onRemove }: ScheduleRowProps) {
  const [draft, setDraft] = useState(() => draftOfSchedule(schedule))
  const [seen, setSeen] = useState(schedule)
  const [sent, setSent] = useState(schedule)
  if (seen !== schedule) {
    setSeen(schedule)
    // Put back, or set by somebody else: what was typed here makes room.
    if (!asksTheSame(seen, schedule) && !asksTheSame(sent, schedule)) setDraft(draftOfSchedule(schedule))
  }
  const [problem, setProblem] = useState<string>()
  const id = useId()
  const name = schedule.what
    .map((what, index) => (index === 0 ? subjects[what].label : midSentence(subjects[what].label)))
    .join(', ')
  const keep = (next: ScheduleDraft) => {
    const made = scheduleOf(schedule, next)
    setProblem(typeof made === 'string' ? made : undefined)
    if (typeof made === 'string' || asksTheSame(made, schedule)) return
    setSent(made)
    onChange(made)
  }
  const choose = (change: Partial<ScheduleDraft>) => {
    const next = { ...draft, ...change }
    setDraft(next)
    keep(next)
  }
  const leave = () => keep(draft)
  const number = (label: string, value: string, write: (value: string) => Partial<ScheduleDraft>) => (
    <Input
      className="monitoring-number"
      inputMode="numeric"
      maxLength={3}
      aria-label={`${name}: ${label}`}
      aria-describedby={problem ? `${id}-problem` : undefined}
      value={value}
      onChange={({ currentTarget }) => setDraft({ ...draft, ...write(currentTarget.value) })}
      onBlur={leave}
      onKeyDown={({ key }) => key === 'Enter' && leave()}
    />
  )
  const interval = (which: 'first' | 'later', label: string) => {
    const value = draft[which]
    const write = (change: Partial<IntervalDraft>) => ({ [which]: { ...value, ...change } })
    return (
      <>
        {number(`${label}, due from`, value.from, (from) => write({ from }))}
        <span aria-hidden>–</span>
        {number(`${label}, due by`, value.to, (to) => write({ to }))}
        <NativeSelect
          className="monitoring-unit"
          aria-label={`${name}: ${label}, unit`}
          value={value.unit}
          onChange={({ currentTarget }) => choose(write({ unit: currentTarget.value === 'wk' ? 'wk' : 'mo' }))}
          data={[
            { value: 'mo', label: 'months' },
            { value: 'wk', label: 'weeks' },
          ]}
        />
      </>
    )
  }
  return (
    <div
      className="monitoring-row"
      role="group"
      aria-label={`${name} ${whomWords(schedule.whom)}`}
      data-on={draft.on || undefined}
    >
      <Checkbox
        aria-label={`${name} ${whomWords(schedule.whom)}: on`}
        checked={draft.on}
        onChange={({ currentTarget }) => choose({ on: currentTarget.checked })}
      />
      <div>
        <p className="monitoring-name">
          {name} <span className="soft">{whomWords(schedule.whom)}</span>
        </p>
      </div>
      <div className="monitoring-fields">
        {number('months of the first stretch', draft.months, (months) => ({ months }))}
        <span className="unit">months, every</span>
        {interval('first', 'at first')}
      </div>
      <div className="monitoring-fields">{interval('later', 'then')}</div>
      <div className="monitoring-fields">
        {number('days before, due soon', draft.soonDays, (soonDays) => ({ soonDays }))}
        <span className="unit">days</span>
      </div>
      <p className="monitoring-note">
        {problem ? (
          <span id={`${id}-problem`} role="alert" className="monitoring-problem">
            {problem} Not kept yet.
          </span>
        ) : (
          <span>
            {noteOf(schedule)} Counts as done: {schedule.what.map((what) => subjects[what].counts).join('; ')}.
          </span>
        )}
        {isChanged && (
          <Button size="compact-sm" variant="subtle" onClick={() => onRemove(schedule)}>
            {isStandard ? 'As it came' : 'Remove'}
          </Button>
        )}
      </p>
    </div>
  )
}
