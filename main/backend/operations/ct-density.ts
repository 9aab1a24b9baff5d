/** Lung density: measured on request, shown with what was counted as lung. */
import { densityMethod, isRefused } from '#shared/domain/imaging/density/density-answer.ts'
import type { LeftOutAir, LungDensity } from '#shared/domain/imaging/density/density-answer.ts'
import type { SentMask, TakenFigures } from '#shared/ipc/areas/ct-density.ts'
import type { Handlers } from '#shared/ipc/server.ts'
import type { CodedMask } from '../density/density-messages.ts'
import type { DensityMeter } from '../density/density-meter.ts'
import { methodWords, saveDensity, seriesInUse } from '../density/save-density.ts'
import { noteImageView } from '../images/image-views.ts'
import type { SeriesPacks } from '../images/series-packs.ts'
import type { Session } from '../session.ts'

interface Needs {
  readonly session: Session
  readonly packs: Pick<SeriesPacks, 'seriesOf'>
  readonly meter: DensityMeter
}

type Area = Pick<Handlers<'backend'>, 'ctDensity.measure' | 'ctDensity.mask'>

export function ctDensityOperations({ session, packs, meter }: Needs): Area {
  return {
    async 'ctDensity.measure'({ seriesId }, context) {
      packs.seriesOf(seriesId)
      seriesInUse(session, seriesId)
      // What can't be written is said before it is waited for.
      session.writer()
      const measured = await meter.measure(seriesId, context)
      if (isRefused(measured)) return { reason: measured.reason, refusal: measured.unavailable }
      const { figures } = measured
      return { figures: inWords(figures), ...saveDensity(session, seriesId, figures, context) }
    },

    async 'ctDensity.mask'({ seriesId }, context) {
      noteImageView(session, 'ctDensity.mask', packs.seriesOf(seriesId))
      const known = meter.maskOf(seriesId)
      if (known) return { mask: sent(known) }
      const measured = await meter.measure(seriesId, context)
      if (isRefused(measured)) return { reason: measured.reason, refusal: measured.unavailable }
      return { mask: sent(measured.mask) }
    },
  }
}

const sent = ({ rows, columns, images }: CodedMask): SentMask => ({
  rows,
  columns,
  images: images.map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
  ),
})

function inWords(figures: Omit<LungDensity, 'mask'>): TakenFigures {
  const { method: _, warnings, leftOut, series, airwayHu, percentilesHu, ...numbers } = figures
  return {
    ...numbers,
    method: methodWords,
    citation: densityMethod.citation,
    caveat: densityMethod.caveat,
    percentilesHu: { ...percentilesHu },
    ...(airwayHu !== undefined && { airwayHu }),
    leftOut: leftOut.map(leftOutWords),
    cautions: warnings.map(({ text }) => text),
    slices: series.slices,
    sliceDistanceMm: series.spacingMm[2],
  }
}

const because: Readonly<Record<LeftOutAir['because'], string>> = {
  'below-the-lungs': 'below the lungs',
  gas: 'as empty as gas',
  small: 'a small part apart from the lungs',
  outside: 'outside of the body',
}

const leftOutWords = ({ volumeMl, meanHu, because: why }: LeftOutAir): string =>
  `${volumeMl.toFixed(volumeMl < 10 ? 1 : 0)} mL of ${meanHu.toFixed(0).replace('-', '−')} HU: ${because[why]}`
