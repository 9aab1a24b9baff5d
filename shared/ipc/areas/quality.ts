/** Data quality: completeness, findings of the rules, queries, checks against the source, second entries. */
import { z } from 'zod'
import { command, job, query } from '../operation.ts'
import { content, draftPlace, reason } from './record-values.ts'

const id = z.string().min(1).max(64)
const form = z.string().min(1).max(40)
const item = z.string().min(1).max(40)
const version = z.int().min(1)
const words = z.string().trim().max(2000)
const window = { offset: z.int().min(0), limit: z.int().min(0).max(500) }

/** A record of a case, as a list of many kinds names it. */
const place = {
  caseId: z.string(),
  caseCode: z.string(),
  form: z.string(),
  recordId: z.string(),
  /** `CK`, `Prednisone`, `Visit`. */
  name: z.string(),
  date: z.string().optional(),
}

const finding = z.object({
  ...place,
  item: z.string(),
  rule: z.string(),
  severity: z.enum(['refuse', 'ask']),
  message: z.string(),
})
export type ListedFinding = z.infer<typeof finding>

const report = z.object({
  at: z.string(),
  cases: z.number(),
  records: z.number(),
  forms: z.array(
    z.object({
      form: z.string(),
      records: z.number(),
      casesWithout: z.number(),
      items: z.array(z.object({ item: z.string(), expected: z.number(), answered: z.number(), reasoned: z.number() })),
    }),
  ),
  /** How many findings each rule has, the most first. */
  rules: z.array(z.object({ rule: z.string(), severity: z.enum(['refuse', 'ask']), count: z.number() })),
  /** The first of them, case by case. */
  findings: z.array(finding),
})
export type QualityReport = z.infer<typeof report>

export const queryStatuses = ['open', 'answered', 'closed'] as const
const message = z.object({
  at: z.string(),
  by: z.string(),
  kind: z.enum(['question', 'answer', 'closing', 'reopening']),
  text: z.string(),
})
const dataQuery = z.object({
  id: z.string(),
  version: z.number(),
  ...place,
  /** None where it is about the whole record. */
  item: z.string().optional(),
  status: z.enum(queryStatuses),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** The record was taken out of use since. */
  voided: z.boolean(),
  messages: z.array(message),
})
export type DataQuery = z.infer<typeof dataQuery>

const sourceCheck = z.object({
  form: z.string(),
  recordId: z.string(),
  /** The version that was checked; a later one is unchecked. */
  recordVersion: z.number(),
  checkedAt: z.string(),
  checkedBy: z.string(),
  note: z.string().optional(),
})
export type SourceCheck = z.infer<typeof sourceCheck>

const secondEntry = z.object({
  id: z.string(),
  version: z.number(),
  createdAt: z.string(),
  enteredBy: z.string(),
  answers: content.values,
})

export const qualityArea = {
  /** Goes through every case: how complete it is, and what the rules say of it. */
  'quality.report': job(z.object({}), report, { right: 'read' }),
  /** The records that lack an item without a reason; without an item, the cases that have no record of the form. */
  'quality.lacking': query(
    z.object({ form, item: item.optional(), caseId: id.optional(), ...window }),
    z.object({
      total: z.number(),
      records: z.array(z.object({ ...place, recordId: z.string().optional() })),
    }),
    { right: 'read' },
  ),
  'quality.queries': query(
    z.object({
      caseId: id.optional(),
      recordId: id.optional(),
      status: z.array(z.enum(queryStatuses)).max(10).optional(),
      form: form.optional(),
      search: z.string().max(200).optional(),
      ...window,
    }),
    z.object({ total: z.number(), queries: z.array(dataQuery) }),
    { right: 'read' },
  ),
  /** How many queries stand where, of a case or of all. */
  'quality.queryCounts': query(
    z.object({ caseId: id.optional() }),
    z.object({ open: z.number(), answered: z.number(), closed: z.number() }),
    { right: 'read' },
  ),
  /** Asks about a record, or one item of it. */
  'quality.ask': command(
    z.object({ caseId: id, form, recordId: id, item: item.optional(), text: words.min(1, 'Write what you ask.') }),
    z.object({ id: z.string() }),
    { right: 'write' },
  ),
  /** Adds to a query; what was said stays. Closing needs no words. */
  'quality.reply': command(
    z.object({ id, version, kind: z.enum(['answer', 'closing', 'reopening']), text: words }),
    z.object({ id: z.string(), version: z.number() }),
    { right: 'write' },
  ),
  /** Says that a record was held against its source. Any later change of the record ends it. */
  'quality.verify': command(z.object({ form, recordId: id, version, note: reason.optional() }), z.object({}), {
    right: 'write',
  }),
  /** Takes such a mark back. */
  'quality.unverify': command(z.object({ form, recordId: id }), z.object({}), { right: 'write' }),
  /** The last check of each record of a case. */
  'quality.checks': query(z.object({ caseId: id }), z.object({ checks: z.array(sourceCheck) }), { right: 'read' }),
  /** Keeps what a second person typed of the key items. */
  'quality.enterAgain': command(
    z.object({ caseId: id, answers: content.values, draft: draftPlace.optional() }),
    z.object({ id: z.string() }),
    { right: 'write' },
  ),
  /** The last second entry of a case. */
  'quality.secondEntry': query(z.object({ caseId: id }), z.object({ entry: secondEntry.nullable() }), {
    right: 'read',
  }),
  /** Every case, and how its last second entry agrees with the record. */
  'quality.secondEntries': query(
    z.object({ ...window, search: z.string().max(200).optional() }),
    z.object({
      total: z.number(),
      cases: z.array(
        z.object({
          caseId: z.string(),
          caseCode: z.string(),
          entered: z.object({ at: z.string(), by: z.string(), agree: z.number(), compared: z.number() }).optional(),
        }),
      ),
    }),
    { right: 'read' },
  ),
}
