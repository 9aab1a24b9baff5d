/** Cases that may be one patient: finding, merging and taking apart again. */
import { z } from 'zod'
import { command, job, query } from '../operation.ts'
import { content, reason } from './record-values.ts'

const id = z.string().min(1).max(64)
const form = z.string().min(1).max(40)
const whichCase = z.object({ caseId: id, code: z.string() })
const text = z.string().max(200)

/** Why two cases may be one, in words that name nobody. */
const likeness = { score: z.number(), isStrong: z.boolean(), reasons: z.array(z.string()) }
const similarCase = z.object({ ...whichCase.shape, ...likeness })
export type SimilarCase = z.infer<typeof similarCase>
const similarPair = z.object({ cases: z.tuple([whichCase, whichCase]), ...likeness })
export type SimilarPair = z.infer<typeof similarPair>

/** A record of the case that is merged, and the one of the other case that says the same. */
const double = z.object({ form, id, twin: id })

const mergedCase = z.object({
  ...whichCase.shape,
  at: z.string(),
  actor: z.string(),
})

/** What taking a merge apart would do. */
const unmergePlan = z.object({
  case: whichCase,
  /** The case that it was merged into. */
  into: whichCase,
  /** Records that go back, by form. */
  records: z.record(z.string(), z.number()),
  /** Records that were changed since the merge, by form: they go back as they are now. */
  editedSince: z.record(z.string(), z.number()),
  /** Records that were added since and belong to one that goes back, by form: they go along. */
  goAlong: z.record(z.string(), z.number()),
})
export type UnmergePlan = z.infer<typeof unmergePlan>

export const duplicatesArea = {
  /**
   * Cases that may be the patient who is being entered, the likeliest first. The look goes into the audit chain once for
   * each `search`, not with each keystroke.
   */
  'cases.findSimilar': query(
    z.object({
      /** Names the page's search: a new one for each new case. */
      search: id,
      family_name: text.optional(),
      given_names: text.optional(),
      record_number: text.optional(),
      birth_date: z.string().max(10).optional(),
      sex: z.string().max(40).optional(),
    }),
    z.object({ cases: z.array(similarCase) }),
    { right: 'identity' },
  ),
  /** Pairs of cases that may be one patient, the likeliest first. Goes into the audit chain. */
  'cases.findDuplicates': job(
    z.object({}),
    z.object({ pairs: z.array(similarPair), total: z.number(), cases: z.number() }),
    { right: 'identity' },
  ),
  /**
   * Makes two cases one, in one operation that can be undone: everything of `other` moves to `kept`, whose baseline and
   * identity become what is given; `other` is voided and found under its code still.
   */
  'cases.merge': command(
    z.object({
      kept: z.object({ id, version: z.int().min(1) }),
      other: z.object({ id, version: z.int().min(1) }),
      baseline: z.object(content),
      /** Missing where neither case has one. */
      identity: z.object(content).optional(),
      /** Double records of `other` that are voided on the way; what belongs to one goes to its twin. */
      leave: z.array(double).max(20_000),
      reason: reason.optional(),
    }),
    z.object({ changeId: z.string(), moved: z.number() }),
    { right: 'identity' },
  ),
  /** Where a case was merged into, and which were merged into it, the newest first. */
  'cases.merges': query(
    z.object({ caseId: id }),
    z.object({ into: whichCase.optional(), merged: z.array(mergedCase) }),
    { right: 'read' },
  ),
  'cases.unmergePlan': query(z.object({ caseId: id }), unmergePlan, { right: 'read' }),
  /** Brings a case that was merged into another back whole, however long ago. */
  'cases.unmerge': command(
    z.object({ caseId: id, reason: reason.min(1, 'Say why.') }),
    z.object({ changeId: z.string(), plan: unmergePlan }),
    { right: 'identity' },
  ),
}
