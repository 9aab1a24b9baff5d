/** What a site adds to the data dictionary of its registry. */
import { z } from 'zod'
import { siteItemTypes, type SiteItem } from '#shared/dictionary/site-items.ts'
import { command, query } from '../operation.ts'
import { saved } from './record-values.ts'

const id = z.string().min(1).max(64)
const version = z.int().min(1)
const range = z.object({ min: z.number().optional(), max: z.number().optional() })
const choice = z.object({ code: z.string().max(40), label: z.string().trim().max(200) })

/** Its shape only: what is wrong with what it says is told by `definitionProblems`, in words, on both sides. */
const definition = z.object({
  label: z.string().trim().max(200),
  help: z.string().trim().max(300).optional(),
  type: z.enum(siteItemTypes),
  section: z.string().trim().min(1).max(60).optional(),
  units: z.array(z.string().trim().max(40)).max(20).optional(),
  hard: range.optional(),
  soft: range.optional(),
  decimals: z.number().optional(),
  comparator: z.boolean().optional(),
  choices: z.array(choice).max(200).optional(),
  chart: z.boolean().optional(),
  leaves: z.boolean().optional(),
})

const siteItem = z.custom<SiteItem>(
  (value) => typeof value === 'object' && value !== null && 'name' in value && 'definition' in value,
)

export const dictionaryArea = {
  /** All items and measures of the site in the order in which they were added, retired ones too. */
  'dictionary.siteItems': query(z.object({}), z.object({ items: z.array(siteItem) }), { right: 'read' }),
  /** How many records, voided ones too, have a value of it: with any, its kind of answer and its unit stay. */
  'dictionary.siteItemUse': query(z.object({ id }), z.object({ records: z.number() }), { right: 'read' }),
  /** Adds one, or with `id` and `version` changes what one says. Its name is made of the label when it is added. */
  'dictionary.saveSiteItem': command(
    z.object({
      existing: z.object({ id, version }).optional(),
      kind: z.enum(['item', 'measure']),
      form: z.string().max(40),
      definition,
    }),
    saved.extend({ name: z.string() }),
    { right: 'administer' },
  ),
  /** Is no longer asked. Values that exist stay, and are shown. */
  'dictionary.retireSiteItem': command(
    z.object({ id, version, reason: z.string().trim().max(500).optional() }),
    saved,
    {
      right: 'administer',
    },
  ),
  'dictionary.restoreSiteItem': command(z.object({ id, version }), saved, { right: 'administer' }),
}
