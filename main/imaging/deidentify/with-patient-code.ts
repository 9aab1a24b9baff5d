import { encapsulatedFrame } from '#main/imaging/dicom/frame-bytes.ts'
import { textElement, type ElementToWrite } from '#main/imaging/dicom/element-to-write.ts'
import { bytesOf } from '#main/imaging/dicom/element-values.ts'
import type { DicomDataSet, DicomElement } from '#main/imaging/dicom/parse-data-set.ts'
import { readDicom, type DicomFile } from '#main/imaging/dicom/read-dicom.ts'
import { tags } from '#main/imaging/dicom/tags.ts'
import { writeDicom } from '#main/imaging/dicom/write-dicom.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { fileMeta } from './file-meta.ts'

const patientIdentityRemoved = 0x00120062
const longestCode = 64

/**
 * An image for export: the same, with the registry's code for the case as Patient ID and Patient's Name, so that whoever opens it sees which
 * images are one patient's.
 * @param bytes as de-identification wrote them
 * @param code of the case, at most 64 characters, without a backslash
 * @throws AppError `invalid-input` for a code that no DICOM file can hold, and for an image that isn't de-identified
 */
export function withPatientCode(bytes: Uint8Array, code: string): Uint8Array {
  // oxlint-disable-next-line no-control-regex -- they are what DICOM forbids
  if (code.length === 0 || code.length > longestCode || /[\\\u0000-\u001f\u007f]/.test(code))
    throw new AppError(
      'invalid-input',
      `The code of this case can’t be written into images: it must have 1 to ${longestCode} characters and no backslash. Change the code, then export again.`,
    )
  const file = readDicom(bytes)
  if (!file.isExplicit || !file.isLittleEndian || file.text(patientIdentityRemoved) !== 'YES')
    throw new AppError('invalid-input', 'This image was not de-identified, so it is not exported. Import it again.')
  // A caret or an equals sign would part the name of a person into its components.
  const own = [
    textElement(0x00100010, 'PN', code.replace(/[\^=]/g, ' ')),
    textElement(0x00100020, 'LO', code),
    // oxlint-disable-next-line no-control-regex -- beyond ASCII
    ...(/^[\x00-\x7f]*$/.test(code) ? [] : [textElement(tags.specificCharacterSet, 'CS', 'ISO_IR 192')]),
  ]
  const replaced = new Set([tags.specificCharacterSet, ...own.map(({ tag }) => tag)])
  const others = [...file.dataSet.elements.values()].filter(({ tag }) => !replaced.has(tag))
  return writeDicom(fileMeta(file.sopClass!, file.text(tags.sopInstanceUid)!, file.transferSyntax), [
    ...others.map((element) => copied(file, file.dataSet, element)),
    ...own,
  ])
}

function copied(file: DicomFile, dataSet: DicomDataSet, element: DicomElement): ElementToWrite {
  const { tag } = element
  if (element.fragments) {
    const frames = file.number(tags.numberOfFrames) ?? 1
    return {
      tag,
      vr: 'OB',
      frames: Array.from({ length: frames }, (_, frame) => encapsulatedFrame(file, element, frames, frame)),
    }
  }
  if (element.items)
    return {
      tag,
      vr: 'SQ',
      items: element.items.map((item) => [...item.elements.values()].map((each) => copied(file, item, each))),
    }
  return { tag, vr: element.vr!, value: bytesOf(dataSet, element) }
}
