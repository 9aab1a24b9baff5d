import { useRef } from 'react'
import type { Schedule } from '#shared/domain/monitoring/schedule-model.ts'
import { isStandard, schedulesOf, setSchedules, standardSchedules } from '#shared/domain/monitoring/schedules.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import '#renderer/app/later-styles.ts'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'
import { AddSchedule } from './add-schedule.tsx'
import { ScheduleRow } from './schedule-row.tsx'
import './monitoring-page.css'

/** How often each thing is due in this registry. What is typed holds as soon as its field is left. */
export function MonitoringPage() {
  const { data: settings, error, isPending, refetch } = useQueryOf('registry.settings', {})
  const { may } = useRights()
  const isReadOnly = useQueryOf('registry.status', {}).data?.readOnly === true || !may('administer')
  const save = useCommand('registry.saveSettings')
  // Two fields may be left before the first answer is here.
  const latest = useRef<readonly Schedule[]>(undefined)
  const all = schedulesOf(settings?.monitoring ?? [])
  const keep = (next: readonly Schedule[]) => {
    latest.current = next
    save.mutate({ monitoring: setSchedules(next) }, { onSettled: () => (latest.current = undefined) })
  }
  const change = (schedule: Schedule) =>
    keep((latest.current ?? all).map((each) => (each.id === schedule.id ? schedule : each)))
  const remove = ({ id }: Schedule) => {
    const list = latest.current ?? all
    const standard = standardSchedules.find((each) => each.id === id)
    keep(standard ? list.map((each) => (each.id === id ? standard : each)) : list.filter((each) => each.id !== id))
  }
  return (
    <div className="page monitoring">
      <title>Schedules of monitoring – AS-ILD Registry</title>
      {isPending && <BusyBar />}
      <h1>Schedules of monitoring</h1>
      <p className="soft monitoring-about">
        What is due, and when, follows from these and from when it was done last. Intervals come from the 2023 ACR/CHEST
        guideline where it gives one; the others are yours to set. A window such as 3–6 months means: due from 3,
        overdue after 6.
      </p>
      <ErrorMessage error={error ?? save.error} onRetry={error ? () => void refetch() : undefined} />
      {settings && (
        <fieldset className="monitoring-list" disabled={isReadOnly} aria-label="Schedules">
          <div className="monitoring-head" aria-hidden>
            <span>On</span>
            <span>What, for whom</span>
            <span>At first</span>
            <span>Then every</span>
            <span>Due soon</span>
          </div>
          {all.map((schedule) => (
            <ScheduleRow
              key={schedule.id}
              schedule={schedule}
              isStandard={isStandard(schedule)}
              isChanged={settings.monitoring.some(({ id }) => id === schedule.id)}
              onChange={change}
              onRemove={remove}
            />
          ))}
        </fieldset>
      )}
      {settings && !isReadOnly && (
        <AddSchedule taken={all} onAdd={(schedule) => keep([...(latest.current ?? all), schedule])} />
      )}
    </div>
  )
}
