import { useLayoutEffect, useRef } from 'react'
import type { MaskRun } from '#shared/domain/imaging/density/coded-mask.ts'
import { paneOfPixel } from '#shared/domain/imaging/plane-view.ts'
import type { PaneSize, PlaneView } from '#shared/domain/imaging/plane-view.ts'
import type { PlaneGeometry } from '#shared/domain/imaging/series-geometry.ts'

interface MaskCanvasProps {
  readonly runs: readonly MaskRun[]
  readonly plane: PlaneGeometry
  readonly view: PlaneView
  readonly size: PaneSize
}

/** Pixels that were counted, over the image that they belong to. What lies under them is still seen. */
export function MaskCanvas({ runs, plane, view, size }: MaskCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const ratio = window.devicePixelRatio || 1
    element.width = Math.round(size.widthPx * ratio)
    element.height = Math.round(size.heightPx * ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.fillStyle = getComputedStyle(element).color
    // A pixel is named by its middle: its edges lie half a pixel before and after.
    const [left, top] = paneOfPixel(plane, view, size, -0.5, -0.5)
    const [right, bottom] = paneOfPixel(plane, view, size, 0.5, 0.5)
    const [wide, high] = [right - left, bottom - top]
    context.beginPath()
    for (const { row, from, to } of runs) context.rect(left + from * wide, top + row * high, (to - from) * wide, high)
    context.fill()
  }, [runs, plane, view, size])
  return <canvas ref={canvas} className="ct-mask" />
}
