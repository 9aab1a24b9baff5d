/** Sizes of the sheet in pixels; `flow-sheet.css` has the same. */
export const rowPx = 28
export const headPx = 40
export const itemPx = 248
export const datePx = 80
/** Columns come and go in bundles: a row then has few pieces to place, however many dates are drawn. */
export const bundle = 4

export interface CellPlace {
  /** Index of the line. */
  readonly line: number
  /** Index of the date. */
  readonly column: number
}

/** From the anchor to the active cell, both inside. */
export interface Block {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export const blockOf = (active: CellPlace, anchor: CellPlace = active): Block => ({
  top: Math.min(active.line, anchor.line),
  bottom: Math.max(active.line, anchor.line),
  left: Math.min(active.column, anchor.column),
  right: Math.max(active.column, anchor.column),
})

/** Scrolls as little as it takes to have the cell in sight, past the heading and the first column that stay. */
export function bringIntoSight(scroller: HTMLElement, { line, column }: CellPlace): void {
  const [top, left] = [line * rowPx, column * datePx]
  const heightPx = scroller.clientHeight - headPx
  const widthPx = scroller.clientWidth - itemPx
  const y = Math.min(top, Math.max(scroller.scrollTop, top + rowPx - heightPx))
  const x = Math.min(left, Math.max(scroller.scrollLeft, left + datePx - widthPx))
  if (y !== scroller.scrollTop) scroller.scrollTop = y
  if (x !== scroller.scrollLeft) scroller.scrollLeft = x
}
