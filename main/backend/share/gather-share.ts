/** Goes through the cases that are asked for and decides which of them leave. Long: works in slices, can be cancelled. */
import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { isFormId } from '#shared/dictionary/forms.ts'
import { isAnchor } from '#shared/domain/deidentify/anchor.ts'
import { suggestedSteps } from '#shared/domain/deidentify/coarsening.ts'
import { deidentifiedCase } from '#shared/domain/deidentify/deidentified-case.ts'
import { quasiIn, type QuasiFacts } from '#shared/domain/deidentify/quasi-identifiers.ts'
import { classSizes, reidentificationReport } from '#shared/domain/deidentify/reidentification-report.ts'
import { shareTables, type ShareTable } from '#shared/domain/deidentify/share-columns.ts'
import {
  consentRefusal,
  consentRefusals,
  detailOf,
  type ConsentRefusal,
  type ShareOptions,
} from '#shared/domain/deidentify/share-options.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { ShareReport, ShareWish } from '#shared/ipc/areas/share.ts'
import type { CallContext } from '#shared/ipc/server.ts'
import type { Reader } from '#main/database/connection.ts'
import { caseRecord, findCases } from '#main/database/repositories/cases.ts'
import { secretOf } from '#main/database/repositories/secrets.ts'
import { digestOf } from '#main/exchange/share/case-keys.ts'
import type { Session } from '../session.ts'

/** Time between two breaths: other calls are answered meanwhile. */
const sliceMs = 40
const pageSize = 1000
/** So many small classes and cells are told one by one. */
const mostTold = 200

export type Slice = Pick<CallContext, 'signal' | 'progress'>

export interface GatheredShare {
  readonly report: ShareReport
  readonly options: ShareOptions
  readonly tables: readonly ShareTable[]
  /** The cases that leave. */
  readonly caseIds: readonly string[]
}

/** @throws AppError `invalid-input` for an anchor or a form that there is none of */
function optionsOf({ dates, anchor, detail, without }: ShareWish): ShareOptions {
  if (!isAnchor(anchor))
    throw new AppError(
      'invalid-input',
      `“${anchor}” is no anchor. Use first-symptom, diagnosis, first-visit, or drug: and the code of a drug.`,
    )
  const unknown = without.find((form) => !isFormId(form))
  if (unknown !== undefined) throw new AppError('invalid-input', `There is no form “${unknown}”.`)
  return { dates, anchor, detail, without: without.filter(isFormId) }
}

/** Breathes where a slice has lasted long enough, and says how far it is. */
export function inSlices({ signal, progress }: Slice, total: number, what: string): (done: number) => Promise<void> {
  let sliceEnd = performance.now() + sliceMs
  return async (done) => {
    if (performance.now() > sliceEnd) {
      progress({ done, total, what })
      await breathe()
      sliceEnd = performance.now() + sliceMs
    }
    if (signal.aborted) throw new AppError('cancelled', 'Sharing was cancelled. Nothing was written.')
  }
}

function foundIds(db: Reader, search: string | undefined, as: Parameters<typeof findCases>[2]): readonly string[] {
  const ids: string[] = []
  for (;;) {
    const { total, rows } = findCases(db, { search, offset: ids.length, limit: pageSize }, as)
    ids.push(...rows.map(({ id }) => id))
    if (rows.length === 0 || ids.length >= total) return ids
  }
}

interface Candidate {
  readonly id: string
  readonly facts: QuasiFacts
  readonly counts: readonly number[]
  readonly values: number
  readonly withoutAnchor: boolean
  readonly isOld: boolean
}

export async function gatherShare(session: Session, wish: ShareWish, slice: Slice): Promise<GatheredShare> {
  const options = optionsOf(wish)
  const tables = shareTables(options)
  const today = session.clock.today()
  const secret = secretOf(session.reader(), 'date-shift')
  const ids = foundIds(session.readerOfRows(), wish.search, { today, withNames: session.has('identity') })
  const refused = Object.fromEntries(consentRefusals.map((why) => [why, 0])) as Record<ConsentRefusal, number>
  const candidates: Candidate[] = []
  const step = inSlices(slice, ids.length, 'Looking at the cases')
  for (const [done, id] of ids.entries()) {
    await step(done)
    const record = caseRecord(session.reader(), id)
    if (!record) continue
    const why = consentRefusal(record)
    if (why) {
      refused[why] += 1
      continue
    }
    const told = deidentifiedCase(record, options, tables, { code: '', digest: digestOf(secret, id) }, today)
    const { facts, rows, long, withoutAnchor, isOld } = told
    const counts = tables.map(({ form }) => rows.get(form.id)?.length ?? 0)
    candidates.push({ id, facts, counts, values: long.length, withoutAnchor, isOld })
  }
  return { ...decided(candidates, wish, options, tables, { found: ids.length, refused }), options, tables }
}

/** Which candidates leave, and what there is to say about them. */
function decided(
  candidates: readonly Candidate[],
  { threshold, withoutSmall, ...wish }: ShareWish,
  options: ShareOptions,
  tables: readonly ShareTable[],
  counted: Pick<ShareReport, 'found' | 'refused'>,
): Pick<GatheredShare, 'report' | 'caseIds'> {
  const detail = detailOf(options)
  const withOnset = options.dates === 'shift'
  const quasiOf = ({ facts }: Candidate) => quasiIn(facts, detail, withOnset)
  const sizes = classSizes(candidates.map(quasiOf))
  const leaving = withoutSmall ? candidates.filter((_, index) => sizes[index]! >= threshold) : candidates
  const { smallClasses, smallCells, ...risk } = reidentificationReport(leaving.map(quasiOf), threshold)
  const steps = suggestedSteps(
    leaving.map(({ facts }) => facts),
    detail,
    withOnset,
    threshold,
  )
  const report = {
    ...counted,
    keptBack: candidates.length - leaving.length,
    leaving: leaving.length,
    withoutAnchor: leaving.filter((each) => each.withoutAnchor).length,
    old: leaving.filter((each) => each.isOld).length,
    risk: {
      ...risk,
      items: [...risk.items],
      smallClasses: told(smallClasses),
      smallClassCount: smallClasses.length,
      smallCells: told(smallCells),
      smallCellCount: smallCells.length,
    },
    steps: [...steps],
    tables: tables.map(({ form, columns }, index) => ({
      form: form.id,
      label: form.plural,
      columns: columns.length,
      rows: leaving.reduce((sum, { counts }) => sum + counts[index]!, 0),
    })),
    values: leaving.reduce((sum, { values }) => sum + values, 0),
  }
  const caseIds = leaving.map(({ id }) => id)
  const digest = createHash('sha256')
    .update(JSON.stringify([wish, threshold, withoutSmall, report, caseIds]))
    .digest('hex')
  return { report: { digest, ...report }, caseIds }
}

type Told = ShareReport['risk']['smallCells']
const told = (cells: ReturnType<typeof reidentificationReport>['smallCells']): Told =>
  cells.slice(0, mostTold).map(({ items, values, count }) => ({ items: [...items], values: [...values], count }))
