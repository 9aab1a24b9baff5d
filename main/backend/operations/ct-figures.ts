/** Figures of marked pairs: the two images are read and decoded by the thread of the images, and cut alike here. */
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { croppedPicture } from '#shared/domain/imaging/cropped-picture.ts'
import { pairCaption } from '#shared/domain/imaging/pair-caption.ts'
import { pairFactsOf, pairPlanOf, pairsInDocuments } from '#shared/domain/imaging/pair-figure.ts'
import type { PairFacts, PairPlan, PairRecord, PairSidePlan } from '#shared/domain/imaging/pair-figure.ts'
import type { ImageSource } from '#shared/domain/imaging/series-image.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import type { CtFigure, FigurePicture } from '#shared/ipc/areas/ct-figures.ts'
import type { CallContext, Handlers } from '#shared/ipc/server.ts'
import type { CancelSignal } from '#shared/ipc/wire.ts'
import { caseRecord } from '#main/database/repositories/cases.ts'
import { findRecord } from '#main/database/repositories/records.ts'
import { noteFigureView } from '../images/figure-views.ts'
import type { SeriesPacks } from '../images/series-packs.ts'
import type { Session } from '../session.ts'

interface Needs {
  readonly session: Session
  readonly packs: SeriesPacks
  readonly source: ImageSource
}

type Area = Pick<Handlers<'backend'>, 'ctFigures.ofPair' | 'ctFigures.ofCase'>

export function ctFigureOperations(needs: Needs): Area {
  const { session } = needs
  const recordOf = (caseId: string): CaseRecord => {
    const record = caseRecord(session.reader(), caseId)
    if (!record) throw new AppError('not-found', 'This case is not in the registry.')
    return record
  }
  return {
    async 'ctFigures.ofPair'({ pairId, widthPx }, { signal }) {
      const caseId = findRecord(session.reader(), 'ct_pair', pairId)?.caseId
      const record = caseId === undefined ? undefined : recordOf(caseId)
      const pair = record?.records.ct_pair.find(({ id }) => id === pairId)
      if (caseId === undefined || !record || !pair)
        throw new AppError('not-found', 'This pair is not in the registry any more, or it was voided.')
      noteFigureView(session, 'ctFigures.ofPair', caseId)
      return figureOf(needs, { record, pair, widthPx, signal })
    },

    async 'ctFigures.ofCase'({ caseId, widthPx }, { signal }) {
      const record = recordOf(caseId)
      const pairs = pairsInDocuments(record)
      if (pairs.length > 0) noteFigureView(session, 'ctFigures.ofCase', caseId)
      const figures: CtFigure[] = []
      for (const pair of pairs) figures.push(await figureOf(needs, { record, pair, widthPx, signal }))
      return { figures }
    },
  }
}

interface Wish {
  readonly record: CaseRecord
  readonly pair: PairRecord
  readonly widthPx: number
  readonly signal: CallContext['signal']
}

/** What stands in the way of one figure is said in its place: a document is printed all the same. */
async function figureOf({ packs, source }: Needs, { record, pair, widthPx, signal }: Wish): Promise<CtFigure> {
  const facts = pairFactsOf(record, pair)
  const known = { pairId: pair.id, caseId: record.case.id }
  if ('why' in facts) return { ...known, ...facts }
  const told = { ...known, facts, caption: pairCaption(facts) }
  try {
    const plan = planOf(packs, pair, facts)
    if ('why' in plan) return { ...told, ...plan }
    const picture = pictureMaker(source, plan, { widthPx, signal })
    const [earlier, later] = [await picture('earlier'), await picture('later')]
    const { widthMm, heightMm } = plan.earlier.crop
    return { ...told, pictures: { earlier, later, widthMm, heightMm } }
  } catch (error) {
    if (!(error instanceof AppError) || !['corrupt', 'not-found', 'invalid-input'].includes(error.kind)) throw error
    return { ...told, why: error.message }
  }
}

function planOf(packs: SeriesPacks, pair: PairRecord, facts: PairFacts) {
  const geometryOf = (side: 'earlier' | 'later') => packs.contentsOf(facts[side].seriesId).geometry
  return pairPlanOf(pair, facts, { earlier: geometryOf('earlier'), later: geometryOf('later') })
}

function pictureMaker(
  source: ImageSource,
  plan: PairPlan,
  { widthPx, signal }: { readonly widthPx: number; readonly signal: CancelSignal },
) {
  return async (side: 'earlier' | 'later'): Promise<FigurePicture> => {
    const { seriesId, index, plane, crop, levelMm, awayMm, leftLetter, rightLetter }: PairSidePlan = plan[side]
    const image = await source.image(seriesId, index, signal)
    if (image.rows !== plane.rows || image.columns !== plane.columns)
      throw new AppError('corrupt', `Image ${index + 1} of the ${side} series has another size than the series says.`)
    const { pixels, ...picture } = croppedPicture(image, { plane, crop, window: plan.window, widthPx })
    const base64 = Buffer.from(pixels.buffer).toString('base64')
    return { ...picture, base64, index, levelMm, awayMm, leftLetter, rightLetter }
  }
}
