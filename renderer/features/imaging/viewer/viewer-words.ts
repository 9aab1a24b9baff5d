/** What the viewer says of an image, on it and to screen readers. */
import { valueAt } from '#shared/domain/imaging/series-image.ts'
import { isEmptyValue, nameOfImages } from './stack.ts'
import type { Stack, StackName } from './stack.ts'
import type { ViewedSeries } from './viewed-series.ts'
import type { Pixel } from './viewer-actions.ts'

const oneDecimal = (value: number): string => value.toFixed(1).replace('-', '−')

/** "Image 12 of 40, −120.5 mm". */
export function positionWords(stack: Stack, at: number): string {
  const what = stack.name === 'images' ? 'Image' : 'Cut'
  const position = stack.positionMm(at)
  return `${what} ${at + 1} of ${stack.count}${position === undefined ? '' : `, ${oneDecimal(position)} mm`}`
}

/** "−812 HU", or a plain value where it is no CT; nothing outside the image. */
export function valueWords(stack: Stack, at: number, { column, row }: Pixel): string | undefined {
  const image = stack.image(at)
  const value = image && valueAt(image, column, row)
  if (value === undefined) return undefined
  if (stack.name !== 'images' && isEmptyValue(value)) return 'no image here'
  const rounded = String(Math.round(value)).replace('-', '−')
  return stack.isCt ? `${rounded} HU` : rounded
}

export const lengthWords = (length: number, isMm: boolean): string =>
  isMm ? `${length.toFixed(1)} mm` : `${Math.round(length)} pixels`

export function stackWords(series: ViewedSeries, name: StackName): string {
  return name === 'images' ? nameOfImages(series) : name === 'coronal' ? 'Coronal' : 'Sagittal'
}

/** "Lung kernel, 1.25 mm, 280 images". */
export function seriesWords({ description, thicknessMm, imageCount }: ViewedSeries): string {
  return [
    description,
    thicknessMm !== undefined && `${Number(thicknessMm.toFixed(2))} mm`,
    imageCount === 1 ? '1 image' : `${imageCount} images`,
  ]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(', ')
}
