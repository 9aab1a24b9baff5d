/** What was found where images were looked for. Plain data: it crosses threads and processes. */

/** Where the bytes of an image are. For the program that scanned; the page gets none of it. */
export interface ImageSource {
  /** A file, or the zip file that holds it. */
  readonly path: string
  /** Where in the zip file its entry begins. */
  readonly zipOffset?: number
  /** A picture without DICOM: what it is to become a part of. */
  readonly picture?: { readonly folder: string; readonly number: number }
}

export interface ScannedImage {
  readonly source: ImageSource
  /** Of the file as it is kept, compressed by a zip or not. */
  readonly bytes: number
  /** The source's own identifier. For the program that scanned; never shown, never kept. */
  readonly sopInstance: string | undefined
  /** The source's own number, if it has one. */
  readonly instanceNumber: number | undefined
  /** Along the normal of the slices, rising to the head, the left or the back (mm). */
  readonly positionMm: number | undefined
}

export type OrientationWord = 'axial' | 'coronal' | 'sagittal' | 'oblique'

export interface ScannedSeries {
  /** Unique in its scan; says nothing. */
  readonly key: string
  /** The source's own identifier. For the program that scanned; never shown, never kept. */
  readonly uid: string | undefined
  readonly modality: string
  /** What the source calls it. Shown so that it is recognized; never kept. */
  readonly description: string | undefined
  readonly number: number | undefined
  readonly isLocalizer: boolean
  readonly orientation: OrientationWord | undefined
  readonly thicknessMm: number | undefined
  /** Between the positions of neighbors. */
  readonly stepMm: number | undefined
  /** Between rows, between columns. */
  readonly spacingMm: readonly [number, number] | undefined
  readonly kernel: string | undefined
  readonly rows: number
  readonly columns: number
  /** Frames of multi-frame images counted each. */
  readonly frames: number
  readonly bytes: number
  /** As the standard calls it; of mixed ones all. */
  readonly transferSyntax: string
  /** Why text may be written into the pictures. */
  readonly burnedInRisk: string | undefined
  /** Sentences: slices that miss, thicknesses that are mixed, images that are there twice. */
  readonly warnings: readonly string[]
  /** Ordered along the body, or by their numbers. */
  readonly images: readonly ScannedImage[]
}

export interface ScannedStudy {
  readonly key: string
  /** ISO date of the study, where the source says one. */
  readonly date: string | undefined
  /** Which of the patients whom the images name, from 1; who that is isn't told. */
  readonly patient: number
  readonly series: readonly ScannedSeries[]
}

export interface RefusedFiles {
  /** Stable, for programs. */
  readonly reason: string
  /** The rest of a sentence after a file's name: "is a structured report, which isn’t taken." */
  readonly because: string
  readonly count: number
  /** Names of some of them. They may hold a patient's name: shown, never kept or logged. */
  readonly examples: readonly string[]
}

export interface Scan {
  readonly studies: readonly ScannedStudy[]
  readonly refused: readonly RefusedFiles[]
}
