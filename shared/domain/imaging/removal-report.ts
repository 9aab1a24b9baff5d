/** What de-identification took out of images: names of elements and how many, never a value. */

export interface ElementCount {
  /** `(0010,0010)`; of private elements the group only, `(0029,xxxx)`. */
  readonly tag: string
  /** As the standard calls it: "Patient's Name". */
  readonly name: string
  readonly count: number
}

export interface RemovalReport {
  readonly images: number
  /** Elements that no image needs here, those inside of sequences counted each. */
  readonly removed: readonly ElementCount[]
  /** Elements that stay, but without their value. */
  readonly emptied: readonly ElementCount[]
  /** Identifiers that were replaced by the registry's own. */
  readonly replaced: readonly ElementCount[]
  /** Elements that could stay, but whose value was none of the words or of the form that are allowed. */
  readonly notAllowed: readonly ElementCount[]
  /** Images by what was cleaned in their pixels. */
  readonly pixels: {
    /** Drawings in unused bits of the pixels. */
    readonly overlaysInPixels: number
    /** Comments and application data inside of compressed pixels. */
    readonly commentsInPixels: number
    /** Bytes behind the last pixel. */
    readonly bytesBehindPixels: number
  }
}

export const emptyReport: RemovalReport = {
  images: 0,
  removed: [],
  emptied: [],
  replaced: [],
  notAllowed: [],
  pixels: { overlaysInPixels: 0, commentsInPixels: 0, bytesBehindPixels: 0 },
}

/** The report over all images of a series, or of several. */
export function mergeReports(reports: readonly RemovalReport[]): RemovalReport {
  const sum = (of: (report: RemovalReport) => number): number => reports.reduce((total, each) => total + of(each), 0)
  return {
    images: sum(({ images }) => images),
    removed: mergeCounts(reports.map(({ removed }) => removed)),
    emptied: mergeCounts(reports.map(({ emptied }) => emptied)),
    replaced: mergeCounts(reports.map(({ replaced }) => replaced)),
    notAllowed: mergeCounts(reports.map(({ notAllowed }) => notAllowed)),
    pixels: {
      overlaysInPixels: sum(({ pixels }) => pixels.overlaysInPixels),
      commentsInPixels: sum(({ pixels }) => pixels.commentsInPixels),
      bytesBehindPixels: sum(({ pixels }) => pixels.bytesBehindPixels),
    },
  }
}

function mergeCounts(lists: readonly (readonly ElementCount[])[]): readonly ElementCount[] {
  const byTag = new Map<string, ElementCount>()
  for (const each of lists.flat())
    byTag.set(each.tag, { ...each, count: each.count + (byTag.get(each.tag)?.count ?? 0) })
  return [...byTag.values()].toSorted((one, other) => (one.tag < other.tag ? -1 : one.tag > other.tag ? 1 : 0))
}
