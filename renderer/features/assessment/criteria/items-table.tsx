import { Fragment, useMemo } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { criteriaItems, type Items } from '#shared/domain/criteria/criteria-items.ts'
import type { Criterion, RuleFinding } from '#shared/domain/rules/rule-finding.ts'
import { EvidenceWords } from './evidence-words.tsx'

interface ItemsTableProps {
  readonly items: Items
  readonly findings: readonly RuleFinding[]
  readonly chosen: string
  readonly record: CaseRecord
}

/** Every item that a set asks for, by organ: what the record says, and what each set makes of it. */
export function ItemsTable({ items, findings, chosen, record }: ItemsTableProps) {
  const organs = useMemo(() => {
    const used = new Set(findings.flatMap(({ criteria }) => criteria.map(({ id }) => id)))
    const rows = criteriaItems.filter(({ id }) => used.has(id))
    const names = new Set(rows.map(({ organ }) => organ))
    return [...names].map((organ) => ({ organ, rows: rows.filter((row) => row.organ === organ) }))
  }, [findings])
  return (
    <table className="items-table">
      <caption className="visually-hidden">Items of the criteria sets</caption>
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col">Recorded</th>
          {findings.map(({ rule }) => (
            <th key={rule.id} scope="col" className="set-cell" data-chosen={rule.id === chosen || undefined}>
              {rule.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {organs.map(({ organ, rows }) => (
          <Fragment key={organ}>
            <tr className="organ-row">
              <th scope="rowgroup" colSpan={2 + findings.length}>
                {organ}
              </th>
            </tr>
            {rows.map(({ id, name }) => (
              <tr key={id} data-met={String(items[id].met)}>
                <th scope="row">{name}</th>
                <td>
                  <EvidenceWords criterion={items[id]} record={record} />
                </td>
                {findings.map(({ rule, criteria }) => (
                  <td key={rule.id} className="set-cell" data-chosen={rule.id === chosen || undefined}>
                    <ItemMark criterion={criteria.find((each) => each.id === id)} />
                  </td>
                ))}
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

const words = { true: 'yes', false: 'no', undefined: 'open' } as const
const signs = { true: '✓', false: '–', undefined: '?' } as const

/** What an item is to a set: counted, absent or open, or nothing where the set doesn’t ask for it. */
function ItemMark({ criterion }: { readonly criterion: Criterion | undefined }) {
  if (!criterion) return null
  const answer = String(criterion.met) as keyof typeof words
  const points = criterion.met === true && criterion.points !== undefined
  return (
    <span className="item-mark" data-met={answer}>
      <span aria-hidden>{points ? formatNumber(criterion.points, 1) : signs[answer]}</span>
      <span className="visually-hidden">
        {words[answer]}
        {points && `, ${formatNumber(criterion.points, 1)} points`}
      </span>
    </span>
  )
}
