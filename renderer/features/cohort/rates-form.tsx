import { Checkbox } from '@mantine/core'
import { useId } from 'react'
import { countedEvents } from '#shared/domain/cohort/analysis-request.ts'
import type { RequestFormProps } from './analysis-run.ts'
import { adjustments, Choose, GroupBy } from './request-fields.tsx'
import { NumberInput } from './typed-input.tsx'

const eventLabels = {
  infection: 'Infections',
  admission: 'Admissions',
  exacerbation: 'Acute exacerbations',
  'any-adverse': 'Any adverse event',
} as const

export function RatesForm({ request, onChange }: RequestFormProps<'rates'>) {
  const id = useId()
  const { events, years, groupBy, model, adjust } = request
  const put = (change: Partial<typeof request>) => onChange({ ...request, ...change })
  return (
    <>
      <div role="group" aria-labelledby={id} className="cohort-checks">
        <span id={id} className="cohort-label">
          Events
        </span>
        {countedEvents.map((event) => (
          <Checkbox
            key={event}
            label={eventLabels[event]}
            checked={events.includes(event)}
            onChange={({ currentTarget: { checked } }) =>
              put({ events: countedEvents.filter((each) => (each === event ? checked : events.includes(each))) })
            }
          />
        ))}
      </div>
      <NumberInput
        label="Years before and after day 0"
        className="cohort-short"
        value={years}
        onChange={(value) => value !== undefined && put({ years: value })}
      />
      <GroupBy
        value={groupBy}
        onChange={(next) => {
          const { groupBy: _, ...rest } = request
          onChange(next ? { ...rest, groupBy: next } : rest)
        }}
      />
      <Choose
        label="Model"
        choices={{ 'negative-binomial': 'Negative binomial', poisson: 'Poisson' }}
        value={model}
        onChange={(next) => put({ model: next })}
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
