import { standardTags } from './standard-tags.ts'

/** What the standard says of an element: its name ("Patient's Name") and its representation (`US/SS` where it may be either). */
export interface StandardTag {
  readonly tag: string
  readonly vr: string
  readonly name: string
}

let exact: ReadonlyMap<string, StandardTag> | undefined
let repeated: readonly (readonly [pattern: RegExp, tag: StandardTag])[] = []

/** The elements that the standard names one by one, by tag (`x00100010`). Read when first asked for: the table is long. */
export function exactTags(): ReadonlyMap<string, StandardTag> {
  if (exact) return exact
  const all = standardTags
    .trim()
    .split('\n')
    .map((line) => ({ tag: `x${line.slice(0, 8)}`, ...parted(line.slice(9)) }))
  // `1010xxxx` is a group; the `x` before the tag is dicom-parser's own mark.
  repeated = all
    .filter(({ tag }) => tag.includes('x', 1))
    .map((tag) => [new RegExp(`^x${tag.tag.slice(1).replaceAll('x', '[0-9a-f]')}$`), tag] as const)
  exact = new Map(all.filter(({ tag }) => !tag.includes('x', 1)).map((tag) => [tag.tag, tag]))
  return exact
}

function parted(text: string): { readonly vr: string; readonly name: string } {
  const space = text.indexOf(' ')
  return { vr: text.slice(0, space), name: text.slice(space + 1) }
}

/** @param tag as dicom-parser writes it: `x00100010` */
export function standardTag(tag: string): StandardTag | undefined {
  return exactTags().get(tag) ?? repeated.find(([pattern]) => pattern.test(tag))?.[1]
}
