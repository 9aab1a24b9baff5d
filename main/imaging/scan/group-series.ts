import type { ImageFacts } from '#main/imaging/dicom/image-facts.ts'
import { transferSyntaxName } from '#main/imaging/dicom/transfer-syntaxes.ts'
import type { ImageSource, ScannedImage, ScannedSeries, ScannedStudy } from '#shared/domain/imaging/scan.ts'
import type { ImageAbout } from './examine-image.ts'
import { orientationWord, positionAlongStack } from './slice-geometry.ts'

/** One image that was found, with what it says about itself. */
export interface FoundImage {
  readonly source: ImageSource
  readonly bytes: number
  readonly facts: Pick<
    ImageFacts,
    | 'study'
    | 'series'
    | 'sopInstance'
    | 'modality'
    | 'imageType'
    | 'date'
    | 'seriesNumber'
    | 'instanceNumber'
    | 'rows'
    | 'columns'
    | 'frames'
    | 'position'
    | 'orientation'
    | 'pixelSpacing'
    | 'sliceThickness'
    | 'kernel'
  >
  readonly about: ImageAbout
}

/** Two positions are one, and two thicknesses the same, up to this (mm). */
const sameMm = 0.01
/** A step this many times the usual one leaves a slice out. */
const gapSteps = 1.5

/** Puts images together to series and studies, the newest study first, its largest series first. */
export function groupSeries(found: readonly FoundImage[]): readonly ScannedStudy[] {
  const studies = Map.groupBy(found, ({ facts }) => facts.study ?? `of series ${facts.series ?? ''}`)
  const patients = [...new Set(found.map(({ about }) => about.patient))]
  let number = 0
  return [...studies.values()]
    .map((images, index): ScannedStudy => {
      const series = [...Map.groupBy(images, seriesKey).values()].map((each) => seriesOf(`series-${++number}`, each))
      return {
        key: `study-${index + 1}`,
        date: images.find(({ facts }) => facts.date)?.facts.date,
        patient: patients.indexOf(images[0]!.about.patient) + 1,
        series: series.toSorted((one, other) => other.images.length - one.images.length),
      }
    })
    .toSorted((one, other) => ((one.date ?? '') < (other.date ?? '') ? 1 : -1))
}

/** Scouts often share the series of the scan that they plan; images of other planes or sizes can't be scrolled as one. */
function seriesKey({ facts }: FoundImage): string {
  const plane = facts.orientation ? orientationWord(facts.orientation) : ''
  return [facts.series, isLocalizer(facts), plane, facts.rows, facts.columns].join(' ')
}

function isLocalizer({ imageType }: FoundImage['facts']): boolean {
  return imageType.some((type) => type === 'LOCALIZER' || type === 'SCOUT' || type.endsWith(' TOP'))
}

function seriesOf(key: string, all: readonly FoundImage[]): ScannedSeries {
  const images = ordered(withoutDuplicates(all))
  const [first] = images as readonly [FoundImage, ...FoundImage[]]
  const { facts, about } = first
  const positions = images.map((image) => positionAlongStack(image.facts))
  const steps = stepsBetween(positions)
  const stepMm = median(steps)
  return {
    key,
    uid: facts.series,
    modality: facts.modality ?? 'OT',
    description: about.description,
    number: facts.seriesNumber,
    isLocalizer: isLocalizer(facts),
    orientation: facts.orientation && orientationWord(facts.orientation),
    thicknessMm: facts.sliceThickness,
    stepMm,
    spacingMm: facts.pixelSpacing,
    kernel: facts.kernel.join(' ') || undefined,
    rows: facts.rows ?? 0,
    columns: facts.columns ?? 0,
    frames: images.reduce((sum, { facts: { frames } }) => sum + (frames ?? 1), 0),
    bytes: images.reduce((sum, { bytes }) => sum + bytes, 0),
    transferSyntax: [...new Set(images.map((image) => transferSyntaxName(image.about.transferSyntax)))].join(', '),
    burnedInRisk: images.find((image) => image.about.burnedInRisk)?.about.burnedInRisk,
    warnings: [...duplicateWarning(all.length - images.length), ...stackWarnings(images, steps, stepMm)],
    images: images.map(({ source, bytes, facts: { instanceNumber, sopInstance } }, index): ScannedImage => ({
      source,
      bytes,
      sopInstance,
      instanceNumber,
      positionMm: positions[index],
    })),
  }
}

function withoutDuplicates(images: readonly FoundImage[]): readonly FoundImage[] {
  const seen = new Set<string>()
  return images.filter(({ facts: { sopInstance } }) => {
    if (sopInstance === undefined) return true
    if (seen.has(sopInstance)) return false
    seen.add(sopInstance)
    return true
  })
}

/** Along the body where all say where they lie, else by their numbers. */
function ordered(images: readonly FoundImage[]): readonly FoundImage[] {
  const along = images.map((image) => ({ image, at: positionAlongStack(image.facts) }))
  const hasAll = along.every(({ at }) => at !== undefined)
  const order = ({ image, at }: (typeof along)[number]): number => (hasAll ? at! : (image.facts.instanceNumber ?? 0))
  return along.toSorted((one, other) => order(one) - order(other)).map(({ image }) => image)
}

function stepsBetween(positions: readonly (number | undefined)[]): readonly number[] {
  return positions.slice(1).flatMap((position, index) => {
    const before = positions[index]
    return position === undefined || before === undefined ? [] : [position - before]
  })
}

function median(steps: readonly number[]): number | undefined {
  const real = steps.filter((step) => step > sameMm).toSorted((one, other) => one - other)
  const middle = real[Math.floor(real.length / 2)]
  return middle === undefined ? undefined : Math.round(middle * 1000) / 1000
}

function duplicateWarning(count: number): readonly string[] {
  if (count === 0) return []
  return [
    count === 1
      ? 'One image is there twice; it is taken once.'
      : `${count} images are there more than once; each is taken once.`,
  ]
}

function stackWarnings(
  images: readonly FoundImage[],
  steps: readonly number[],
  stepMm: number | undefined,
): readonly string[] {
  const warnings: string[] = []
  const gaps = stepMm === undefined ? 0 : steps.filter((step) => step > stepMm * gapSteps).length
  if (gaps > 0) warnings.push(gaps === 1 ? 'Slices are missing in one place.' : `Slices are missing in ${gaps} places.`)
  const doubled = steps.filter((step) => step <= sameMm).length
  if (doubled > 0)
    warnings.push(
      `${doubled + 1} or more images share their places: the series may hold several phases or reconstructions.`,
    )
  const thicknesses = distinct(images.map(({ facts }) => facts.sliceThickness))
  if (thicknesses.length > 1)
    warnings.push(`Slices of different thickness are mixed: ${thicknesses.slice(0, 4).join(', ')} mm.`)
  if (new Set(images.map(({ facts }) => facts.kernel.join(' '))).size > 1)
    warnings.push('Images of different reconstruction kernels are mixed.')
  return warnings
}

function distinct(values: readonly (number | undefined)[]): readonly number[] {
  const known = values.filter((value) => value !== undefined).toSorted((one, other) => one - other)
  return known.filter((value, index) => index === 0 || value - known[index - 1]! > sameMm)
}
