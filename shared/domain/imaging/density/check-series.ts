import type { DensityRefusal, DensityWarning, RefusalReason } from './density-answer.ts'
import type { DensitySeries } from './density-series.ts'

/** How far a slice may lie from its place, as a share of the distance of slices. */
const unevenShare = 0.05
const fewestSlices = 20
const tiltDegrees = 1

export interface CheckedSeries {
  /** Indices of the images, from the head to the feet. */
  readonly order: readonly number[]
  readonly sliceDistanceMm: number
  readonly warnings: readonly DensityWarning[]
}

const refused = (reason: RefusalReason, unavailable: string): DensityRefusal => ({ reason, unavailable })
const mm = (value: number) => `${Number(value.toFixed(2))} mm`

/** Whether lung density can be measured in a series at all, by what its headers say. */
export function checkSeries(series: DensitySeries): CheckedSeries | DensityRefusal {
  return refusalOfKind(series) ?? refusalOfPlane(series) ?? checkPlaces(series)
}

function refusalOfKind({ modality, rescaleType }: DensitySeries): DensityRefusal | undefined {
  if (modality !== 'CT')
    return refused('not-ct', `Lung density is measured in CT only; these are images of kind ${modality || 'unknown'}.`)
  if (rescaleType !== undefined && rescaleType !== 'HU')
    return refused(
      'not-hounsfield',
      `The values of these images are not Hounsfield units (rescale type ${rescaleType}).`,
    )
  return undefined
}

function refusalOfPlane({ orientation, gantryTiltDegrees = 0, ...series }: DensitySeries): DensityRefusal | undefined {
  const [betweenRows, betweenColumns] = series.pixelSpacingMm
  const isMeasure = (value: number) => Number.isFinite(value) && value > 0.05 && value < 10
  if (!isMeasure(betweenRows) || !isMeasure(betweenColumns))
    return refused('bad-geometry', 'The distance of the pixels is not known, so no volume can be measured.')
  if (series.rows < 64 || series.columns < 64 || series.columns > 65_535)
    return refused('bad-geometry', `Images of ${series.columns} × ${series.rows} pixels can’t be measured.`)
  if (orientation.length !== 6 || !orientation.every(Number.isFinite))
    return refused('bad-geometry', 'The orientation of the images is not known.')
  const [xx, xy, xz, yx, yy, yz] = orientation as [number, number, number, number, number, number]
  const degrees = (cosine: number) => (Math.acos(Math.min(1, Math.abs(cosine))) * 180) / Math.PI
  const fromAxis = degrees((xx * yy - xy * yx) / (Math.hypot(xx, xy, xz) * Math.hypot(yx, yy, yz)))
  if (!(fromAxis < 30))
    return refused('not-axial', 'Lung density is measured in axial images; these lie in another plane.')
  const tilt = Math.max(fromAxis, Math.abs(gantryTiltDegrees))
  if (tilt > tiltDegrees)
    return refused(
      'tilted',
      `The images are tilted by ${tilt.toFixed(0)}° (gantry tilt): volumes and ends of the lungs would be wrong.`,
    )
  return undefined
}

function checkPlaces(series: DensitySeries): CheckedSeries | DensityRefusal {
  const places = series.positionsMm
  if (places.length < fewestSlices)
    return refused(
      'too-few-slices',
      `${places.length} images are too few: lung density needs the whole lungs, at least ${fewestSlices} images.`,
    )
  if (!places.every(Number.isFinite))
    return refused('bad-geometry', 'Where the images lie along the body is not known.')
  const order = places.map((_, index) => index).sort((a, b) => places[b]! - places[a]!)
  const steps = order.slice(1).map((index, at) => places[order[at]!]! - places[index]!)
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)]!
  const off = steps.findIndex((step) => Math.abs(step - usual) > Math.max(unevenShare * usual, 0.02))
  if (usual <= 0 || (off >= 0 && steps[off]! < usual * 0.5))
    return refused('uneven-slices', 'Several images lie at the same place: take one series of one reconstruction.')
  const at = () => `between ${mm(places[order[off]!]!)} and ${mm(places[order[off + 1]!]!)}`
  if (off >= 0 && steps[off]! > usual * 1.5)
    return refused('gaps', `Images are missing ${at()}: the slices lie ${mm(usual)} apart, there ${mm(steps[off]!)}.`)
  if (off >= 0)
    return refused('uneven-slices', `The slices lie unevenly: ${mm(usual)} apart, but ${mm(steps[off]!)} ${at()}.`)
  const thickness = series.sliceThicknessMm
  if (thickness !== undefined && usual > thickness * 1.5)
    return refused(
      'gaps',
      `The slices are ${mm(thickness)} thick but lie ${mm(usual)} apart: what lies between them was not imaged.`,
    )
  return { order, sliceDistanceMm: usual, warnings: warningsOf(series, usual) }
}

function warningsOf(series: DensitySeries, distanceMm: number): readonly DensityWarning[] {
  const thickness = series.sliceThicknessMm ?? distanceMm
  const warnings: DensityWarning[] = []
  if (thickness > 5)
    warnings.push({
      kind: 'thick-slices',
      text: `Slices of ${mm(thickness)} mix lung with vessels and chest wall: high attenuation is measured too high, volume less exactly.`,
    })
  if (series.withContrast)
    warnings.push({ kind: 'contrast', text: 'Contrast medium was given: it makes lung and vessels denser.' })
  if (isSharp(series.kernel))
    warnings.push({
      kind: 'kernel',
      text: `Kernel ${series.kernel} is a sharp one: its noise widens the range of densities. Compare only with the same kernel.`,
    })
  if (/^..P/.test(series.patientPosition ?? ''))
    warnings.push({
      kind: 'prone',
      text: 'The patient lay prone: lung density differs from that of one who lies supine.',
    })
  return warnings
}

/** By the makers' naming: Siemens B or Br, Bl, Qr with 50 and up; GE lung, bone, edge; Philips YA and up, L; Canon FC 50 and up. */
function isSharp(kernel: string | undefined): boolean {
  if (!kernel) return false
  const number = /^(?:[BIHDQ][a-z]?|FC)(\d{2})/.exec(kernel)?.[1]
  return number ? Number(number) >= 50 : /lung|bone|edge|sharp|^Y[A-D]|^L$/i.test(kernel)
}
