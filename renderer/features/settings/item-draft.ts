/** An item of the site while it is typed, and the way between that and its definition. Numbers are kept as typed. */
import type { Range } from '#shared/dictionary/define-form.ts'
import {
  canLeave,
  changeRefusals,
  codeOfAnswer,
  definitionProblems,
  hasChoices,
  isNumeric,
  type DefinitionProblem,
} from '#shared/dictionary/site-item-rules.ts'
import type { SiteItem, SiteItemDefinition, SiteItemType } from '#shared/dictionary/site-items.ts'
import { parseNumber } from '#shared/domain/parse-number.ts'
import { readUnit } from '#shared/domain/read-unit.ts'
import { unitLabel } from '#shared/domain/units.ts'

/** Where a new measure belongs: not to a form, but to the laboratory catalog. */
export const catalog = 'catalog'

export interface ItemDraft {
  /** Id of a form, or `catalog`. */
  readonly place: string
  readonly label: string
  readonly help: string
  readonly section: string
  readonly type: SiteItemType
  /** As people write them, with commas between. */
  readonly units: string
  readonly hardMin: string
  readonly hardMax: string
  readonly softMin: string
  readonly softMax: string
  readonly decimals: string
  readonly comparator: boolean
  readonly chart: boolean
  readonly leaves: boolean
  /** An answer that was saved keeps its code. */
  readonly choices: readonly { readonly code?: string; readonly label: string }[]
}

export const emptyItem: ItemDraft = {
  place: '',
  label: '',
  help: '',
  section: '',
  type: 'number',
  units: '',
  hardMin: '',
  hardMax: '',
  softMin: '',
  softMax: '',
  decimals: '',
  comparator: false,
  chart: false,
  leaves: false,
  choices: [{ label: '' }, { label: '' }],
}

const text = (value: number | undefined) => (value === undefined ? '' : String(value))

export function draftOfItem({ kind, form, definition }: SiteItem): ItemDraft {
  const { label, help = '', section = '', type, units = [], hard, soft, decimals, choices } = definition
  return {
    place: kind === 'measure' ? catalog : form,
    label,
    help,
    section,
    type,
    units: units.map(unitLabel).join(', '),
    hardMin: text(hard?.min),
    hardMax: text(hard?.max),
    softMin: text(soft?.min),
    softMax: text(soft?.max),
    decimals: text(decimals),
    comparator: definition.comparator === true,
    chart: definition.chart === true,
    leaves: definition.leaves === true,
    choices: choices ?? emptyItem.choices,
  }
}

/** A known unit however it is written; what could be several, or none, is the site's own. */
function unitMeant(typed: string): string {
  const [unit, ...others] = readUnit(typed)
  return unit !== undefined && others.length === 0 ? unit : typed
}

/** Units as codes where they are known, as typed where they are the site's own. */
export const unitsOf = (typed: string): readonly string[] =>
  typed
    .split(',')
    .map((unit) => unit.trim())
    .filter(Boolean)
    .map(unitMeant)

/** What was typed in rows that have any words; codes are made for those that have none yet. */
function choicesOf(rows: ItemDraft['choices']): SiteItemDefinition['choices'] {
  const taken = rows.flatMap(({ code }) => code ?? [])
  return rows
    .filter(({ code, label }) => code !== undefined || label.trim())
    .map(({ code, label }) => {
      const known = code ?? codeOfAnswer(label, taken)
      if (code === undefined) taken.push(known)
      return { code: known, label: label.trim() }
    })
}

interface ReadItem {
  readonly kind: SiteItem['kind']
  readonly form: string
  readonly definition: SiteItemDefinition
  readonly problems: readonly DefinitionProblem[]
}

/**
 * What stands in the fields, as a definition, with everything that is wrong with it.
 * @param before the item that is changed, and whether values of it exist
 */
export function readItem(draft: ItemDraft, before?: { readonly item: SiteItem; readonly isUsed: boolean }): ReadItem {
  const misread: DefinitionProblem[] = []
  const number = (path: string, typed: string): number | undefined => {
    if (!typed.trim()) return undefined
    const read = parseNumber(typed)
    if ('value' in read) return read.value
    misread.push({ path, message: read.problem })
    return undefined
  }
  const range = (path: string, min: string, max: string): Range | undefined => {
    const [from, to] = [number(path, min), number(path, max)]
    if (from === undefined && to === undefined) return undefined
    return { ...(from !== undefined && { min: from }), ...(to !== undefined && { max: to }) }
  }
  const isMeasure = draft.place === catalog
  const type = isMeasure ? 'number' : draft.type
  const numeric = isNumeric(type)
  const hard = numeric ? range('hard', draft.hardMin, draft.hardMax) : undefined
  const soft = numeric ? range('soft', draft.softMin, draft.softMax) : undefined
  const decimals = numeric && type !== 'integer' ? number('decimals', draft.decimals) : undefined
  const units = numeric ? unitsOf(draft.units) : []
  const definition: SiteItemDefinition = {
    label: draft.label.trim(),
    type,
    ...(draft.help.trim() && { help: draft.help.trim() }),
    ...(draft.section.trim() && { section: draft.section.trim() }),
    ...(units.length > 0 && { units }),
    ...(hard && { hard }),
    ...(soft && { soft }),
    ...(decimals !== undefined && { decimals }),
    ...(numeric && !isMeasure && draft.comparator && { comparator: true }),
    ...(numeric && draft.chart && { chart: true }),
    ...(canLeave(type) && draft.leaves && { leaves: true }),
    ...(hasChoices(type) && { choices: choicesOf(draft.choices) ?? [] }),
  }
  const kind = isMeasure ? 'measure' : 'item'
  const form = isMeasure ? 'laboratory' : draft.place
  const wrong = new Set(misread.map(({ path }) => path))
  const found = [
    ...definitionProblems({ kind, form, name: before?.item.name, definition }),
    ...(before?.isUsed ? changeRefusals(before.item.definition, definition) : []),
  ]
  return { kind, form, definition, problems: [...misread, ...found.filter(({ path }) => !wrong.has(path))] }
}
