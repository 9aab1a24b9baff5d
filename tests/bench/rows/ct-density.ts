import { isRefused } from '#shared/domain/imaging/density/density-answer.ts'
import { chestPhantom } from '#tests/support/chest-phantom.ts'
import { densityOf, seriesOf } from '#tests/support/density-of.ts'
import { interleaved, median, msOf } from '../row.ts'
import type { BenchRow } from '../row.ts'

const times = 7

export const ctDensity: BenchRow = {
  id: 'ct-density',
  what: 'Density of the lungs in 400 images of 512 × 512 voxels, against one sum over all of them',
  goal: 6,
  unit: 'ms',
  async measure() {
    const chest = chestPhantom({ size: 512, spacingMm: 0.75, thicknessMm: 0.875, slices: 400, blurred: true })
    const series = seriesOf(chest)
    const density = async () =>
      msOf(() => {
        const answer = densityOf(chest.images, series)
        if (isRefused(answer)) throw new Error(answer.unavailable)
      })
    const pass = async () =>
      msOf(() => {
        let sum = 0
        for (const image of chest.images) for (let at = 0; at < image.length; at++) sum += image[at]!
        if (sum >= 0) throw new Error('the images are not what they should be')
      })
    await interleaved(2, density, pass)
    const { values, floors } = await interleaved(times, density, pass)
    const [value, floor] = [median(values), median(floors)]
    return {
      value,
      floor,
      parts: [
        ['one look at each voxel', floor],
        ['runs of air, airways, connection, histogram, holes and mask', value - floor],
      ],
    }
  },
}
