/** Items and measures as a site might add them, named as the registry would name them. */
import { nameOfSiteItem } from '#shared/dictionary/site-item-rules.ts'
import type { SiteItem, SiteItemDefinition } from '#shared/dictionary/site-items.ts'

function aSite(kind: SiteItem['kind'], form: string, definition: SiteItemDefinition): SiteItem {
  const name = nameOfSiteItem(definition.label, [])
  return { id: `site-${name}`, version: 1, kind, form, name, definition }
}

export const aSiteItem = (form: string, definition: SiteItemDefinition): SiteItem => aSite('item', form, definition)

export const aSiteMeasure = (definition: Omit<SiteItemDefinition, 'type'>): SiteItem =>
  aSite('measure', 'laboratory', { ...definition, type: 'number' })
