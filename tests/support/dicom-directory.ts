import { numberElement, sequenceElement, textElement } from '#main/imaging/dicom/element-to-write.ts'
import { writeDicom } from '#main/imaging/dicom/write-dicom.ts'

/** The index of a disc (DICOMDIR) that names files, each as its parts joined by a backslash. */
export function dicomDirectory(files: readonly string[]): Uint8Array {
  const mediaDirectory = '1.2.840.10008.1.3.10'
  return writeDicom(
    [
      textElement(0x00020002, 'UI', mediaDirectory),
      textElement(0x00020003, 'UI', '1.2.3.4'),
      textElement(0x00020010, 'UI', '1.2.840.10008.1.2.1'),
    ],
    [
      textElement(0x00041130, 'CS', 'DISC'),
      numberElement(0x00041200, 'UL', 0),
      numberElement(0x00041202, 'UL', 0),
      numberElement(0x00041212, 'US', 0),
      sequenceElement(
        0x00041220,
        ...files.map((file) => [
          numberElement(0x00041400, 'UL', 0),
          numberElement(0x00041410, 'US', 0xffff),
          textElement(0x00041430, 'CS', 'IMAGE'),
          textElement(0x00041500, 'CS', file),
        ]),
      ),
    ],
  )
}
