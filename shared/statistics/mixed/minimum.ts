/** The minimum of a smooth function by Newton’s method; where the function curves downwards, the step goes the other way. */
import { eigenOf } from '../linear/square-matrix.ts'
import { stopIfUnwanted } from '../interruption.ts'

export interface Point {
  readonly value: number
  readonly gradient: Float64Array
  /** Row by row. */
  readonly hessian: Float64Array
}

const maxSteps = 200
/** A step that promises less than this is the last: a Newton step squares the distance, and the value is rounding beyond. */
const negligibleGain = 1e-11

/** @returns where the minimum is, and whether it was reached */
export function minimumFrom(
  start: Float64Array,
  pointAt: (x: Float64Array) => Point,
): { readonly x: Float64Array; readonly value: number; readonly converged: boolean } {
  let x = start
  let point = pointAt(x)
  for (let step = 0; step < maxSteps; step += 1) {
    const { move, gain } = newtonMove(point, 1 + Math.hypot(...x))
    const reached = (part: number) => x.map((value, at) => value + part * move[at]!)
    let part = 1
    stopIfUnwanted()
    let next = pointAt(reached(part))
    while (!(next.value <= point.value + 1e-12 * Math.abs(point.value)) && part > 1e-10) {
      stopIfUnwanted()
      part /= 2
      next = pointAt(reached(part))
    }
    if (!Number.isFinite(next.value)) break
    x = reached(part)
    point = next
    if (gain < negligibleGain) return { x, value: point.value, converged: true }
  }
  return { x, value: point.value, converged: false }
}

function newtonMove({ gradient, hessian }: Point, longest: number): { move: Float64Array; gain: number } {
  const eigen = eigenOf(hessian, gradient.length)
  const floor = 1e-9 * Math.max(...eigen.map(({ value }) => Math.abs(value)), Number.MIN_VALUE)
  const move = new Float64Array(gradient.length)
  let gain = 0
  for (const { value, vector } of eigen) {
    const along = gradient.reduce((sum, slope, at) => sum + slope * vector[at]!, 0)
    const length = -along / Math.max(Math.abs(value), floor)
    gain -= along * length
    for (let at = 0; at < move.length; at += 1) move[at] = move[at]! + length * vector[at]!
  }
  const part = Math.min(1, longest / Math.hypot(...move))
  return { move: part < 1 ? move.map((value) => value * part) : move, gain }
}
