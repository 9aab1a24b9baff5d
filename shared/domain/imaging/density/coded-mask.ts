/** A mask on its way to the page: for each image one array of numbers below 65,536. */
import type { LungMask, MaskSlice } from './lung-mask.ts'

/** Pixels of one row that are lung: from a column to the one before `to`. */
export interface MaskRun {
  readonly row: number
  readonly from: number
  readonly to: number
}

/** Row, first column, column after the last: three numbers for each run. */
export function codedSlice({ rowStarts, from, to }: MaskSlice): Uint16Array {
  const code = new Uint16Array(from.length * 3)
  for (let row = 0; row + 1 < rowStarts.length; row++)
    for (let run = rowStarts[row]!; run < rowStarts[row + 1]!; run++) code.set([row, from[run]!, to[run]!], run * 3)
  return code
}

export const codedMask = ({ slices }: LungMask): readonly Uint16Array[] => slices.map(codedSlice)

/** The runs of one image. What is cut short ends before the run that is not whole. */
export function runsOf(code: Uint16Array): readonly MaskRun[] {
  return Array.from({ length: Math.floor(code.length / 3) }, (_, run) => ({
    row: code[run * 3]!,
    from: code[run * 3 + 1]!,
    to: code[run * 3 + 2]!,
  }))
}
