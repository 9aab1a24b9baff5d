/** Operations on cases and their records. */
import { z } from 'zod'
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { caseRow } from '#shared/domain/case-row-model.ts'
import { caseCourse, courseMeasures } from '#shared/domain/course-model.ts'
import { command, query } from '../operation.ts'
import { content, draftPlace, reason, saved } from './record-values.ts'

export type { CaseRow, Trend } from '#shared/domain/case-row-model.ts'

const id = z.string().min(1).max(64)
const form = z.string().min(1).max(40)
const codes = z.array(z.string().max(80)).max(500)

const caseSortKeys = [
  'code',
  'age',
  'sex',
  'antibody',
  'pattern',
  'years',
  'fvc',
  'dlco',
  'ck',
  'prednisone',
  'lastSeen',
  'due',
  'status',
] as const

const historyEntry = z.object({
  at: z.string(),
  actor: z.string(),
  operation: z.string(),
  reason: z.string().optional(),
  before: z.record(z.string(), z.unknown()).optional(),
  after: z.record(z.string(), z.unknown()).optional(),
})
export type HistoryEntry = z.infer<typeof historyEntry>

/** Which cases, and in which order. */
const caseCriteria = z.object({
  /** Words to look for anywhere in the record: all must occur, the last may be unfinished. */
  search: z.string().max(200).optional(),
  filters: z
    .object({
      status: codes.optional(),
      antibody: codes.optional(),
      pattern: codes.optional(),
      drug: codes.optional(),
    })
    .optional(),
  sort: z.object({ by: z.enum(caseSortKeys), descending: z.boolean() }).optional(),
})

export const casesArea = {
  /** A window of the case table. */
  'cases.find': query(
    caseCriteria.extend({ offset: z.int().min(0), limit: z.int().min(1).max(1000) }),
    z.object({ total: z.number(), rows: z.array(caseRow) }),
    { right: 'read' },
  ),
  /** The course of one measure in all cases that match, and how many of them have no value of it. */
  'cases.courses': query(
    caseCriteria.extend({ measure: z.enum(courseMeasures) }),
    z.object({ courses: z.array(caseCourse), without: z.number() }),
    { right: 'read' },
  ),
  /** Which antibodies, patterns and drugs occur, with counts, for the filters. */
  'cases.facets': query(
    z.object({}),
    z.object({
      status: z.record(z.string(), z.number()),
      antibody: z.record(z.string(), z.number()),
      pattern: z.record(z.string(), z.number()),
      drug: z.record(z.string(), z.number()),
    }),
    { right: 'read' },
  ),
  /** The whole record of a case, without identity. */
  'cases.get': query(
    z.union([z.object({ caseId: id }), z.object({ code: z.string().min(1).max(40) })]),
    z.custom<CaseRecord>(
      (value) => typeof value === 'object' && value !== null && 'case' in value && 'records' in value,
    ),
    { right: 'read' },
  ),
  /** The next free registry code, as a suggestion. */
  'cases.nextCode': query(z.object({}), z.object({ code: z.string() }), { right: 'read' }),
  /** With who the patient is, where that was typed: both or neither. A reason says why it is no case that looks alike. */
  'cases.create': command(
    z.object({
      ...content,
      identity: z.object(content).optional(),
      reason: reason.optional(),
      draft: draftPlace.optional(),
    }),
    saved,
    { right: 'write' },
  ),
  /** Who the patient is. Each viewing goes into the audit chain. `null` where nothing was entered. */
  'cases.viewIdentity': command(
    z.object({ caseId: id }),
    z.object({ record: z.custom<AnyRecord>((value) => typeof value === 'object').nullable() }),
    { right: 'identity' },
  ),

  'records.add': command(z.object({ form, caseId: id, ...content, draft: draftPlace.optional() }), saved, {
    right: 'write',
  }),
  /** Replaces the record's values. Refused as a conflict when `version` is not the newest. */
  'records.edit': command(
    z.object({
      form,
      id,
      version: z.int().min(1),
      ...content,
      reason: reason.optional(),
      draft: draftPlace.optional(),
    }),
    saved,
    { right: 'write' },
  ),
  /** Takes a record out of use, reversibly. */
  'records.void': command(z.object({ form, id, version: z.int().min(1), reason: reason.min(1, 'Say why.') }), saved, {
    right: 'write',
  }),
  'records.restore': command(z.object({ form, id, version: z.int().min(1), reason: reason.optional() }), saved, {
    right: 'write',
  }),
  /** Voided records of a case, by form. */
  'records.voided': query(
    z.object({ caseId: id }),
    z.object({ records: z.record(z.string(), z.array(z.custom<AnyRecord>((value) => typeof value === 'object'))) }),
    { right: 'read' },
  ),
  /** What happened to one record, oldest first. */
  'records.history': query(z.object({ form, id }), z.object({ entries: z.array(historyEntry) }), { right: 'read' }),
}
