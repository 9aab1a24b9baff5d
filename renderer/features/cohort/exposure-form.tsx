import type { RequestFormProps } from './analysis-run.ts'
import { GroupBy } from './request-fields.tsx'
import { NumberInput } from './typed-input.tsx'

export function ExposureForm({ request, onChange }: RequestFormProps<'exposure'>) {
  const { fromMonths, toMonths, groupBy } = request
  const put = (change: Partial<typeof request>) => onChange({ ...request, ...change })
  return (
    <>
      <div className="cohort-pair">
        <NumberInput
          label="From, months"
          isWhole
          value={fromMonths}
          onChange={(value) => value !== undefined && put({ fromMonths: value })}
        />
        <NumberInput
          label="To, months"
          isWhole
          value={toMonths}
          onChange={(value) => value !== undefined && put({ toMonths: value })}
        />
      </div>
      <GroupBy
        value={groupBy}
        onChange={(next) => {
          const { groupBy: _, ...rest } = request
          onChange(next ? { ...rest, groupBy: next } : rest)
        }}
      />
    </>
  )
}
