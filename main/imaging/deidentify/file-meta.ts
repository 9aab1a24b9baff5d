import { textElement, type ElementToWrite } from '#main/imaging/dicom/element-to-write.ts'

/** What tells readers which program wrote a file: of our own, under the UUID root (PS3.5, Annex B.2). */
const implementationClass = '2.25.45308818412429412892731405680529898527'
const implementationVersion = 'ASILDREG_1'

/** File meta information of an image that this program writes: what the standard demands, and no source. */
export function fileMeta(sopClass: string, sopInstance: string, transferSyntax: string): readonly ElementToWrite[] {
  return [
    textElement(0x00020002, 'UI', sopClass),
    textElement(0x00020003, 'UI', sopInstance),
    textElement(0x00020010, 'UI', transferSyntax),
    textElement(0x00020012, 'UI', implementationClass),
    textElement(0x00020013, 'SH', implementationVersion),
  ]
}
