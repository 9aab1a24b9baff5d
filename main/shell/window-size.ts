/** Where the window was and how large, kept from one start to the next. */
import { screen } from 'electron'
import type { BrowserWindow, Rectangle } from 'electron'
import { z } from 'zod'
import { places } from './places.ts'
import { settingsFile } from './settings-file.ts'

const schema = z.object({
  bounds: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).optional(),
  maximized: z.boolean(),
})

export const smallest = { width: 900, height: 600 } as const
const usual = { width: 1280, height: 800 } as const
/** At least this much of the window must lie on a screen that is there today. */
const visiblePx = 100

export interface WindowSize {
  readonly bounds: Partial<Rectangle>
  readonly maximized: boolean
  /** Keeps what the window has when it closes. */
  keep(window: BrowserWindow): void
}

export function windowSize(): WindowSize {
  const file = settingsFile(places.windowSize(), schema, { maximized: false })
  const { bounds, maximized } = file.read()
  return {
    bounds: bounds && isOnScreen(bounds) ? bounds : usual,
    maximized,
    keep: (window) =>
      window.on('close', () => file.write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() })),
  }
}

function isOnScreen({ x, y, width, height }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
    const down = Math.min(y + height, area.y + area.height) - Math.max(y, area.y)
    return across >= visiblePx && down >= visiblePx && y >= area.y
  })
}
