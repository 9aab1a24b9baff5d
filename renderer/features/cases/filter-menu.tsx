import { useId, useRef } from 'react'
import type { CSSProperties } from 'react'
import ChevronIcon from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import type { CaseFilter } from '../../app/case-search.ts'
import { filterOrder, filterWords } from './case-words.ts'

interface FilterMenuProps {
  readonly filter: CaseFilter
  readonly chosen: readonly string[]
  /** How many cases each code has, of all cases. */
  readonly counts: Readonly<Record<string, number>>
  readonly onChange: (codes: readonly string[]) => void
}

/** A button that says what it filters by, and a list to choose from. Nothing chosen: nothing left out. */
export function FilterMenu({ filter, chosen, counts, onChange }: FilterMenuProps) {
  const id = useId()
  const anchor = `--filter-${filter}`
  const button = useRef<HTMLButtonElement>(null)
  const { label, labelOf } = filterWords[filter]
  const order = filterOrder[filter]
  const rank = (code: string): number => (order.includes(code) ? order.indexOf(code) : order.length)
  const codes = [...new Set([...Object.keys(counts), ...chosen])].sort((a, b) => rank(a) - rank(b))
  const toggle = (code: string): void =>
    onChange(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code])
  return (
    <>
      <button
        type="button"
        className="filter-button"
        ref={button}
        popoverTarget={id}
        aria-haspopup="dialog"
        data-on={chosen.length > 0 || undefined}
        disabled={codes.length === 0}
        style={{ anchorName: anchor } as CSSProperties}
      >
        {chosen.length === 0 ? label : `${label}: ${wordsOf(chosen.map(labelOf))}`}
        <ChevronIcon size={14} stroke={1.75} aria-hidden />
      </button>
      <div
        id={id}
        className="menu-below filter-menu"
        popover="auto"
        role="dialog"
        aria-label={label}
        style={{ positionAnchor: anchor } as CSSProperties}
      >
        {codes.map((code) => (
          <label key={code} className="filter-choice">
            <input type="checkbox" checked={chosen.includes(code)} onChange={() => toggle(code)} />
            <span>{labelOf(code)}</span>
            <span className="filter-count">{counts[code] ?? 0}</span>
          </label>
        ))}
      </div>
    </>
  )
}

const wordsOf = ([first, ...others]: readonly string[]): string =>
  others.length > 0 ? `${first} +${others.length}` : `${first}`
