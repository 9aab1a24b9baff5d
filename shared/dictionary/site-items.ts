/**
 * Items and laboratory measures that a site has added to its registry, laid over the built-in dictionary: `forms` and the
 * laboratory catalog include what is installed here, and so does everything made of them.
 *
 * Module state, because the dictionary itself is: forms are looked up by id from all over the program, on both sides, and
 * one registry is open at a time. The backend installs when a registry opens and closes and after each change; the page
 * when it reads what is installed. Nobody else calls `installSiteItems`.
 */
import type { Choice, Form, Item, Range } from './define-form.ts'

export const siteItemTypes = [
  'text',
  'long-text',
  'integer',
  'number',
  'quantity',
  'date',
  'choice',
  'choices',
] as const satisfies readonly Item['type'][]
export type SiteItemType = (typeof siteItemTypes)[number]

/** What a site says about an item of its own. */
export interface SiteItemDefinition {
  readonly label: string
  readonly help?: string | undefined
  /** Of a measure always `number`. */
  readonly type: SiteItemType
  /** Heading within the form; group within the laboratory catalog. */
  readonly section?: string | undefined
  /** UCUM codes or units of one's own, which never convert. A number has one at most; ranges are in the first. */
  readonly units?: readonly string[] | undefined
  readonly hard?: Range | undefined
  readonly soft?: Range | undefined
  readonly decimals?: number | undefined
  /** May be `<` or `>` a limit. Measures always may. */
  readonly comparator?: boolean | undefined
  readonly choices?: readonly Choice[] | undefined
  /** Has a lane of its own in the one chart. */
  readonly chart?: boolean | undefined
  /** May leave the registry in a de-identified export. Never said of text. */
  readonly leaves?: boolean | undefined
}

export interface SiteItem {
  readonly id: string
  readonly version: number
  /** A measure is a test of the laboratory catalog, an item a field of a form. */
  readonly kind: 'item' | 'measure'
  /** Id of the form; `laboratory` for measures. */
  readonly form: string
  /** Column name of an item, code of a measure: `x_grip_left`. Never changes. */
  readonly name: string
  readonly definition: SiteItemDefinition
  readonly retired?: boolean | undefined
}

/** Heading of items that were given none, and group of such measures. */
const ownItems = 'Items of this registry'
export const ownMeasures = 'Measures of this registry'

let installed: readonly SiteItem[] = []
let revision = 0
const itemsByForm = new Map<Form, readonly Item[]>()
const listeners = new Set<() => void>()

/** Makes these, and no others, part of the dictionary. */
export function installSiteItems(items: readonly SiteItem[]): void {
  if (JSON.stringify(items) === JSON.stringify(installed)) return
  installed = items
  revision += 1
  itemsByForm.clear()
  listeners.forEach((listener) => listener())
}

/** All that the site has added, retired ones too. The same list until others are installed. */
export const siteItems = (): readonly SiteItem[] => installed

/** Grows when others are installed. */
export const siteItemsRevision = (): number => revision

/** Calls back when others are installed; returns how to stop. */
export function onSiteItems(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the site added, as an item of the dictionary. */
export function itemOfSite({ name, retired, definition }: SiteItem, form?: Form): Item {
  const { label, help, section = ownItems, units = [], hard, soft, decimals, comparator, choices = [] } = definition
  const base = { name, label, help, section, site: true, retired, identifying: form?.identifying }
  const { type } = definition
  switch (type) {
    case 'integer':
    case 'number':
      return { ...base, type, unit: units[0], hard, soft, decimals, comparator }
    case 'quantity': {
      const [first = '1', ...others] = units
      return { ...base, type, units: [first, ...others], hard, soft, decimals, comparator }
    }
    case 'choice':
    case 'choices':
      return { ...base, type, choices }
    default:
      return { ...base, type }
  }
}

/** Behind the last item of its section, so that no heading comes twice; behind all where the section is new. */
function placed(items: readonly Item[], item: Item): readonly Item[] {
  const last = items.findLastIndex(({ section }) => section === item.section)
  const at = last < 0 ? items.length : last + 1
  return [...items.slice(0, at), item, ...items.slice(at)]
}

/** The laboratory catalog's choices with the site's measures. */
function withMeasures(item: Item): Item {
  if (item.name !== 'test' || item.type !== 'choice') return item
  const own = installed
    .filter(({ kind }) => kind === 'measure')
    .map(({ name, retired, definition: { label, section } }): Choice => {
      return { code: name, label, group: section ?? ownMeasures, retired }
    })
  return own.length === 0 ? item : { ...item, choices: [...item.choices, ...own] }
}

/** The items of a built-in form with those that the site has added. The same list until others are installed. */
export function itemsWithSiteItems(form: Form): readonly Item[] {
  const known = itemsByForm.get(form)
  if (known) return known
  const own = installed.filter((site) => site.kind === 'item' && site.form === form.id)
  const builtIn = form.id === 'laboratory' ? form.items.map(withMeasures) : form.items
  const items = own.reduce((list, site) => placed(list, itemOfSite(site, form)), builtIn)
  itemsByForm.set(form, items)
  return items
}
