import { Checkbox } from '@mantine/core'
import type { RequestFormProps } from './analysis-run.ts'
import { PickMany, termChoices } from './pickers.tsx'
import { Choose, GroupBy } from './request-fields.tsx'

const endpointLabels = {
  death: 'Death',
  transplant: 'Lung transplant',
  'death-or-transplant': 'Death or transplant',
  progression: 'Progression',
  infection: 'Infection',
  admission: 'Admission',
  exacerbation: 'Acute exacerbation',
} as const

export function TimeToEventForm({ request, onChange }: RequestFormProps<'km' | 'cox' | 'cuminc'>) {
  const { analysis, endpoint, groupBy, stratifyBy, terms, delayedEntry, interval, ties } = request
  const put = (change: Partial<typeof request>) => onChange({ ...request, ...change })
  const without = (key: 'groupBy' | 'stratifyBy', next: string | undefined) => {
    const { [key]: _, ...rest } = request
    onChange(next ? { ...rest, [key]: next } : rest)
  }
  return (
    <>
      <Choose
        label="Analysis"
        choices={{ km: 'Kaplan–Meier curve', cox: 'Cox model', cuminc: 'Cumulative incidence' }}
        value={analysis}
        onChange={(next) => put({ analysis: next })}
      />
      <Choose label="Until" choices={endpointLabels} value={endpoint} onChange={(next) => put({ endpoint: next })} />
      {analysis === 'cox' ? (
        <>
          <PickMany
            label="Terms"
            choices={termChoices()}
            placeholder="Type to add"
            value={terms}
            onChange={(ids) => put({ terms: [...ids] })}
          />
          <GroupBy label="Strata by" value={stratifyBy} onChange={(next) => without('stratifyBy', next)} />
          <Choose
            label="Ties"
            choices={{ efron: 'Efron', breslow: 'Breslow' }}
            value={ties}
            onChange={(next) => put({ ties: next })}
          />
        </>
      ) : (
        <>
          <GroupBy value={groupBy} onChange={(next) => without('groupBy', next)} />
          {analysis === 'km' && (
            <Choose
              label="Confidence intervals"
              choices={{ log: 'log', 'log-log': 'log-log', plain: 'plain' }}
              value={interval}
              onChange={(next) => put({ interval: next })}
            />
          )}
        </>
      )}
      <Checkbox
        label="Cases enter when they were enrolled"
        description="Else who was enrolled long after day 0 makes survival look too good."
        checked={delayedEntry}
        onChange={({ currentTarget: { checked } }) => put({ delayedEntry: checked })}
      />
    </>
  )
}
