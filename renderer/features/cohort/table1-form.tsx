import { NativeSelect } from '@mantine/core'
import { variableOf } from '#shared/domain/cohort/variables.ts'
import type { RequestFormProps } from './analysis-run.ts'
import { PickMany, variableChoices } from './pickers.tsx'
import { adjustments, Choose, GroupBy } from './request-fields.tsx'

const kinds = { '': 'by its kind', mean: 'mean (SD)', median: 'median [IQR]', category: 'n (%)' } as const

export function Table1Form({ request, onChange }: RequestFormProps<'table1'>) {
  const { variables, groupBy, adjust } = request
  const numbers = variables.filter(({ id }) => variableOf(id)?.type === 'number')
  return (
    <>
      <GroupBy
        value={groupBy}
        onChange={(next) => {
          const { groupBy: _, ...rest } = request
          onChange(next ? { ...rest, groupBy: next } : rest)
        }}
      />
      <PickMany
        label="Rows, in this order"
        choices={variableChoices()}
        placeholder="Type to add"
        value={variables.map(({ id }) => id)}
        onChange={(ids) =>
          onChange({ ...request, variables: ids.map((id) => variables.find((each) => each.id === id) ?? { id }) })
        }
      />
      {numbers.length > 0 && (
        <details>
          <summary>How numbers are summarized</summary>
          <div className="cohort-kinds">
            {numbers.map(({ id, kind = '' }) => {
              const label = variableOf(id)?.label ?? id
              return (
                <label key={id}>
                  <span title={label}>{label}</span>
                  <NativeSelect
                    aria-label={`Summary of ${label}`}
                    value={kind}
                    data={Object.entries(kinds).map(([value, words]) => ({ value, label: words }))}
                    onChange={({ currentTarget: { value } }) =>
                      onChange({
                        ...request,
                        variables: variables.map((each) =>
                          each.id === id ? { id, ...(value !== '' && { kind: value as 'mean' }) } : each,
                        ),
                      })
                    }
                  />
                </label>
              )
            })}
          </div>
        </details>
      )}
      {groupBy !== undefined && (
        <Choose
          label="Correction for many tests"
          choices={adjustments}
          value={adjust}
          onChange={(next) => onChange({ ...request, adjust: next })}
        />
      )}
    </>
  )
}
