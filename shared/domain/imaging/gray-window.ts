/** Which values are shown from black to white. In Hounsfield units for a CT. */
export interface GrayWindow {
  readonly center: number
  readonly width: number
}

/** Windows that radiologists name. */
export const windowPresets = {
  lung: { center: -600, width: 1500 },
  mediastinum: { center: 40, width: 400 },
} as const satisfies Record<string, GrayWindow>

export type PresetName = keyof typeof windowPresets | 'full'

/** The window that shows every value from `low` to `high`. */
export function fullWindow({ low, high }: { readonly low: number; readonly high: number }): GrayWindow {
  return { center: (low + high) / 2, width: Math.max(1, high - low) }
}

/** The lowest value that is not black, and the highest that is not white. */
export const windowEnds = ({ center, width }: GrayWindow): { readonly low: number; readonly high: number } => ({
  low: center - width / 2,
  high: center + width / 2,
})

/** As it is said and written: width 1500, level -600. */
export const windowWords = ({ center, width }: GrayWindow): string =>
  `width ${Math.round(width)}, level ${String(Math.round(center)).replace('-', '−')}`

/** A window after a drag: to the right wider, downwards brighter values at the middle. Never narrower than 1. */
export function draggedWindow(from: GrayWindow, rightPx: number, downPx: number): GrayWindow {
  // A wide window moves in wide steps: across some 500 pixels it doubles.
  const perPx = Math.max(1, from.width / 500)
  return { center: from.center + downPx * perPx, width: Math.max(1, from.width + rightPx * perPx) }
}
