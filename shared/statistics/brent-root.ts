/**
 * A zero of a function between two ends whose values differ in sign: Brent, Algorithms for Minimization without Derivatives,
 * 1973, in the steps of R’s uniroot. Where R stops early, at a wide tolerance, so must what is to equal R.
 */

export interface Bracket {
  readonly low: number
  readonly high: number
  readonly atLow: number
  readonly atHigh: number
}

/** The default of uniroot. */
const usualTolerance = Number.EPSILON ** 0.25

export function brentRoot(of: (x: number) => number, bracket: Bracket, tolerance = usualTolerance): number {
  let [a, fa] = [bracket.low, bracket.atLow]
  let [b, fb] = [bracket.high, bracket.atHigh]
  let [c, fc] = [a, fa]
  if (fa === 0) return a
  for (let step = 0; step < 1000 && fb !== 0; step += 1) {
    const previous = b - a
    if (Math.abs(fc) < Math.abs(fb)) {
      ;[a, b, c] = [b, c, b]
      ;[fa, fb, fc] = [fb, fc, fb]
    }
    const near = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2
    let next = (c - b) / 2
    if (Math.abs(next) <= near || fb === 0) break
    if (Math.abs(previous) >= near && Math.abs(fa) > Math.abs(fb)) {
      const { p, q } = interpolated([a, fa], [b, fb], [c, fc])
      if (p < 0.75 * (c - b) * q - Math.abs(near * q) / 2 && p < Math.abs((previous * q) / 2)) next = p / q
    }
    if (Math.abs(next) < near) next = next > 0 ? near : -near
    a = b
    fa = fb
    b += next
    fb = of(b)
    if (Math.sign(fb) * Math.sign(fc) > 0) {
      c = a
      fc = fa
    }
  }
  return b
}

type Point = readonly [x: number, y: number]

/** The step p / q, p not negative: by a line through two points, by an inverse parabola through three. */
function interpolated([a, fa]: Point, [b, fb]: Point, [c, fc]: Point): { readonly p: number; readonly q: number } {
  const toC = c - b
  const ab = fb / fa
  let p = toC * ab
  let q = 1 - ab
  if (a !== c) {
    const ac = fa / fc
    const bc = fb / fc
    p = ab * (toC * ac * (ac - bc) - (b - a) * (bc - 1))
    q = (ac - 1) * (bc - 1) * (ab - 1)
  }
  return p > 0 ? { p, q: -q } : { p: -p, q }
}
