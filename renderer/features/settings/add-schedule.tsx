import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { drugs } from '#shared/dictionary/lists/drugs.ts'
import type { Schedule, Whom } from '#shared/domain/monitoring/schedule-model.ts'
import { subjectIds, subjects } from '#shared/domain/monitoring/subjects.ts'

interface AddScheduleProps {
  readonly taken: readonly Schedule[]
  readonly onAdd: (schedule: Schedule) => void
}

const whoms = [
  { value: 'ild', label: 'With ILD' },
  { value: 'all', label: 'Everybody' },
  ...drugs
    .filter(({ code }) => code !== 'other')
    .map(({ code, label }) => ({
      value: `drug:${code}`,
      label: `On ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
    })),
]

const whomOf = (value: string): Whom =>
  value === 'ild' || value === 'all' ? value : { drugs: [value.slice('drug:'.length)] }

/** A schedule of the site’s own: what, for whom. It comes without an interval, and off. */
export function AddSchedule({ taken, onAdd }: AddScheduleProps) {
  const [what, setWhat] = useState<Schedule['what'][number]>('igg')
  const [whom, setWhom] = useState('ild')
  const add = () => {
    const numbers = taken.map(({ id }) => Number(/^own-(\d+)$/.exec(id)?.[1] ?? 0))
    onAdd({ id: `own-${Math.max(0, ...numbers) + 1}`, what: [what], whom: whomOf(whom), soonDays: 14, on: false })
  }
  return (
    <section className="page-section monitoring-add" aria-labelledby="monitoring-add">
      <h2 id="monitoring-add">Another schedule</h2>
      <NativeSelect
        aria-label="What"
        value={what}
        onChange={({ currentTarget }) => setWhat(subjectIds.find((id) => id === currentTarget.value) ?? what)}
        data={subjectIds.map((id) => ({ value: id, label: subjects[id].label }))}
      />
      <NativeSelect
        aria-label="For whom"
        value={whom}
        onChange={({ currentTarget }) => setWhom(currentTarget.value)}
        data={whoms}
      />
      <Button variant="default" onClick={add}>
        Add
      </Button>
    </section>
  )
}
