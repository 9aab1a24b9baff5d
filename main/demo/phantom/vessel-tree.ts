import type { Random } from '../random.ts'
import { fromPleuraMm, hilum, insideLungMm } from './phantom-anatomy.ts'

/** One point of a vessel's middle line. */
interface VesselPoint {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly radiusMm: number
}

type Direction = readonly [number, number, number]

const stepMm = 1.2
const thinnestMm = 0.6

/** Vessels of both lungs, from the hilum outwards, thinner at every fork, ending before the pleura. */
export function vesselTree(random: Random): readonly VesselPoint[] {
  const points: VesselPoint[] = []
  for (const side of [-1, 1])
    for (let trunk = 0; trunk < 17; trunk++) {
      const height = -1 + (2 * trunk) / 16
      const direction = unit([side * random.between(0.35, 1), random.between(-0.9, 0.9), height * 1.1])
      grow([side * hilum.x, hilum.y, hilum.z], direction, random.between(2.8, 4.2))
    }
  return points

  function grow(from: Direction, towards: Direction, radiusMm: number): void {
    if (radiusMm < thinnestMm) return
    let [x, y, z] = from
    let direction = towards
    const steps = Math.round(random.between(9, 15) + radiusMm * 3)
    for (let step = 0; step < steps; step++) {
      const bend = () => random.normal(0, 0.06)
      direction = unit([direction[0] + bend(), direction[1] + bend(), direction[2] + bend()])
      x += direction[0] * stepMm
      y += direction[1] * stepMm
      z += direction[2] * stepMm
      const fromPleura = fromPleuraMm(x, y, z)
      if (fromPleura < 5 + radiusMm) return
      if (insideLungMm(x, y, z, fromPleura) > -12)
        points.push({ x, y, z, radiusMm: radiusMm * (1 - (0.2 * step) / steps) })
    }
    for (let fork = 0; fork < 2; fork++) {
      const spread = () => random.normal(0, 0.52)
      const next = unit([direction[0] + spread(), direction[1] + spread(), direction[2] + spread()])
      grow([x, y, z], next, radiusMm * random.between(0.66, 0.82))
    }
  }
}

function unit([x, y, z]: Direction): Direction {
  const length = Math.hypot(x, y, z) || 1
  return [x / length, y / length, z / length]
}
