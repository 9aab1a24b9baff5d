import { Button } from '@mantine/core'
import type { CaseSearch } from '../../app/case-search.ts'
import { caseFilters } from '../../app/case-search.ts'
import { filterWords } from './case-words.ts'

interface NoMatchProps {
  readonly search: CaseSearch
  readonly clear: () => void
}

/** Nothing fits: says what was asked, and takes it back. */
export function NoMatch({ search, clear }: NoMatchProps) {
  const parts = caseFilters.flatMap((filter) => {
    const { label, labelOf } = filterWords[filter]
    const codes = search[filter]
    return codes ? [`${label.toLowerCase()} ${codes.map(labelOf).join(' or ')}`] : []
  })
  const asked = [search.q && `“${search.q}”`, ...parts].filter(Boolean).join(', ')
  return (
    <div className="cases-empty">
      <h2>No case matches {asked}</h2>
      <p className="soft">
        Every word must occur somewhere in the record of the case; names and record numbers are not searched.
      </p>
      <Button variant="default" onClick={clear}>
        Show all cases
      </Button>
    </div>
  )
}

/** A new registry: what goes here, and the way to it. */
export function EmptyRegistry({ onNew }: { readonly onNew: (() => void) | undefined }) {
  return (
    <div className="cases-empty">
      <h2>This registry is empty</h2>
      <p className="soft">
        Each patient is one case: a code, the diagnosis, then visits, laboratory, lung function and treatment by date.
      </p>
      {onNew && <Button onClick={onNew}>New case</Button>}
    </div>
  )
}
