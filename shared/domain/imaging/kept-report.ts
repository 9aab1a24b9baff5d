/** The report of what was removed from a series, as its record keeps it: JSON of names and counts. */
import type { ElementCount, RemovalReport } from './removal-report.ts'

/** What a record's text can hold. */
const longestText = 20_000

type Counts = Readonly<Record<string, number>>

export interface KeptReport {
  readonly images: number
  readonly removed: Counts
  readonly emptied: Counts
  readonly replaced: Counts
  readonly notAllowed: Counts
  readonly pixels: RemovalReport['pixels']
}

/** The rarest names are put together as “others” where the list would be longer than a record can hold. */
export function keptReport({ images, removed, emptied, replaced, notAllowed, pixels }: RemovalReport): string {
  for (let most = 400; ; most = Math.floor(most / 2)) {
    const text = JSON.stringify({
      images,
      removed: counts(removed, most),
      emptied: counts(emptied, most),
      replaced: counts(replaced, most),
      notAllowed: counts(notAllowed, most),
      pixels,
    } satisfies KeptReport)
    if (text.length <= longestText) return text
  }
}

/** Elements that the standard has no name for go by their tag. */
function counts(elements: readonly ElementCount[], most: number): Counts {
  const byName = new Map<string, number>()
  for (const { name, tag, count } of elements) {
    const key = name || tag
    byName.set(key, (byName.get(key) ?? 0) + count)
  }
  const ordered = [...byName].toSorted(([, one], [, other]) => other - one)
  const others = ordered.slice(most)
  return Object.fromEntries([
    ...ordered.slice(0, most),
    ...(others.length > 0
      ? [[`${others.length} others`, others.reduce((sum, [, count]) => sum + count, 0)] as const]
      : []),
  ])
}
