import type { FoundSeries } from '#shared/ipc/areas/image-imports.ts'

/** Bytes as people say them. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`
  return bytes < 1_000_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${(bytes / 1_000_000_000).toFixed(1)} GB`
}

export const countWords = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en-US')} ${many}`

/** What a series is, short: "CT, axial, 1 mm, B70f". */
export function seriesWords({ modality, isLocalizer, orientation, thicknessMm, kernel }: FoundSeries): string {
  return [
    modality,
    isLocalizer ? 'localizer' : orientation,
    thicknessMm === undefined ? undefined : `${thicknessMm} mm`,
    kernel,
  ]
    .filter((part) => part !== undefined)
    .join(', ')
}

/** What one should know before taking a series, a sentence each. */
export function cautions({ here, elsewhere, burnedInRisk, warnings }: FoundSeries): readonly string[] {
  return [
    ...(here === 'all'
      ? ['In this case already.']
      : here === 'some'
        ? ['Some of its images are in this case already.']
        : []),
    ...(elsewhere.length > 0 ? [`In case ${elsewhere.join(', ')} already: is it this patient’s?`] : []),
    ...(burnedInRisk === undefined
      ? []
      : [`Text may be written into the picture, which stays: look at it. ${burnedInRisk}`]),
    ...warnings,
  ]
}
