/** What a measurement of lung density answers: figures with how they came about, or why there are none. */
import type { LungMask } from './lung-mask.ts'

/** How it is measured. Whatever could give the same images another number changes the version. */
export const densityMethod = {
  id: 'lung-density',
  version: '1',
  /** Voxels up to this are lung or air. It is the upper end of high attenuation, so that none of that is cut off. */
  airUpToHu: -250,
  /** High attenuation: from, to, both included; “percentage of lung voxels between −600 and −250 Hounsfield units” (Podolanczuk 2016, abstract). */
  highAttenuationHu: [-600, -250],
  lowAttenuationBelowHu: -950,
  /** Vessels and the like that lung surrounds within an image are counted to the volume up to this area. */
  holesUpToMm2: 80,
  /** Tissue that runs on for this long along a row is body and not a tabletop or a blanket. */
  bodyFromMm: 8,
  /** The windpipe and bronchi are followed downwards as long as a section is at least that large. */
  airwayFromMm2: 50,
  citation:
    'High attenuation as the share of voxels from −600 to −250 HU: Podolanczuk AJ, Oelsner EC, Barr RG, et al. Eur Respir J 2016;48:1442–52, after Lederer DJ, Enright PL, Kawut SM, et al. Am J Respir Crit Care Med 2009;180:407–14. Lungs by threshold and connection, airways followed image by image: after Hu S, Hoffman EA, Reinhardt JM. IEEE Trans Med Imaging 2001;20:490–8.',
  /** Told beside the share itself. */
  edgeCaveat:
    'A voxel that holds lung and wall or vessel counts as high attenuation: in phantoms with soft edges the share came out too high by 16 to 37 % of itself. The border is not taken off, as disease sits there.',
  caveat:
    'A research measure. It holds for whole lungs at full inspiration, which no image can prove. Lung denser than −250 HU (consolidation, larger vessels) is not measured. Dose, kernel, thickness and scanner change it: compare only series made alike.',
} as const

export type RefusalReason =
  | 'not-ct'
  | 'not-hounsfield'
  | 'not-axial'
  | 'tilted'
  | 'too-few-slices'
  | 'uneven-slices'
  | 'gaps'
  | 'bad-geometry'
  | 'no-lungs'
  | 'cut-off-top'
  | 'cut-off-bottom'
  | 'cut-off-side'

export interface DensityRefusal {
  readonly reason: RefusalReason
  /** A plain sentence: why there is no number. */
  readonly unavailable: string
}

export type WarningKind =
  | 'thick-slices'
  | 'contrast'
  | 'kernel'
  | 'prone'
  | 'no-airways'
  | 'air-not-minus-1000'
  | 'volume-small'
  | 'volume-large'
  | 'one-lung'
  | 'lung-at-end'
  | 'parts-left-out'

export interface DensityWarning {
  readonly kind: WarningKind
  readonly text: string
}

/** Air that was not counted as lung. */
export interface LeftOutAir {
  readonly volumeMl: number
  readonly meanHu: number
  readonly because: 'below-the-lungs' | 'gas' | 'small' | 'outside'
}

export interface LungDensity {
  readonly method: typeof densityMethod
  /** Lungs with the vessels that they surround, without windpipe and main bronchi. */
  readonly volumeMl: number
  /** The part of it that all figures of density are about. */
  readonly measuredMl: number
  readonly meanHu: number
  /** Value that this percent of the measured voxels do not exceed. */
  readonly percentilesHu: Readonly<Record<5 | 10 | 15 | 25 | 50 | 75 | 85 | 90 | 95, number>>
  /** From −600 to −250 HU, percent of what was measured. */
  readonly highAttenuationPercent: number
  /** Below −950 HU, percent of what was measured; as measured, without a meaning in this disease. */
  readonly lowAttenuationPercent: number
  readonly airwaysMl: number
  /** Median of the air in windpipe and bronchi: near −1000 where the scanner is calibrated. */
  readonly airwayHu: number | undefined
  readonly leftOut: readonly LeftOutAir[]
  readonly warnings: readonly DensityWarning[]
  /** In the order of the images as they were given. */
  readonly mask: LungMask
  readonly series: {
    readonly slices: number
    readonly spacingMm: readonly [number, number, number]
    readonly sliceThicknessMm: number | undefined
    readonly kernel: string | undefined
  }
}

export type DensityAnswer = LungDensity | DensityRefusal

export const isRefused = (answer: object): answer is DensityRefusal => 'unavailable' in answer
