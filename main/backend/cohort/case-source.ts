/** The cases that a cohort is chosen from: those of the registry as it is, or as it was at a data cut. */
import { AppError } from '#shared/ipc/app-error.ts'
import { installSiteItems, siteItemsRevision } from '#shared/dictionary/site-items.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { clinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import type { CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import type { CohortCase } from '#shared/domain/cohort/variable-model.ts'
import type { DayNumber, IsoDay, PartialDate } from '#shared/domain/partial-date.ts'
import { canonicalJson } from '#shared/lib/canonical-json.ts'
import { auditHead } from '#main/database/audit.ts'
import type { Reader } from '#main/database/connection.ts'
import { casesRewound } from '#main/database/cohort/rewind.ts'
import type { RewoundCases } from '#main/database/cohort/rewind.ts'
import { entryAt } from '#main/database/repositories/audit-entries.ts'
import { caseRecord, casesInUse } from '#main/database/repositories/cases.ts'
import type { KeptCut } from '#main/database/repositories/cohorts.ts'
import { registrySettings } from '#main/database/repositories/registry-settings.ts'
import { siteItemsIn } from '#main/database/repositories/site-items.ts'

/** Told now and then how far it is. @throws AppError `cancelled` where the answer is no longer wanted */
export type Watch = (done: number, total: number, what: string) => void

export interface SourceCase {
  readonly id: string
  readonly code: string
}

/** The index of a case: the date as known, and the day that stands for it. */
export interface CaseIndex {
  readonly date: PartialDate
  readonly day: DayNumber
}

export interface CaseSource {
  readonly db: Reader
  /** In the order of their codes. */
  readonly cases: readonly SourceCase[]
  /** Cases that SQL can't be asked about: their records were changed since. */
  readonly rewound: RewoundCases
  readonly settings: ClinicalSettings
  readonly today: IsoDay
  readonly audit: { readonly entries: number; readonly head: string }
  /** What values of variables depend on besides the case. */
  readonly context: string
  caseOf(id: string, spec: CohortSpec, index: CaseIndex, reads: ReadonlySet<FormId> | undefined): CohortCase
}

/**
 * @param frozen the cut that is looked at, which may take long to go back to
 * @throws AppError `corrupt` where the audit chain is not the one that the cut was taken on
 */
export function caseSource(
  db: Reader,
  today: IsoDay,
  frozen?: { readonly cut: KeptCut; readonly watch: Watch },
): CaseSource {
  const cut = frozen?.cut
  installSiteItems(siteItemsIn(db))
  if (cut && cut.auditEntries > 0 && entryAt(db, cut.auditEntries)?.mac !== cut.auditHead)
    throw new AppError(
      'corrupt',
      `The history of this registry is not the one that the data cut “${cut.name}” was taken on: its records of that time can’t be told any more.`,
    )
  const rewound: RewoundCases = frozen ? casesRewound(db, frozen.cut.auditEntries, frozen.watch) : new Map()
  const settings = cut?.settings ?? clinicalSettings.parse(registrySettings(db))
  const day = cut?.today ?? today
  let cases: readonly SourceCase[] | undefined
  return {
    db,
    get cases() {
      return (cases ??= rewound.size === 0 ? casesInUse(db) : casesThen(db, rewound))
    },
    rewound,
    settings,
    today: day,
    audit: auditHead(db),
    context: canonicalJson([settings, day, siteItemsRevision()]),
    caseOf(id, { dates }, index, reads) {
      const record = rewound.get(id) ?? caseRecord(db, id, reads)
      if (!record) throw new Error('a case of the cohort is not there')
      return { record, dates, today: day, settings, index: index.day, indexDate: index.date }
    },
  }
}

function casesThen(db: Reader, rewound: RewoundCases): readonly SourceCase[] {
  const then = [...rewound.values()].filter((record): record is CaseRecord => record !== undefined)
  const same = casesInUse(db).filter(({ id }) => !rewound.has(id))
  return [...same, ...then.map(({ case: { id, code } }) => ({ id, code: code ?? '' }))].toSorted(
    (a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1),
  )
}
