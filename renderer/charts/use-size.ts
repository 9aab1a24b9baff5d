import { useLayoutEffect, useState, type RefObject } from 'react'
import type { ChartSize } from './chart.tsx'

/** Size of an element's content box in whole px, followed as it changes; undefined until it is known. */
export function useSize(element: RefObject<HTMLElement | null>): ChartSize | undefined {
  const [size, setSize] = useState<ChartSize>()
  useLayoutEffect(() => {
    const node = element.current
    if (!node) return
    const measure = () => {
      const next = { width: node.clientWidth, height: node.clientHeight }
      setSize((known) => (known?.width === next.width && known.height === next.height ? known : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(node)
    return () => observer.disconnect()
  }, [element])
  return size
}
