/** How far two names agree, one part against one part. */
import { editDistance } from './edit-distance.ts'
import type { NamePart } from './name-parts.ts'

/**
 * `same`: in any spelling of the same letters. `alike`: sounds alike, or a slip of the finger apart. `partly`: an
 * initial, a short form, or one of two names. `shared`: one part in common, but each has another besides.
 */
export type NameLikeness = 'same' | 'alike' | 'partly' | 'shared' | 'different' | 'unknown'

/** How far one name (all given names, or the family name) agrees with another. */
export function nameLikeness(a: readonly NamePart[], b: readonly NamePart[]): NameLikeness {
  if (a.length === 0 || b.length === 0) return 'unknown'
  const whole = (parts: readonly NamePart[]) => parts.map(({ text }) => text).join('')
  if (whole(a) === whole(b)) return 'same'
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a]
  // Of two names with as many parts, each part must find one: `Anna Anna` is not all of `Anna Maria`.
  const found = [...bestOfEach(fewer, more), ...(fewer.length === more.length ? bestOfEach(more, fewer) : [])]
  const agreeing = found.filter((likeness) => likeness !== 'different')
  if (agreeing.length === 0) return isTypo(whole(a), whole(b)) ? 'alike' : 'different'
  if (agreeing.length < found.length) return 'shared'
  if (found.includes('partly')) return 'partly'
  if (fewer.length < more.length) return 'partly'
  // All parts agree: `Anna Maria` and `Maria Anna` too.
  return found.every((likeness) => likeness === 'same') ? 'same' : 'alike'
}

type PartLikeness = 'same' | 'alike' | 'partly' | 'different'
const order: readonly PartLikeness[] = ['same', 'alike', 'partly', 'different']
const bestOfEach = (parts: readonly NamePart[], others: readonly NamePart[]) =>
  parts.map((part) => bestOf(others.map((other) => partLikeness(part, other))))
const bestOf = (found: readonly PartLikeness[]): PartLikeness =>
  order.find((likeness) => found.includes(likeness)) ?? 'different'

function partLikeness(a: NamePart, b: NamePart): PartLikeness {
  if (a.text === b.text) return 'same'
  if (soundsAlike(a, b) || isTypo(a.text, b.text)) return 'alike'
  const [short, long] = a.text.length <= b.text.length ? [a.text, b.text] : [b.text, a.text]
  const isShortForm = short.length === 1 || (short.length >= 3 && long.length - short.length >= 2)
  return isShortForm && long.startsWith(short) ? 'partly' : 'different'
}

/** The codes leave out vowels: names of one or two sounds (Lee, Leo, Lou) need more than a code in common. */
function soundsAlike(a: NamePart, b: NamePart): boolean {
  const common = a.sounds.find((code) => b.sounds.includes(code))
  if (common === undefined) return false
  if (a.sounds[0] !== common && b.sounds[0] !== common) return false
  const longest = Math.max(a.text.length, b.text.length)
  const most = common.length < 2 ? 1 : Math.floor(longest * 0.6)
  return editDistance(a.text, b.text, most) <= most
}

/** Short words lie close to each other without meaning the same; a first letter is seldom mistyped. */
function isTypo(a: string, b: string): boolean {
  const shortest = Math.min(a.length, b.length)
  if (shortest < 4) return false
  const begins = a[0] === b[0] || (a[0] === b[1] && a[1] === b[0])
  const most = shortest < 8 ? 1 : 2
  return begins && editDistance(a, b, most) <= most
}
