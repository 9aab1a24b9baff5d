/** What a stored series says of itself, as far as its density depends on it. */
import type { DensityRefusal } from '#shared/domain/imaging/density/density-answer.ts'
import type { DensitySeries } from '#shared/domain/imaging/density/density-series.ts'
import { positionsMm } from '#shared/domain/imaging/series-geometry.ts'
import { imageFacts } from '#main/imaging/dicom/image-facts.ts'
import { readDicom } from '#main/imaging/dicom/read-dicom.ts'
import type { PackContents } from '#main/imaging/store/pack-contents.ts'

const tagsOfDensity = { contrastAgent: 0x00180010, gantryTilt: 0x00181120, rescaleType: 0x00281054 } as const

/**
 * @param first the DICOM file of one of its images: kernel, contrast, tilt and unit are those of all
 * @throws DicomRefusal where it is none
 */
export function densitySeriesOf(
  { geometry, images, modality }: PackContents,
  first: Uint8Array,
): DensitySeries | DensityRefusal {
  if (images.some(({ frames }) => frames !== 1))
    return {
      reason: 'bad-geometry',
      unavailable: 'These images hold several frames each; lung density is measured in series of single slices.',
    }
  if (!geometry)
    return {
      reason: 'bad-geometry',
      unavailable: 'The images do not say where they lie in the body, so no volume can be measured.',
    }
  const file = readDicom(first)
  const facts = imageFacts(file)
  const kernel = facts.kernel[0]
  const rescaleType = file.text(tagsOfDensity.rescaleType)
  const tilt = file.number(tagsOfDensity.gantryTilt)
  return {
    modality,
    rows: geometry.rows,
    columns: geometry.columns,
    pixelSpacingMm: [geometry.rowSpacingMm, geometry.columnSpacingMm],
    orientation: [...geometry.rowDirection, ...geometry.columnDirection],
    positionsMm: positionsMm(geometry),
    withContrast: file.text(tagsOfDensity.contrastAgent) !== undefined,
    ...(facts.sliceThickness !== undefined && { sliceThicknessMm: facts.sliceThickness }),
    ...(facts.patientPosition !== undefined && { patientPosition: facts.patientPosition }),
    ...(kernel !== undefined && { kernel }),
    ...(rescaleType !== undefined && { rescaleType }),
    ...(tilt !== undefined && { gantryTiltDegrees: tilt }),
  }
}
