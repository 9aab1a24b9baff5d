/** De-identified data: looked at, written, and found again by the code under which a case went. */
import { z } from 'zod'
import { detailLadders } from '#shared/domain/deidentify/detail.ts'
import { quasiNames } from '#shared/domain/deidentify/quasi-identifiers.ts'
import { consentRefusals } from '#shared/domain/deidentify/share-options.ts'
import { command, job, query } from '../operation.ts'
import { wholePath } from '../whole-path.ts'

const detail = z.object({
  reference_group: z.enum(detailLadders.reference_group),
  age: z.enum(detailLadders.age),
  pattern: z.enum(detailLadders.pattern),
  antibody: z.enum(detailLadders.antibody),
  sex: z.enum(detailLadders.sex),
})

const shareWish = z.object({
  /** Words to find cases by, as in the case table; all cases where it is missing. */
  search: z.string().max(200).optional(),
  dates: z.enum(['shift', 'relative']),
  /** `first-symptom`, `diagnosis`, `first-visit` or `drug:CODE`. */
  anchor: z.string().min(1).max(90),
  detail,
  /** Ids of forms that stay behind. */
  without: z.array(z.string().min(1).max(40)).max(30),
  /** Under so many cases a class is small. */
  threshold: z.int().min(2).max(50),
  /** Cases in small classes stay behind. */
  withoutSmall: z.boolean(),
})
export type ShareWish = z.infer<typeof shareWish>

const smallCell = z.object({ items: z.array(z.enum(quasiNames)), values: z.array(z.string()), count: z.number() })

const shareReport = z.object({
  /** Of what is told here: who writes says which report was looked at. */
  digest: z.string(),
  /** Cases that were found, that consent keeps here, that stand out and stay, that leave. */
  found: z.number(),
  refused: z.record(z.enum(consentRefusals), z.number()),
  keptBack: z.number(),
  leaving: z.number(),
  /** Of those that leave: without a date of the anchor, and over 89 at some time. */
  withoutAnchor: z.number(),
  old: z.number(),
  risk: z.object({
    cases: z.number(),
    threshold: z.number(),
    items: z.array(z.enum(quasiNames)),
    classes: z.number(),
    smallest: z.number(),
    casesInSmall: z.number(),
    /** The smallest first; no more than some hundred, of that many. */
    smallClasses: z.array(smallCell),
    smallClassCount: z.number(),
    smallCells: z.array(smallCell),
    smallCellCount: z.number(),
  }),
  /** What to tell in less detail so that fewer stand out. */
  steps: z.array(z.object({ item: z.string(), to: z.string(), casesInSmall: z.number(), smallest: z.number() })),
  tables: z.array(z.object({ form: z.string(), label: z.string(), columns: z.number(), rows: z.number() })),
  /** Rows of the long table. */
  values: z.number(),
})
export type ShareReport = z.infer<typeof shareReport>

export const shareArea = {
  /** What would leave, and how well the cases are hidden among each other. Writes nothing. */
  'share.report': job(shareWish, shareReport, { right: 'export' }),
  /** Writes the folder, which must not exist yet. Refused as a conflict where the report would be another one by now. */
  'share.write': job(
    shareWish.extend({
      folder: wholePath('folder'),
      /** New codes: other ones each time where it is missing, else the same for this recipient every time. */
      recipient: z.string().trim().min(1).max(100).optional(),
      /** Of the report that was looked at. */
      digest: z.string().min(1).max(128),
    }),
    z.object({ folder: z.string(), files: z.array(z.string()), cases: z.number(), auditHead: z.string() }),
    { right: 'export' },
  ),
  /**
   * Writes whole tables for a larger program, not de-identified but without identity, and the script that loads them. Asked by
   * the command line only: no page names a path. Needs the right to see identities as well. @throws `forbidden`
   */
  'share.writeTables': job(
    z.object({ folder: wholePath('folder'), format: z.enum(['parquet', 'csv']) }),
    z.object({
      folder: z.string(),
      tables: z.array(z.object({ name: z.string(), rows: z.number() })),
      auditHead: z.string(),
    }),
    { right: 'export' },
  ),
  /** Exports of this registry, the newest first. */
  'share.exports': query(
    z.object({}),
    z.object({
      exports: z.array(
        z.object({
          at: z.string(),
          by: z.string(),
          cases: z.number(),
          recipient: z.string().optional(),
          dates: z.enum(['shift', 'relative']),
          smallest: z.number(),
        }),
      ),
    }),
    { right: 'export' },
  ),
  /** The case behind the code of an export. Asking is noted in the audit chain. `null` where no export has that code. */
  'share.caseOf': command(
    z.object({ code: z.string().trim().min(1).max(40) }),
    z.object({
      found: z
        .object({ caseId: z.string(), code: z.string(), at: z.string(), recipient: z.string().optional() })
        .nullable(),
    }),
    { right: 'export' },
  ),
  /** How many cases of the registry a case looks like that is reported alone. */
  'share.classOf': query(
    z.object({ caseId: z.string().min(1).max(64) }),
    z.object({ cases: z.number(), others: z.number(), sentence: z.string() }),
    { right: 'read' },
  ),
  /** Asks where the folder shall lie; answers its path, `null` when dismissed. */
  'share.choosePlace': command(z.object({}), z.object({ folder: z.string().nullable() }), {
    right: 'export',
    place: 'shell',
  }),
}
