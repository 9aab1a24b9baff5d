/** Reads every image that the registry holds. Takes as long as reading the disk does: in steps, so that work goes on. */
import { knownSeries } from '#main/database/repositories/image-series.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import { checkPack } from '#main/imaging/store/check-packs.ts'
import { rememberWrongSeries, wordsOfSeries } from './image-state.ts'
import type { WrongSeries } from './image-state.ts'

/** Between two breaths: about one slice of a CT, which takes a few milliseconds. */
const stepBytes = 256 * 1024

/**
 * What is found stands on the health page until the registry is closed. Damage of images keeps nobody from writing records.
 * @param breathe lets others be answered; throws where the registry was closed
 */
export async function findWrongSeries(
  registry: OpenRegistry,
  breathe: () => Promise<void>,
): Promise<readonly WrongSeries[]> {
  const wrong: WrongSeries[] = []
  for (const series of knownSeries(registry.reader)) {
    const check = checkPack(registry, series)
    try {
      for (let bytes = 0; ;) {
        const step = check.next()
        if (step.done) {
          if (step.value !== undefined && !wasErased(registry, series.id))
            wrong.push({ seriesId: series.id, words: `${wordsOfSeries(series)}: ${step.value}` })
          break
        }
        bytes += step.value
        if (bytes < stepBytes) continue
        bytes = 0
        await breathe()
      }
    } finally {
      check.return(undefined)
    }
    await breathe()
  }
  rememberWrongSeries(registry, wrong)
  return wrong
}

/** Meanwhile, by an administrator. */
const wasErased = (registry: OpenRegistry, id: string): boolean =>
  !knownSeries(registry.reader).some((series) => series.id === id)
