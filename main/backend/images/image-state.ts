/** How the files of images stand to the records of them, told from names and sizes, and what checks found in them. */
import fs from 'node:fs'
import { knownSeries } from '#main/database/repositories/image-series.ts'
import type { KnownSeries } from '#main/database/repositories/image-series.ts'
import type { OpenRegistry } from '#main/database/registry.ts'
import { findPack, imagesOf, packsIn } from '#main/imaging/store/image-files.ts'

export interface WrongSeries {
  readonly seriesId: string
  /** A sentence for people. */
  readonly words: string
}

interface LooksOfImages {
  readonly series: number
  readonly images: number
  readonly bytes: number
  readonly wrong: readonly WrongSeries[]
  /** Files that no record knows of. */
  readonly strange: number
}

/** What a check found while this registry was open. */
const found = new WeakMap<OpenRegistry, readonly WrongSeries[]>()

export function rememberWrongSeries(registry: OpenRegistry, wrong: readonly WrongSeries[]): void {
  found.set(registry, wrong)
}

/** `The series “CT, 2026-01” of AS-0001 …` */
export const wordsOfSeries = ({ name, caseCode }: KnownSeries): string => `The series “${name}” of ${caseCode}`

export function looksOfImages(registry: OpenRegistry): LooksOfImages {
  const { folder, dataKey, reader } = registry
  const series = knownSeries(reader)
  const wrong = new Map<string, string>()
  let bytes = 0
  for (const one of series) {
    const size = sizeOf(findPack({ registry: folder, dataKey, seriesId: one.id }))
    bytes += size ?? 0
    if (size === undefined) wrong.set(one.id, `${wordsOfSeries(one)}: its file is missing.`)
    else if (size !== one.sizeBytes) wrong.set(one.id, `${wordsOfSeries(one)}: its file was changed or cut.`)
  }
  const known = new Set(series.map(({ id }) => id))
  for (const { seriesId, words } of found.get(registry) ?? [])
    if (known.has(seriesId) && !wrong.has(seriesId)) wrong.set(seriesId, words)
  return {
    series: series.length,
    images: series.reduce((sum, { images }) => sum + images, 0),
    bytes,
    wrong: [...wrong].map(([seriesId, words]) => ({ seriesId, words })),
    strange: packsIn(imagesOf(folder, dataKey)).filter(({ seriesId }) => !known.has(seriesId)).length,
  }
}

function sizeOf(file: string | undefined): number | undefined {
  return file === undefined ? undefined : fs.statSync(file, { throwIfNoEntry: false })?.size
}
