/** The keys of the manifestation grid: a letter or digit answers, arrows move up, down and into the column beside. */
import type { KeyboardEvent } from 'react'
import type { Presence } from './manifestation-states.ts'

type Move = 'next' | 'previous' | 'left' | 'right' | 'first' | 'last'
type GridKey = { readonly find: Presence | undefined } | { readonly move: Move }

const keys: ReadonlyMap<string, GridKey> = new Map<string, GridKey>([
  ['p', { find: 'present' }],
  ['1', { find: 'present' }],
  ['a', { find: 'absent' }],
  ['2', { find: 'absent' }],
  ['u', { find: 'unknown' }],
  ['3', { find: 'unknown' }],
  ['0', { find: undefined }],
  ['Delete', { find: undefined }],
  ['Backspace', { find: undefined }],
  ['ArrowDown', { move: 'next' }],
  ['Enter', { move: 'next' }],
  ['ArrowUp', { move: 'previous' }],
  ['ArrowLeft', { move: 'left' }],
  ['ArrowRight', { move: 'right' }],
  ['Home', { move: 'first' }],
  ['End', { move: 'last' }],
])

/** What a key means in the grid; undefined for keys that mean nothing here. */
export function keyOf(event: KeyboardEvent): GridKey | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (event.key === 'Enter' && event.shiftKey) return { move: 'previous' }
  return keys.get(event.key.length === 1 ? event.key.toLowerCase() : event.key)
}

const rowsOf = (container: Element | null) => [...(container?.querySelectorAll<HTMLElement>('[data-term]') ?? [])]

/** The row at about the same height in the nearest column to the left or right. */
function beside(rows: readonly HTMLElement[], row: HTMLElement, direction: -1 | 1): HTMLElement | undefined {
  const from = row.getBoundingClientRect()
  const distance = (other: HTMLElement) => {
    const { left, top } = other.getBoundingClientRect()
    const across = (left - from.left) * direction
    return across > 1 ? across * 1000 + Math.abs(top - from.top) : Number.POSITIVE_INFINITY
  }
  const nearest = rows.reduce((best, other) => (distance(other) < distance(best) ? other : best), row)
  return nearest === row ? undefined : nearest
}

/** Code of the manifestation that a move leads to; the same one where it leads nowhere. */
export function moved(container: Element | null, term: string, move: Move): string {
  const rows = rowsOf(container)
  const at = rows.findIndex(({ dataset }) => dataset['term'] === term)
  const row = rows[at]
  if (!row) return term
  const target = {
    next: () => rows[at + 1],
    previous: () => rows[at - 1],
    left: () => beside(rows, row, -1),
    right: () => beside(rows, row, 1),
    first: () => rows[0],
    last: () => rows.at(-1),
  }[move]()
  return target?.dataset['term'] ?? term
}

/** Puts the keyboard into the row of a manifestation: on its answer, else on the first one. */
export function focusRow(container: Element | null, term: string): void {
  const row = rowsOf(container).find(({ dataset }) => dataset['term'] === term)
  const answer =
    row?.querySelector<HTMLElement>('[aria-checked="true"]') ?? row?.querySelector<HTMLElement>('[role="radio"]')
  answer?.focus()
  answer?.scrollIntoView({ block: 'nearest' })
}
