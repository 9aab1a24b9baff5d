import type { KeyboardEvent } from 'react'

const moves: Readonly<Record<string, readonly [rows: number, cells: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [0, 1],
}

/**
 * Moves the keyboard between the inputs of a table. Enter goes through them row by row, and on to what comes after the last.
 * @returns whether it was moved; the event is then done with
 */
export function moveInGrid(event: KeyboardEvent<HTMLInputElement>): boolean {
  const move = moves[event.key]
  const cell = event.currentTarget.closest('td')
  const rows = [...(cell?.closest('tbody')?.rows ?? [])]
  if (!move || !cell) return false
  const inputs = rows.map((row) => [...row.querySelectorAll('input')])
  const row = inputs.findIndex((each) => each.includes(event.currentTarget))
  const column = inputs[row]!.indexOf(event.currentTarget)
  const width = inputs[row]!.length
  const isEnter = event.key === 'Enter'
  const back = isEnter && event.shiftKey ? -1 : 1
  const flat = row * width + column + move[1] * back
  const next = isEnter ? inputs.flat()[flat] : inputs[row + move[0]]?.[column + move[1]]
  if (!next) return false
  event.preventDefault()
  event.stopPropagation()
  next.focus()
  return true
}
