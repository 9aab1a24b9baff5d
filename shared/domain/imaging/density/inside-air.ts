/**
 * The air within the body of one image: lungs, airways, gut. Rows are read once and become runs of air. What is connected with
 * the edge of the image is left out, and so is what thick tissue hardly ever borders on along a row: the foam of a table.
 */
import { disjointSets } from './disjoint-sets.ts'
import { lungAtEdge } from './lung-at-edge.ts'

export interface InsideAir {
  /** Width of the image. */
  readonly columns: number
  /** For each row the index of its first run, and at the end how many runs there are. */
  readonly rowStarts: Int32Array
  /** First column of each run, and the column after its last. */
  readonly from: Uint16Array
  readonly to: Uint16Array
  /** Which section of the image each run belongs to: what is connected within the image. */
  readonly section: Int32Array
  /** Where the values of each run begin among `values`, and at the end how many there are. */
  readonly valueStarts: Int32Array
  readonly values: Int16Array
  /** Pixels of each section. */
  readonly areas: Int32Array
  /** Columns between which the body lies; equal where there is none. */
  readonly bodyFrom: number
  readonly bodyTo: number
  /** Stretches of the edge of what was imaged that are as dense as lung. */
  readonly lungAtEdge: number
}

export interface ImageShape {
  readonly rows: number
  readonly columns: number
  readonly airUpToHu: number
  /** Tissue of so many columns in a row is body. */
  readonly bodyFromColumns: number
  /** How many pixels of the edge are looked at together. */
  readonly edgeStretch: number
}

/** Keeps its working memory from one image to the next. */
export function insideAirReader(shape: ImageShape): (hu: Int16Array) => InsideAir {
  const { rows, columns, airUpToHu, bodyFromColumns } = shape
  const most = rows * Math.ceil(columns / 2)
  const from = new Uint16Array(most)
  const to = new Uint16Array(most)
  const rowStarts = new Int32Array(rows + 1)
  /** Set 0 is the air around the body; run r is member r + 1. */
  const parents = new Int32Array(most + 1)
  const { rootOf, join } = disjointSets(parents)
  const sectionOf = new Int32Array(most + 1)
  /** Whether there is thick tissue between a run and the one before it, or the beginning of the row. */
  const afterThick = new Uint8Array(most + 1)
  /** Whether thick tissue stands beside a run with no air from around the body between them. */
  const isByBody = new Uint8Array(most + 1)
  /** Of sets, how many of their pixels are by the body less how many are not. */
  const balance = new Int32Array(most + 1)
  /** Whether a row ends with thick tissue. */
  const endsThick = new Uint8Array(rows)

  /** @returns the columns of the body */
  function readRows(hu: Int16Array): readonly [number, number] {
    let count = 0
    let bodyFrom = columns
    let bodyTo = 0
    for (let row = 0; row < rows; row++) {
      rowStarts[row] = count
      const start = row * columns
      const end = start + columns
      let first = end
      let last = start
      let at = start
      endsThick[row] = 0
      while (at < end) {
        const tissue = at
        while (at < end && hu[at]! > airUpToHu) at++
        const isThick = at - tissue >= bodyFromColumns
        if (isThick) {
          if (first === end) first = tissue
          last = at
        }
        if (at === end) {
          endsThick[row] = isThick ? 1 : 0
          break
        }
        afterThick[count + 1] = isThick ? 1 : 0
        from[count] = at - start
        while (at < end && hu[at]! <= airUpToHu) at++
        to[count] = at - start
        count++
      }
      const isEdge = row === 0 || row === rows - 1
      for (let run = rowStarts[row]!; run < count; run++)
        parents[run + 1] = isEdge || from[run] === 0 || to[run] === columns ? 0 : run + 1
      if (first < last) {
        bodyFrom = Math.min(bodyFrom, first - start)
        bodyTo = Math.max(bodyTo, last - start)
      }
    }
    rowStarts[rows] = count
    return bodyFrom < bodyTo ? [bodyFrom, bodyTo] : [0, 0]
  }

  function joinRows(): void {
    for (let row = 1; row < rows; row++) {
      let above = rowStarts[row - 1]!
      let below = rowStarts[row]!
      const endAbove = below
      const endBelow = rowStarts[row + 1]!
      while (above < endAbove && below < endBelow) {
        if (from[above]! < to[below]! && from[below]! < to[above]!) join(above + 1, below + 1)
        if (to[above]! < to[below]!) above++
        else below++
      }
    }
  }

  function weigh(all: number): void {
    balance.fill(0, 0, all + 1)
    for (let row = 0; row < rows; row++) {
      const [first, end] = [rowStarts[row]! + 1, rowStarts[row + 1]!]
      let isBeside = false
      for (let member = first; member <= end; member++) {
        isBeside ||= afterThick[member] === 1
        if (rootOf(member) === 0) isBeside = false
        isByBody[member] = isBeside ? 1 : 0
      }
      isBeside = endsThick[row] === 1
      for (let member = end; member >= first; member--) {
        const root = rootOf(member)
        if (root === 0) isBeside = false
        const width = to[member - 1]! - from[member - 1]!
        balance[root]! += isBeside || isByBody[member] === 1 ? width : -width
        isBeside ||= afterThick[member] === 1
      }
    }
  }

  return (hu) => {
    const [bodyFrom, bodyTo] = readRows(hu)
    joinRows()
    let runs = 0
    let pixels = 0
    let sections = 0
    const all = rowStarts[rows]!
    weigh(all)
    const isInside = (root: number) => root !== 0 && balance[root]! >= 0
    for (let run = 0; run < all; run++) {
      const root = rootOf(run + 1)
      if (!isInside(root)) continue
      if (root === run + 1) sectionOf[root] = sections++
      runs++
      pixels += to[run]! - from[run]!
    }
    const kept = {
      rowStarts: new Int32Array(rows + 1),
      from: new Uint16Array(runs),
      to: new Uint16Array(runs),
      section: new Int32Array(runs),
      valueStarts: new Int32Array(runs + 1),
      values: new Int16Array(pixels),
      areas: new Int32Array(sections),
    }
    let next = 0
    let filled = 0
    for (let row = 0; row < rows; row++) {
      kept.rowStarts[row] = next
      for (let run = rowStarts[row]!; run < rowStarts[row + 1]!; run++) {
        const root = rootOf(run + 1)
        if (!isInside(root)) continue
        const section = sectionOf[root]!
        kept.from[next] = from[run]!
        kept.to[next] = to[run]!
        kept.section[next] = section
        kept.valueStarts[next] = filled
        const end = row * columns + to[run]!
        for (let at = row * columns + from[run]!; at < end; at++) kept.values[filled++] = hu[at]!
        kept.areas[section]! += to[run]! - from[run]!
        next++
      }
    }
    kept.rowStarts[rows] = next
    kept.valueStarts[runs] = filled
    return { columns, ...kept, bodyFrom, bodyTo, lungAtEdge: lungAtEdge(hu, shape) }
  }
}
