import { useLayoutEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { isSameSpan, nextSpans, nothingDrawn, sightOf, spanAround, type Span } from './spans.ts'

export interface Spans {
  /** Tells the span of a row, now and whenever it changes. */
  readonly tell: (row: number, listener: (span: Span) => void) => () => void
  readonly follow: (scroller: HTMLElement, rows: number, bundles: number) => () => void
}

/**
 * What the rows have drawn, as the scroller is scrolled. Scrolling draws nothing but rows whose span changes, and what lies
 * beyond the edges a few rows a frame, so that no frame has much to do.
 */
export function useSpans(scroller: RefObject<HTMLElement | null>, rows: number, bundles: number): Spans {
  const [spans] = useState(startSpans)
  useLayoutEffect(
    () => (scroller.current ? spans.follow(scroller.current, rows, bundles) : undefined),
    [spans, scroller, rows, bundles],
  )
  return spans
}

/** The bundles that a row has to draw. */
export function useSpan(spans: Spans, row: number): Span {
  const [span, setSpan] = useState(nothingDrawn)
  useLayoutEffect(() => spans.tell(row, setSpan), [spans, row])
  return span
}

function startSpans(): Spans {
  const listeners = new Map<number, (span: Span) => void>()
  let drawn: readonly Span[] = []
  return {
    tell(row, listener) {
      listeners.set(row, listener)
      listener(drawn[row] ?? nothingDrawn)
      return () => void (listeners.get(row) === listener && listeners.delete(row))
    },
    follow(scroller, rows, bundles) {
      let frame: number | undefined
      drawn = Array.from({ length: rows }, (_, row) => drawn[row] ?? nothingDrawn)
      const step = () => {
        frame = undefined
        const sight = sightOf(scroller, bundles)
        const wanted = spanAround(sight, bundles)
        const before = drawn
        drawn = nextSpans(drawn, wanted, sight)
        drawn.forEach((span, row) => span !== before[row] && listeners.get(row)?.(span))
        if (!drawn.every((span) => isSameSpan(span, wanted))) ask()
      }
      /** One step a frame, and what it draws in that very frame. */
      const ask = () => {
        frame ??= requestAnimationFrame(() => flushSync(step))
      }
      const observer = new ResizeObserver(ask)
      observer.observe(scroller)
      scroller.addEventListener('scroll', ask, { passive: true })
      step()
      return () => {
        if (frame !== undefined) cancelAnimationFrame(frame)
        observer.disconnect()
        scroller.removeEventListener('scroll', ask)
      }
    },
  }
}
