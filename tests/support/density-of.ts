import type { DensityAnswer, LungDensity } from '#shared/domain/imaging/density/density-answer.ts'
import { isRefused } from '#shared/domain/imaging/density/density-answer.ts'
import type { DensitySeries } from '#shared/domain/imaging/density/density-series.ts'
import { measureDensity } from '#shared/domain/imaging/density/measure-density.ts'
import type { ChestPhantom } from './chest-phantom.ts'

/** What the headers of a phantom's images would say. */
export function seriesOf(phantom: ChestPhantom, more: Partial<DensitySeries> = {}): DensitySeries {
  const { rows, columns, spacingMm, thicknessMm, firstZMm } = phantom
  return {
    modality: 'CT',
    rows,
    columns,
    pixelSpacingMm: [spacingMm, spacingMm],
    sliceThicknessMm: thicknessMm,
    orientation: [1, 0, 0, 0, 1, 0],
    positionsMm: phantom.images.map((_, at) => firstZMm + at * thicknessMm),
    ...more,
  }
}

/** The whole measurement at once. */
export function densityOf(images: readonly Int16Array[], series: DensitySeries): DensityAnswer {
  const steps = measureDensity(series, (index) => images[index]!)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

/** Figures of a phantom. @throws Error where they are refused */
export function figuresOf(phantom: ChestPhantom, more: Partial<DensitySeries> = {}): LungDensity {
  const answer = densityOf(phantom.images, seriesOf(phantom, more))
  if (isRefused(answer)) throw new Error(answer.unavailable)
  return answer
}
