import type { Random } from '../random.ts'

/** A smooth random value at a place in the body, about zero with a spread of about one. */
export type NoiseField = (xMm: number, yMm: number, zMm: number) => number

const side = 32
const mask = side - 1

/**
 * Random values on a grid that repeats itself, with straight lines between them.
 * @param cellMm distance of the grid's points: how coarse the texture is
 */
export function noiseField(random: Random, cellMm: number): NoiseField {
  const grid = Float32Array.from({ length: side ** 3 }, () => random.normal(0, 1))
  const at = (x: number, y: number, z: number) => grid[((z & mask) * side + (y & mask)) * side + (x & mask)]!
  return (xMm, yMm, zMm) => {
    const [x, y, z] = [xMm / cellMm, yMm / cellMm, zMm / cellMm]
    const [x0, y0, z0] = [Math.floor(x), Math.floor(y), Math.floor(z)]
    const [fx, fy, fz] = [x - x0, y - y0, z - z0]
    const alongX = (j: number, k: number) => {
      const low = at(x0, y0 + j, z0 + k)
      return low + fx * (at(x0 + 1, y0 + j, z0 + k) - low)
    }
    const alongY = (k: number) => {
      const low = alongX(0, k)
      return low + fy * (alongX(1, k) - low)
    }
    const low = alongY(0)
    return 1.6 * (low + fz * (alongY(1) - low))
  }
}
