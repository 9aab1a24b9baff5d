/** How the items of a form stand on the page: sections with headings, and pairs that are read as one. */
import type { Form, Item } from '#shared/dictionary/define-form.ts'

/** One place in the grid: an item, with the one that is read together with it. */
export interface Cell {
  readonly item: Item
  readonly partner?: Item
  /** The partner's label where it stands beside its item: `% predicted` beside FVC. */
  readonly partnerLabel?: string
  /** Over the full width. */
  readonly wide: boolean
}
export interface Section {
  readonly title: string | undefined
  readonly cells: readonly Cell[]
}

/** Items that belong side by side, by form; percentages of predicted find their measurement by name. */
const partners: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  laboratory: { value: 'unit', ref_low: 'ref_high' },
  antibody: { value: 'unit' },
  dose_step: { dose: 'unit' },
  visit: { systolic: 'diastolic' },
}

/** The item that is read together with another. */
export function partnerOf(form: Form, { name }: Item): Item | undefined {
  const wanted = partners[form.id]?.[name] ?? `${name}_pct`
  return form.items.find((item) => item.name === wanted)
}

function cellsOf(form: Form, items: readonly Item[]): readonly Cell[] {
  const taken = new Set<string>()
  return items.flatMap((item) => {
    if (taken.has(item.name)) return []
    const partner = items.find((other) => other === partnerOf(form, item))
    if (partner) taken.add(partner.name)
    const wide = item.type === 'long-text' || (item.type === 'choices' && item.choices.length <= 8)
    const percent = partner?.name.endsWith('_pct')
    return [{ item, wide, ...(partner && { partner }), ...(percent && { partnerLabel: '% predicted' }) }]
  })
}

/**
 * The items that are asked for, in the order of the dictionary, under their headings.
 * @param record shows its answers to retired items as well
 */
export function sectionsOf(form: Form, record: Readonly<Record<string, unknown>> = {}): readonly Section[] {
  const groups: { title: string | undefined; items: Item[] }[] = []
  for (const item of form.items) {
    if (item.byProgram || (item.retired && record[item.name] == null)) continue
    const last = groups.at(-1)
    if (last && last.title === item.section) last.items.push(item)
    else groups.push({ title: item.section, items: [item] })
  }
  return groups.map(({ title, items }) => ({
    // A date alone needs no heading over it, above all not one that comes again below.
    title: items.length === 1 && items[0]!.name === form.dateItem ? undefined : title,
    cells: cellsOf(form, items),
  }))
}
