/** Keeps what was measured as a record of the case: one audited change that can be undone. */
import { densityMethod } from '#shared/domain/imaging/density/density-answer.ts'
import type { RecordValues } from '#shared/dictionary/record.ts'
import type { LungDensity } from '#shared/domain/imaging/density/density-answer.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import { outdateCaseRow } from '#main/database/repositories/cases.ts'
import { findRecord, insertRecord, recordsOfCase } from '#main/database/repositories/records.ts'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import { contentOf } from '../operations/record-content.ts'
import type { Session } from '../session.ts'

/** As the record names it: another version of how is another name. */
export const methodWords = `${densityMethod.id}, version ${densityMethod.version}`

type Figures = Omit<LungDensity, 'mask'>

/** @throws AppError `not-found` where the series is not in use any more; `read-only`, `full-disk` as any change */
export function saveDensity(
  session: Session,
  seriesId: string,
  figures: Figures,
  { changed }: Pick<CallContext, 'changed'>,
): { readonly recordId: string; readonly isNew: boolean } {
  const reader = session.reader()
  const { record: series, caseId } = seriesInUse(session, seriesId)
  const known = recordsOfCase(reader, 'ct_density', caseId).find(
    (each) => each['series'] === seriesId && each['method'] === methodWords,
  )
  if (known) return { recordId: known.id, isNew: false }
  const imaging = typeof series['imaging'] === 'string' ? findRecord(reader, 'imaging', series['imaging']) : undefined
  const study = imaging?.record.voided_at === undefined ? imaging?.record : undefined
  const today = session.clock.today()
  const label = 'Lung density measured'
  const recordId = uuidV7()
  const { changeId } = session.change({ operation: 'ctDensity.measure', reason: undefined, label }, (db, at) => {
    const caseRow = findRecord(db, 'case', caseId)?.record
    const byProgram = {
      ...densityValues(figures),
      series: seriesId,
      imaging: study?.id ?? null,
      date: series['date'] ?? study?.['date'] ?? null,
    }
    const values = {}
    const { source } = series
    const content = contentOf(db, { form: 'ct_density', caseId, caseRow, values, today, source, byProgram })
    insertRecord(db, 'ct_density', { id: recordId, caseId, at, ...content })
    outdateCaseRow(db, caseId, today)
    return {}
  })
  session.undo.push({ changeId, label, caseId })
  changed('cases', 'changes', `case:${caseId}`)
  return { recordId, isNew: true }
}

/** @throws AppError `not-found` */
export function seriesInUse(session: Session, seriesId: string): NonNullable<ReturnType<typeof findRecord>> {
  const found = findRecord(session.reader(), 'image_series', seriesId)
  if (!found || found.record.voided_at !== undefined)
    throw new AppError('not-found', 'This series of images is not in use any more. Choose another one.')
  return found
}

/** What was measured, as the form `ct_density` keeps it. */
export function densityValues({ volumeMl, meanHu, percentilesHu, ...figures }: Figures): RecordValues {
  return {
    method: methodWords,
    volume_ml: Math.round(volumeMl),
    mean_hu: Math.round(meanHu),
    perc15_hu: percentilesHu[15],
    median_hu: percentilesHu[50],
    perc85_hu: percentilesHu[85],
    haa_pct: Number(figures.highAttenuationPercent.toFixed(1)),
    below_950_pct: Number(figures.lowAttenuationPercent.toFixed(1)),
    cautions: figures.warnings.map(({ text }) => text).join('\n') || null,
  }
}
