import { standardTags } from './standard-tags.ts'

/** What the standard says of an element: its name ("Patient's Name") and its representation (`US/SS` where it may be either). */
export interface StandardTag {
  readonly vr: string
  readonly name: string
}

let exact: ReadonlyMap<number, StandardTag> | undefined
let repeated: readonly (readonly [pattern: RegExp, tag: StandardTag])[] = []

/** The elements that the standard names one by one, by tag. Read when first asked for: the table is long. */
export function exactTags(): ReadonlyMap<number, StandardTag> {
  if (exact) return exact
  const lines = standardTags
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, 8), parted(line.slice(9))] as const)
  repeated = lines
    .filter(([digits]) => digits.includes('x'))
    .map(([digits, tag]) => [new RegExp(`^${digits.replaceAll('x', '[0-9a-f]')}$`), tag] as const)
  exact = new Map(
    lines
      .filter(([digits]) => !digits.includes('x'))
      .map(([digits, tag]) => [Number.parseInt(digits, 16), tag] as const),
  )
  return exact
}

function parted(text: string): StandardTag {
  const space = text.indexOf(' ')
  return { vr: text.slice(0, space), name: text.slice(space + 1) }
}

/** @param tag group and element together: 0x00100010 */
export function standardTag(tag: number): StandardTag | undefined {
  const digits = tag.toString(16).padStart(8, '0')
  return exactTags().get(tag) ?? repeated.find(([pattern]) => pattern.test(digits))?.[1]
}
