/** What came of the import of one series, in words. */
import type { PackedSeries } from '#main/imaging/intake/pack-series.ts'
import type { RefusedFiles } from '#shared/domain/imaging/scan.ts'
import type { ImportResult } from '#shared/ipc/areas/image-imports.ts'

type SeriesResult = ImportResult['series'][number]

export function wordsOfTaken(images: number, refused: readonly RefusedFiles[]): string {
  const left = refused.reduce((sum, { count }) => sum + count, 0)
  const taken = images === 1 ? '1 image was taken.' : `${images} images were taken.`
  if (left === 0) return taken
  return `${taken} ${left === 1 ? '1 image was' : `${left} images were`} left out: slices may be missing.`
}

export const toldRefusals = (refused: readonly RefusedFiles[]): SeriesResult['refused'] =>
  refused.map(({ examples, ...each }) => ({ ...each, examples: [...examples] }))

export function wordsOfOthers(key: string, packed: Exclude<PackedSeries, { outcome: 'packed' }>): SeriesResult {
  const refused = toldRefusals(packed.refused)
  return packed.outcome === 'here'
    ? {
        key,
        outcome: 'here',
        seriesId: packed.seriesId,
        images: packed.images,
        words: 'The case has these images already: they were not taken again.',
        refused,
      }
    : { key, outcome: 'refused', images: 0, words: `This series ${packed.because} Nothing of it was taken.`, refused }
}
