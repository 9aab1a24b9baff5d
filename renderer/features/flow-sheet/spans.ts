/** Which bundles of columns each row has drawn, while the sheet scrolls under it. Row 0 is the heading, which stays. */
import { bundle, datePx, headPx, itemPx, rowPx } from './geometry.ts'

/** Bundles of columns, from the first to before the end. */
export interface Span {
  readonly first: number
  readonly end: number
}

/** What of the sheet is in sight: columns, and rows from the first to before the end. */
export interface Sight extends Span {
  readonly top: number
  readonly bottom: number
}

export const nothingDrawn: Span = { first: 0, end: 0 }

/** Bundles beyond each edge that are drawn ahead. Every one more is painted in every frame that draws anything. */
const ahead = 1
/** Rows that are drawn ahead in one frame: all of them at once would take longer than a frame lasts. */
const rowsAFrame = 10

export function sightOf(scroller: HTMLElement, bundles: number): Sight {
  const { scrollLeft, scrollTop, clientWidth, clientHeight } = scroller
  const bundlePx = bundle * datePx
  return {
    first: Math.floor(scrollLeft / bundlePx),
    end: Math.min(bundles, Math.ceil((scrollLeft + clientWidth - itemPx) / bundlePx)),
    top: 1 + Math.floor(scrollTop / rowPx),
    bottom: 1 + Math.ceil((scrollTop + clientHeight - headPx) / rowPx),
  }
}

/** What is in sight and some more on both sides. */
export const spanAround = ({ first, end }: Span, bundles: number): Span => ({
  first: Math.max(0, first - ahead),
  end: Math.min(bundles, end + ahead),
})

export const isSameSpan = (a: Span, b: Span): boolean => a.first === b.first && a.end === b.end

/**
 * The next step towards all rows having drawn what is wanted: those in sight that lack a column in sight at once, of the
 * others a few.
 */
export function nextSpans(drawn: readonly Span[], wanted: Span, sight: Sight): readonly Span[] {
  let left = rowsAFrame
  return drawn.map((span, row) => {
    if (isSameSpan(span, wanted)) return span
    const isInSight = row === 0 || (row >= sight.top && row < sight.bottom)
    const isLacking = isInSight && (span.first > sight.first || span.end < sight.end)
    if (!isLacking && left === 0) return span
    left = Math.max(0, left - 1)
    return wanted
  })
}
