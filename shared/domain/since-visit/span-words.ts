/** How long ago something was, in the unit that is read at a glance: a visit of years ago is not told in days. */

const daysPerMonth = 30.4375
const units = [
  { upToDays: 120, days: 1, digits: 0, name: 'd' },
  { upToDays: 730, days: daysPerMonth, digits: 0, name: 'mo' },
  { upToDays: Infinity, days: 12 * daysPerMonth, digits: 1, name: 'y' },
] as const

/**
 * A span between two partial dates in words: `42 d`, `13–14 mo`, `7.6–7.7 y`.
 * @param span the least and the most days that it can be
 */
export function spanWords({ min, max }: { readonly min: number; readonly max: number }): string {
  const unit = units.find(({ upToDays }) => max < upToDays) ?? units[2]
  const [from, to] = [min, max].map((days) => (days / unit.days).toFixed(unit.digits))
  return `${from === to ? from : `${from}–${to}`} ${unit.name}`
}
