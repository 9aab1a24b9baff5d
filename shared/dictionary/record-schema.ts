/**
 * Zod schemas made of the dictionary, and the whole check of a record. Issues stand at the name of the column and are
 * sentences that can be shown as they are.
 */
import { z } from 'zod'
import type { Form } from './define-form.ts'
import type { ColumnValue, RecordValues } from './record.ts'
import { columnsOf } from './columns.ts'
import { doubtsOf, isEmpty, missingProblems, refusalsOf, type Missing, type Problem } from './check-values.ts'
import { formOf, type FormId, type RecordTypes } from './forms.ts'
import { missingReasons, recordSources } from './record.ts'
import { plausibilityOf } from '../domain/plausibility/plausibility.ts'
import { validateRecord, type RecordContext } from '../domain/validate-record.ts'

const codesOf = <C extends string>(choices: readonly { readonly code: C }[]): readonly C[] =>
  choices.map(({ code }) => code)

/** Why items are empty, by item. */
export const missingSchema = z.record(z.string(), z.enum(codesOf(missingReasons)))

const storedValue = z.union([z.string(), z.number(), z.array(z.string())])

/**
 * Makes what was typed into what is stored: text trimmed, and empty text, empty lists and units without a value turned into
 * `null`. A field keeps showing its unit while it is empty, so such a unit is no mistake.
 */
export function tidyValues(form: Form, values: RecordValues): RecordValues {
  const tidy: Record<string, ColumnValue | null> = {}
  for (const { name, role, item } of columnsOf(form)) {
    const value = values[name]
    if (value === undefined) continue
    const withoutValue = role === 'unit' && isEmpty(values[item])
    tidy[name] = withoutValue || isEmpty(value) ? null : typeof value === 'string' ? value.trim() : value
  }
  return tidy
}

type ValuesSchema = z.ZodType<RecordValues>

function makeValuesSchema(form: Form, missing: Missing): ValuesSchema {
  return (
    z
      .record(z.string(), z.unknown())
      .superRefine((values, context) => {
        for (const { path, message } of refusalsOf(form, values, missing)) {
          context.addIssue({ code: 'custom', path: [path], message, input: values[path] })
        }
      })
      // Whatever is no column value was refused above.
      .transform((values) => tidyValues(form, values as RecordValues))
  )
}

const valuesSchemas = new Map<FormId, ValuesSchema>()

/**
 * Schema of what a person typed into a form. A column that is absent or `null` is empty.
 * @param missing items that are empty for a known reason, and so may be empty though required
 */
export function valuesSchema(formId: FormId, missing?: Missing): ValuesSchema {
  if (missing && Object.keys(missing).length > 0) return makeValuesSchema(formOf(formId), missing)
  const known = valuesSchemas.get(formId)
  if (known) return known
  const schema = makeValuesSchema(formOf(formId), {})
  valuesSchemas.set(formId, schema)
  return schema
}

const frame = {
  id: z.string().min(1),
  version: z.int().min(1),
  source: z.enum(codesOf(recordSources)),
  comment: z.string().optional(),
  missing: missingSchema.optional(),
  confirmed: z
    .record(z.string(), z.object({ rule: z.string(), value: z.union([z.string(), z.number()]), reason: z.string() }))
    .optional(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  voided_at: z.iso.datetime().optional(),
  void_reason: z.string().optional(),
}
const frameNames = new Set(Object.keys(frame))

const recordSchemas = new Map<FormId, z.ZodType>()

function makeRecordSchema(form: Form): z.ZodType {
  return z
    .object(frame)
    .catchall(storedValue)
    .superRefine((record, context) => {
      const values = Object.fromEntries(Object.entries(record).filter(([name]) => !frameNames.has(name)))
      const missing = record.missing ?? {}
      for (const { path, message } of [
        ...refusalsOf(form, values, missing),
        ...missingProblems(form, values, missing),
      ]) {
        context.addIssue({ code: 'custom', path: [path], message, input: values[path] })
      }
    })
}

/** Schema of a whole stored record: frame and values. For holding outputs against the dictionary. */
export function recordSchema<F extends FormId>(formId: F): z.ZodType<RecordTypes[F]> {
  const schema = recordSchemas.get(formId) ?? makeRecordSchema(formOf(formId))
  recordSchemas.set(formId, schema)
  // The schema checks at run time what the type says at compile time; both come from the same form.
  return schema as z.ZodType<RecordTypes[F]>
}

/**
 * Everything about what a person typed into a form: single items, soft ranges, rules between items, and reasons for missing
 * values. It may be saved when nothing is refused and every question was answered with yes.
 */
export function checkRecord(
  formId: FormId,
  values: RecordValues,
  missing: Missing = {},
  context: RecordContext = {},
): { readonly problems: readonly Problem[] } {
  const form = formOf(formId)
  const refused = refusalsOf(form, values, missing)
  const named = new Set(refused.map(({ path }) => path))
  const { caseRecord, recordId, today } = context
  const further = [
    // What the patient's history says tells more than a range that holds for everybody.
    ...(caseRecord ? plausibilityOf({ formId, values, caseRecord, recordId, today }) : []),
    ...validateRecord(formId, values, context),
    ...doubtsOf(form, values),
  ]
  return {
    problems: [
      ...refused,
      ...missingProblems(form, values, missing),
      // One sentence a field: what is refused already isn't asked about too.
      ...further.filter(({ path }) => !named.has(path)),
    ],
  }
}
