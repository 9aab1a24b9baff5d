/** Which of the series that were found is likely wanted: of each study of the chest the thinnest that was made for the lungs. */
import type { OrientationWord } from './scan.ts'

export interface SeriesToJudge {
  readonly key: string
  readonly modality: string
  readonly isLocalizer: boolean
  readonly orientation?: OrientationWord | undefined
  readonly thicknessMm?: number | undefined
  readonly kernel?: string | undefined
  readonly images: number
  /** In the case already, or in another one. */
  readonly isKnown: boolean
}

/** Fewer slices are no stack. */
const fewestSlices = 10

/** Names that makers give to kernels that keep edges sharp, as lungs are read with. */
const sharpKernels: readonly RegExp[] = [
  // Siemens: B60f to B90s, I70f; Br, Bl and Qr from 54.
  /^[BI][6-9]\d/,
  /^(?:BR|BL|QR|HR)(?:5[4-9]|[6-9]\d)/,
  // GE.
  /LUNG|BONE|EDGE/,
  // Philips.
  /^(?:L|YA|YB|YC|YD|D|E)$/,
  // Canon.
  /^FC(?:3[0-5]|5\d|8\d)/,
]

/** Whether a convolution kernel is one that lungs are read with. */
export function isLungKernel(kernel: string | undefined): boolean {
  const name = kernel?.trim().toUpperCase() ?? ''
  return sharpKernels.some((pattern) => pattern.test(name))
}

/** @returns the key of the series of one study that is proposed, or none */
export function suggestedSeries(series: readonly SeriesToJudge[]): string | undefined {
  const stacks = series.filter(
    ({ modality, isLocalizer, orientation, images }) =>
      modality === 'CT' && !isLocalizer && orientation === 'axial' && images >= fewestSlices,
  )
  const [best] = stacks.toSorted(
    (one, other) =>
      Number(isLungKernel(other.kernel)) - Number(isLungKernel(one.kernel)) ||
      (one.thicknessMm ?? Infinity) - (other.thicknessMm ?? Infinity) ||
      other.images - one.images,
  )
  // Where the one that would be proposed is there already, nothing else of its study is proposed in its place.
  return best && !best.isKnown ? best.key : undefined
}
