/** The images of a registry's series, decoded. A few series stay open: who looks at one looks at it again. */
import type { SeriesImage } from '#shared/domain/imaging/series-image.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { DicomRefusal } from '#main/imaging/dicom/dicom-refusal.ts'
import { seriesImageOf } from '#main/imaging/series-image-of.ts'
import { openPack } from '#main/imaging/store/open-pack.ts'
import type { OpenPack } from '#main/imaging/store/open-pack.ts'

/** Two dates side by side, and the two looked at before. */
const mostOpen = 4

export interface StoredImages {
  /**
   * @param index of all frames of the series, one after the other
   * @throws AppError `not-found`, `corrupt`, `invalid-input` for what can't be shown
   */
  image(seriesId: string, index: number): Promise<SeriesImage>
  close(): void
}

export function storedImages(registry: string, dataKey: Buffer): StoredImages {
  const packs = new Map<string, OpenPack>()

  function packOf(seriesId: string): OpenPack {
    const pack = packs.get(seriesId) ?? openPack({ registry, dataKey, seriesId })
    // Last in the order of the map: the first one is the one that was not used for longest.
    packs.delete(seriesId)
    packs.set(seriesId, pack)
    for (const [id, oldest] of packs) {
      if (packs.size <= mostOpen) break
      oldest.close()
      packs.delete(id)
    }
    return pack
  }

  return {
    async image(seriesId, index) {
      const pack = packOf(seriesId)
      const { image, frame } = placeOf(pack, index)
      try {
        return await seriesImageOf(await pack.read(image), frame)
      } catch (error) {
        throw error instanceof DicomRefusal ? error.named(`Image ${index + 1} of this series`) : error
      }
    },
    close() {
      packs.forEach((pack) => pack.close())
      packs.clear()
    },
  }
}

/** Which image of the pack, and which frame of it. */
function placeOf({ contents: { images } }: OpenPack, index: number): { image: number; frame: number } {
  let before = 0
  for (const [image, { frames }] of images.entries()) {
    if (index < before + frames) return { image, frame: index - before }
    before += frames
  }
  throw new AppError('not-found', `There is no image ${index + 1} in this series: it has ${before}.`)
}
