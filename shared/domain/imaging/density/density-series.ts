/** What must be known of a series of CT images before their density can be measured. */
export interface DensitySeries {
  /** As DICOM codes it; `CT`. */
  readonly modality: string
  /** Unit of the values as the scanner names it; missing means Hounsfield units in CT. */
  readonly rescaleType?: string
  readonly rows: number
  readonly columns: number
  /** Distance of rows, then of columns, as DICOM orders them. */
  readonly pixelSpacingMm: readonly [betweenRows: number, betweenColumns: number]
  readonly sliceThicknessMm?: number
  /** Direction of a row, then of a column: three cosines each, in the patient's coordinates (left, back, head). */
  readonly orientation: readonly number[]
  /** Where each image lies along the body, growing to the head, in the order of the images. */
  readonly positionsMm: readonly number[]
  readonly gantryTiltDegrees?: number
  /** Name of the reconstruction kernel. */
  readonly kernel?: string
  readonly withContrast?: boolean
  /** `HFS`, `HFP` …: head or feet first, supine or prone. */
  readonly patientPosition?: string
}
