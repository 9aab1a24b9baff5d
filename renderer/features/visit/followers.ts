/**
 * What one answer on the page says about others: the visit's date dates what was done at it, its weight is the weight that
 * an infusion goes by, weight times dose is the total. Only what is empty, or was filled in this way, is filled.
 */
import { draftOf, isBlank, numberText, type Draft, type FieldDraft } from '#renderer/forms/draft.ts'
import { followUps } from '#renderer/forms/follow-ups.ts'
import { itemOf } from '#shared/dictionary/forms.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { nextInfusion, totalDose, type Quantity } from '#shared/domain/next-infusion.ts'
import { parseClinicalDate } from '#shared/domain/parse-clinical-date.ts'
import { parseQuantity, rulesOfItem } from '#shared/domain/parse-quantity.ts'
import { formOfKey, givenField, type PageDraft, type Part } from './visit-parts.ts'

/** A field that is filled because of another. */
export interface Follower {
  readonly part: string
  readonly field: string
  readonly value: FieldDraft
}

interface Changed {
  readonly part: string
  readonly field: string
}

interface Around {
  readonly parts: readonly Part[]
  readonly drafts: PageDraft
  readonly caseRecord: CaseRecord
  readonly today: string
  /** The visit's date as it was typed before this answer. */
  readonly dateBefore: string
  /** Texts that were filled in like this before, by `PART.FIELD`: they may be replaced. */
  readonly filled: ReadonlyMap<string, string>
}

const blank: FieldDraft = { text: '' }
const fieldOf = (drafts: PageDraft, part: string, field: string): FieldDraft => drafts[part]?.[field] ?? blank
export const filledKey = (part: string, field: string) => `${part}.${field}`

/** The item that dates each part on which the visit's date is carried over. */
export const dateFieldOf = ({ form }: Pick<Part, 'form'>): string => form.dateItem ?? 'date'

function dateFollowers({ parts, drafts, dateBefore }: Around): readonly Follower[] {
  const value = { text: fieldOf(drafts, 'visit', 'date').text }
  const dated = [
    ...parts.filter(({ key }) => key !== 'visit').map((part) => ({ part: part.key, field: dateFieldOf(part) })),
    { part: 'laboratory', field: 'date' },
  ]
  return dated
    .filter(({ part, field }) => [dateBefore, ''].includes(fieldOf(drafts, part, field).text))
    .map((place) => ({ ...place, value }))
}

function quantityIn(form: 'visit' | 'infusion', name: string, field: FieldDraft): Quantity | undefined {
  const rules = rulesOfItem(itemOf(form, name)!, field.unit)
  const read = rules && field.text.trim() !== '' ? parseQuantity(field.text, rules) : undefined
  if (!read || 'problem' in read || read.quantity.unit === undefined) return undefined
  return { value: read.quantity.value, unit: read.quantity.unit }
}

/** The weight that an infusion goes by, and the total that follows from it. */
function doseFollowers(part: string, { drafts, filled }: Around): readonly Follower[] {
  const draft = drafts[part] ?? {}
  const mayFill = (field: string) => {
    const { text } = draft[field] ?? blank
    return text === '' || text === filled.get(filledKey(part, field))
  }
  const basis = draft['weight_basis']?.text ?? ''
  const measured = fieldOf(drafts, 'visit', 'weight')
  // Ideal and adjusted weights are computed from more than the scales.
  const follows = mayFill('weight') && measured.text !== '' && (basis === '' || basis === 'actual')
  const weight = follows
    ? { ...draft['weight'], text: measured.text, ...(measured.unit && { unit: measured.unit }) }
    : draft['weight']
  const total = totalDose(
    weight && quantityIn('infusion', 'weight', weight),
    quantityIn('infusion', 'dose_per_kg', draft['dose_per_kg'] ?? blank),
  )
  return [
    ...(follows && weight ? [{ part, field: 'weight', value: weight }] : []),
    ...(total && mayFill('total_dose')
      ? [{ part, field: 'total_dose', value: { text: numberText(total.value), unit: total.unit } }]
      : []),
  ]
}

/** What the last infusion says about one that is given now. */
function infusionFollowers(part: Part, around: Around): readonly Follower[] {
  const { drafts, caseRecord, today } = around
  const draft = drafts[part.key] ?? {}
  if (draft[givenField]?.text !== 'yes') return []
  const read = parseClinicalDate(fieldOf(drafts, 'visit', 'date').text, today)
  const proposed = draftOf(part.form, nextInfusion(caseRecord, 'problem' in read ? today : read.date))
  const filledIn = Object.entries(proposed)
    .filter(([field, value]) => !isBlank(value) && isBlank(draft[field] ?? blank))
    .map(([field, value]) => ({ part: part.key, field, value }))
  const after = { ...around, drafts: withFollowers(drafts, filledIn) }
  return [...filledIn, ...doseFollowers(part.key, after)]
}

/** The drafts with what followed. */
export function withFollowers(drafts: PageDraft, followers: readonly Follower[]): PageDraft {
  return followers.reduce<PageDraft>(
    (known, { part, field, value }) => ({ ...known, [part]: { ...known[part], [field]: value } }),
    drafts,
  )
}

/** What follows from the answer that was just given. */
export function followersOf({ part, field }: Changed, around: Around): readonly Follower[] {
  const { parts, drafts, caseRecord } = around
  const given = parts.filter(({ key }) => formOfKey(key) === 'infusion' && drafts[key]?.[givenField]?.text === 'yes')
  if (part === 'visit') {
    if (field === 'date') return dateFollowers(around)
    return field === 'weight' ? given.flatMap(({ key }) => doseFollowers(key, around)) : []
  }
  const changed = parts.find(({ key }) => key === part)
  if (!changed) return []
  if (formOfKey(part) === 'infusion') {
    if (field === givenField) return infusionFollowers(changed, around)
    if (['weight', 'weight_basis', 'dose_per_kg'].includes(field)) {
      return doseFollowers(part, around).filter((follower) => follower.field !== field)
    }
  }
  const texts = followUps(changed.form, field, drafts[part] as Draft, caseRecord)
  return Object.entries(texts).map(([name, text]) => ({
    part,
    field: name,
    value: { ...fieldOf(drafts, part, name), text },
  }))
}
