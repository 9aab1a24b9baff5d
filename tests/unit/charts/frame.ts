import type { Frame } from '#renderer/charts/options/shapes.ts'

/** A lane of 800 px over a number of days from 0, values 0 to `top` from its bottom up. */
export function aFrame({ days = 800, height = 60, top = 60, y = 0 } = {}): Frame {
  return {
    x: 0,
    y,
    width: 800,
    height,
    atDay: (day) => (day * 800) / days,
    atValue: (value) => y + height - (value / top) * height,
  }
}
