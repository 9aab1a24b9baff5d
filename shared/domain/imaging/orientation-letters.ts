import type { Vector } from './series-geometry.ts'

const letters = [
  ['L', 'R'],
  ['P', 'A'],
  ['H', 'F'],
] as const

/** Less than this share of a direction (sine of about 15 degrees) is not worth a second letter. */
const smallestShare = 0.26

/**
 * Where a direction leads in the patient, the strongest first: `R` right, `L` left, `A` front, `P` back, `H` head, `F` feet.
 * An oblique direction has two or three letters, as DICOM writes them (PS3.3 C.7.6.1.1.1).
 */
export function orientationLetters(direction: Vector): string {
  return direction
    .map((share, axis) => ({ size: Math.abs(share), letter: letters[axis]![share >= 0 ? 0 : 1] }))
    .filter(({ size }) => size > smallestShare)
    .toSorted((a, b) => b.size - a.size)
    .map(({ letter }) => letter)
    .join('')
}

export const opposite = ([x, y, z]: Vector): Vector => [-x, -y, -z]
