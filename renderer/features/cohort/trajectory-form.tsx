import { Checkbox } from '@mantine/core'
import type { RequestFormProps } from './analysis-run.ts'
import { outcomeChoices, PickMany, PickOne, termChoices } from './pickers.tsx'
import { Choose, GroupBy } from './request-fields.tsx'
import { NumberInput } from './typed-input.tsx'

export function TrajectoryForm({ request, onChange }: RequestFormProps<'lmm' | 'gee'>) {
  const { analysis, outcome, shape, groupBy, adjustFor, fromYears, toYears, random, method, correlation, sensitivity } =
    request
  const put = (change: Partial<typeof request>) => onChange({ ...request, ...change })
  return (
    <>
      <PickOne
        label="Measurement"
        choices={outcomeChoices()}
        value={outcome}
        onChange={(id) => id && put({ outcome: id })}
      />
      <Choose
        label="Model"
        choices={{ lmm: 'Linear mixed model', gee: 'Estimating equations (GEE)' }}
        value={analysis}
        onChange={(next) => put({ analysis: next })}
      />
      <Choose
        label="Shape"
        choices={{ piecewise: 'A line before and one after day 0', linear: 'One line' }}
        value={shape}
        onChange={(next) => put({ shape: next })}
      />
      <div className="cohort-pair">
        <NumberInput
          label="From, years"
          value={fromYears}
          onChange={(value) => value !== undefined && put({ fromYears: value })}
        />
        <NumberInput
          label="To, years"
          value={toYears}
          onChange={(value) => value !== undefined && put({ toYears: value })}
        />
      </div>
      <GroupBy
        value={groupBy}
        onChange={(next) => {
          const { groupBy: _, ...rest } = request
          onChange(next ? { ...rest, groupBy: next } : rest)
        }}
      />
      <PickMany
        label="Adjusted for"
        choices={termChoices()}
        placeholder="Nothing"
        value={adjustFor}
        onChange={(ids) => put({ adjustFor: [...ids] })}
      />
      {analysis === 'lmm' ? (
        <>
          <Choose
            label="Varies by patient"
            choices={{ slope: 'Level and slope', intercept: 'Level only' }}
            value={random}
            onChange={(next) => put({ random: next })}
          />
          <Choose
            label="Fitted by"
            choices={{ REML: 'REML', ML: 'ML' }}
            value={method}
            onChange={(next) => put({ method: next })}
          />
        </>
      ) : (
        <Choose
          label="Values of a patient are"
          choices={{
            exchangeable: 'Alike at any distance',
            ar1: 'Alike when close (AR 1)',
            independence: 'Independent',
          }}
          value={correlation}
          onChange={(next) => put({ correlation: next })}
        />
      )}
      <Checkbox
        label="Again with partial dates at their first and last day"
        checked={sensitivity}
        onChange={({ currentTarget: { checked } }) => put({ sensitivity: checked })}
      />
    </>
  )
}
