/**
 * What a form and its items are: the data dictionary is made of these, and fields, validation, tables, exports and the
 * codebook are made of the dictionary.
 */

/** One answer of a coded item. `code` is what is stored; `label` is what a person reads. */
export interface Choice {
  readonly code: string
  readonly label: string
  /** Codes of the answer in public systems, as CURIEs: `HP:0012735`, `ATC:L04AA06`, `LOINC:8076-2`, `ORPHA:81`. */
  readonly codes?: readonly string[]
  /** A heading that groups long lists. */
  readonly group?: string
  /** No longer offered; values that have it keep it. */
  readonly retired?: boolean
}

/** Inclusive bounds, in the item's first unit. */
export interface Range {
  readonly min?: number
  readonly max?: number
}

interface ItemBase {
  /** Column name: snake_case, at most 26 characters, so that every export format can hold it. */
  readonly name: string
  readonly label: string
  /** One sentence under the field: what exactly is asked for. */
  readonly help?: string
  readonly required?: boolean
  /** Heading within the form under which the item stands. */
  readonly section?: string
  /** Codes of the question in public systems, as CURIEs. */
  readonly codes?: readonly string[]
  /** Never leaves in a de-identified export. */
  readonly identifying?: boolean
  /** Filled in by the program, never typed. */
  readonly byProgram?: boolean
  /** Added by the site (`site-items.ts`): its values have no column of their own, they lie together in `site_values`. */
  readonly site?: boolean
  /** No longer asked; values that are there keep being shown. */
  readonly retired?: boolean
}

export interface TextItem extends ItemBase {
  readonly type: 'text' | 'long-text'
  /** Characters; 500 for a text and 20 000 for a long one unless said otherwise. */
  readonly maxLength?: number
  /** No two records of the registry have the same. */
  readonly unique?: boolean
}
export interface NumberItem extends ItemBase {
  readonly type: 'integer' | 'number'
  /** UCUM unit, where the number has one that never varies. */
  readonly unit?: string
  /** Outside: refused. */
  readonly hard?: Range
  /** Outside: asked about. */
  readonly soft?: Range
  /** The answer may be `<` or `>` a limit. Adds the column `<name>_comparator`. */
  readonly comparator?: boolean
  /** Digits after the point that are shown. */
  readonly decimals?: number
}
/** A number with a unit of the user's choice, kept in that unit. Adds the column `<name>_unit`. */
export interface QuantityItem extends ItemBase {
  readonly type: 'quantity'
  /** UCUM units; the first is the default and the one that ranges are in. */
  readonly units: readonly [string, ...string[]]
  readonly hard?: Range
  readonly soft?: Range
  readonly comparator?: boolean
  readonly decimals?: number
}
/** A clinical date known to the day, month or year: `2019-04-12`, `2019-04`, `2019`. */
export interface DateItem extends ItemBase {
  readonly type: 'date'
}
/** One of a list, stored as its code. */
export interface ChoiceItem extends ItemBase {
  readonly type: 'choice'
  readonly choices: readonly Choice[]
}
/** Any number of a list, stored as a JSON array of codes. */
export interface ChoicesItem extends ItemBase {
  readonly type: 'choices'
  readonly choices: readonly Choice[]
}
/** Another record of the same case. */
export interface ReferenceItem extends ItemBase {
  readonly type: 'reference'
  readonly form: string
}

export type Item = TextItem | NumberItem | QuantityItem | DateItem | ChoiceItem | ChoicesItem | ReferenceItem

export interface Form {
  /** Id of the form, and name of its table unless `table` says otherwise. */
  readonly id: string
  readonly table?: string
  readonly label: string
  readonly plural: string
  /** One sentence: what a record of this form is. Shown where there is none yet. */
  readonly about: string
  readonly repeats: boolean
  /** The item that dates a record, and the one that ends it. */
  readonly dateItem?: string
  readonly endItem?: string
  /** Items that tell one record from another in a list, most important first. */
  readonly listItems: readonly string[]
  /** Holds who the patient is: kept apart, viewing is audited. */
  readonly identifying?: boolean
  /** Its records come with something else, never from a form: the sentence that says so to who tries. */
  readonly addedOnly?: string
  readonly items: readonly Item[]
}

/** States a form as data, keeping its literal types, so that records get types of their own (see `record.ts`). */
export function defineForm<const F extends Form>(form: F): F {
  return form
}

/** A code list, keeping its literal codes. */
export function defineChoices<const C extends readonly Choice[]>(choices: C): C {
  return choices
}
