import { textElement, type ElementToWrite } from '#main/imaging/dicom/element-to-write.ts'
import { DicomRefusal } from '#main/imaging/dicom/dicom-refusal.ts'
import { imageFacts } from '#main/imaging/dicom/image-facts.ts'
import type { DicomDataSet, DicomElement } from '#main/imaging/dicom/parse-data-set.ts'
import { readDicom, type DicomFile } from '#main/imaging/dicom/read-dicom.ts'
import { tags } from '#main/imaging/dicom/tags.ts'
import { writeDicom } from '#main/imaging/dicom/write-dicom.ts'
import type { RemovalReport } from '#shared/domain/imaging/removal-report.ts'
import { cleanPixels } from './clean-pixels.ts'
import { ElementTally } from './element-tally.ts'
import { fileMeta } from './file-meta.ts'
import { keptValue, wordsOf } from './kept-value.ts'
import { uidMapper } from './map-uid.ts'
import { refusedKind, storageClasses } from './storage-classes.ts'
import { whiteList, type Rule } from './white-list.ts'

export interface DeidentifiedImage {
  /** A DICOM file in explicit VR little endian, compressed as the source was. */
  readonly bytes: Uint8Array
  readonly report: RemovalReport
  /** The identifiers that it has now. */
  readonly study: string
  readonly series: string
  readonly sopInstance: string
}

/** Rules by tag, in the order of the list: the first that holds for a kind of image is the one. */
const rulesByTag: ReadonlyMap<number, readonly Rule[]> = Map.groupBy(
  whiteList.flatMap(({ rules }) => rules),
  ({ tag }) => tag,
)

const codeScheme: ElementToWrite = {
  tag: 0x00120064,
  vr: 'SQ',
  items: [
    [
      textElement(0x00080100, 'SH', '113100'),
      textElement(0x00080102, 'SH', 'DCM'),
      textElement(0x00080104, 'LO', 'Basic Application Confidentiality Profile'),
    ],
  ],
}

const uidPattern = /^[0-9.]{1,64}$/

/**
 * Makes a function that de-identifies one image after another by the {@link whiteList}: nothing passes that it doesn't name, identifiers are
 * replaced by {@link uidMapper}, pixels cleaned by {@link cleanPixels}, file meta information written anew. An image that it made stays as it
 * is, byte by byte.
 * @param secret of the registry, at least 16 bytes: the same original gets the same identifiers only under the same secret
 * @returns a function of a file's bytes; it throws DicomRefusal where the file can't be read or is no image of a kind that is taken
 */
export function deidentifier(secret: Uint8Array): (bytes: Uint8Array) => DeidentifiedImage {
  const mapUid = uidMapper(secret)
  return (bytes) => deidentify(readDicom(bytes), mapUid)
}

function deidentify(file: DicomFile, mapUid: (original: string) => string): DeidentifiedImage {
  const storage = storageClasses.get(file.sopClass ?? '')
  if (!storage)
    throw new DicomRefusal(
      'not-an-image',
      `is ${refusedKind(file.sopClass)}, which isn’t taken. Take images of CT, X-ray, MR, PET or ultrasound.`,
    )
  const pixels = cleanPixels(file, imageFacts(file))
  const walk = new Walk(storage.kind, file.number(tags.pixelRepresentation) === 1, mapUid)
  const kept = new Map(walk.dataSet(file.dataSet).map((element) => [element.tag, element] as const))
  for (const rule of alwaysWritten)
    if (!kept.has(rule.tag) && ruleFor(rule.tag, storage.kind) === rule) kept.set(rule.tag, written(rule))
  kept.set(tags.sopClassUid, textElement(tags.sopClassUid, 'UI', file.sopClass!))
  kept.set(tags.pixelData, pixels.element)
  kept.set(codeScheme.tag, codeScheme)
  const identifiers = withIdentifiers(file, kept, mapUid)
  const syntax = pixels.isCompressed ? file.transferSyntax : explicitLittleEndian
  const bytes = writeDicom(fileMeta(file.sopClass!, identifiers.sopInstance, syntax), [...kept.values()])
  return { bytes, report: { images: 1, ...walk.report(), pixels: pixels.removed }, ...identifiers }
}

const explicitLittleEndian = '1.2.840.10008.1.2.1'

/** Identifiers that the source lacks are made from its own others, so that the same source gets the same again. */
function withIdentifiers(
  file: DicomFile,
  kept: Map<number, ElementToWrite>,
  mapUid: (original: string) => string,
): Pick<DeidentifiedImage, 'study' | 'series' | 'sopInstance'> {
  const own = (tag: number, substitute: string): string => {
    const original = file.text(tag)
    const uid = mapUid(original !== undefined && uidPattern.test(original) ? original : substitute)
    kept.set(tag, textElement(tag, 'UI', uid))
    return uid
  }
  const study = own(tags.studyInstanceUid, `study of ${file.text(tags.sopInstanceUid) ?? 'nothing'}`)
  const series = own(tags.seriesInstanceUid, `series of ${study}`)
  const sopInstance = own(tags.sopInstanceUid, `image ${file.text(tags.instanceNumber) ?? ''} of ${series}`)
  return { study, series, sopInstance }
}

function ruleFor(tag: number, kind: string): Rule | undefined {
  return rulesByTag.get(tag)?.find(({ only }) => !only || only.includes(kind))
}

/** What is written whether the source has it or not. */
const alwaysWritten: readonly Rule[] = [...rulesByTag.values()]
  .flat()
  .filter((rule) => (rule.becomes === 'empty' || rule.becomes === 'set') && rule.always === true)

function written({ tag, vr, ...rule }: Rule): ElementToWrite {
  if (rule.becomes === 'set') return textElement(tag, vr, ...rule.to)
  return vr === 'SQ' ? { tag, vr, items: [] } : { tag, vr, value: new Uint8Array() }
}

/** One pass over an image's elements. */
class Walk {
  private readonly removed = new ElementTally()
  private readonly emptied = new ElementTally()
  private readonly replaced = new ElementTally()
  private readonly notAllowed = new ElementTally()
  private readonly kind: string
  private readonly isSigned: boolean
  private readonly mapUid: (original: string) => string

  constructor(kind: string, isSigned: boolean, mapUid: (original: string) => string) {
    this.kind = kind
    this.isSigned = isSigned
    this.mapUid = mapUid
  }

  report(): Pick<RemovalReport, 'removed' | 'emptied' | 'replaced' | 'notAllowed'> {
    return {
      removed: this.removed.toCounts(),
      emptied: this.emptied.toCounts(),
      replaced: this.replaced.toCounts(),
      notAllowed: this.notAllowed.toCounts(),
    }
  }

  dataSet(dataSet: DicomDataSet): readonly ElementToWrite[] {
    return this.elements(dataSet, (tag) => ruleFor(tag, this.kind))
  }

  private elements(dataSet: DicomDataSet, ruleOf: (tag: number) => Rule | undefined): readonly ElementToWrite[] {
    return [...dataSet.elements.values()].flatMap((element) => {
      // The pixels are cleaned apart, and what says that an image was de-identified is ours and nothing that is lost.
      if (element.tag === tags.pixelData || element.tag === codeScheme.tag) return []
      const rule = ruleOf(element.tag)
      const kept = rule && this.element(dataSet, element, rule)
      if (!rule && (element.tag & 0xffff) !== 0) this.removed.add(element)
      return kept ? [kept] : []
    })
  }

  private element(dataSet: DicomDataSet, element: DicomElement, rule: Rule): ElementToWrite | undefined {
    switch (rule.becomes) {
      case 'keep': {
        const vr = rule.vr === 'US/SS' ? (this.isSigned ? 'SS' : 'US') : rule.vr
        const kept = keptValue(dataSet, element, vr, rule.allowed)
        if (kept) return kept
        this.drop(element)
        return rule.orEmpty ? written(rule) : undefined
      }
      case 'keep image type':
        return this.imageType(dataSet, element, rule)
      case 'keep items':
        return this.items(element, rule)
      case 'empty':
        this.clear(element)
        return written(rule)
      case 'set':
        if (wordsOf(dataSet, element)?.join('\\') !== rule.to.join('\\')) this.removed.add(element)
        return written(rule)
      case 'replace uid':
        return this.uid(dataSet, element, rule)
      case 'say whether':
        return this.whether(dataSet, element, rule)
      default:
        return rule satisfies never
    }
  }

  /** Counts an element whose value isn't allowed; what is inside of it is removed. */
  private drop(element: DicomElement): void {
    this.notAllowed.addOne(element)
    this.removed.addInside(element)
  }

  /** Counts an element that loses its value. */
  private clear(element: DicomElement): void {
    if (element.length === 0) return
    this.emptied.addOne(element)
    this.removed.addInside(element)
  }

  private items(element: DicomElement, rule: Rule & { readonly becomes: 'keep items' }): ElementToWrite | undefined {
    const items = (element.items ?? []).map((item) =>
      this.elements(item, (tag) => rule.items.find((each) => each.tag === tag)),
    )
    const whole = items.filter((item) => rule.needs.every((needed) => item.some(({ tag }) => tag === needed)))
    if (whole.length < items.length || items.length === 0) this.notAllowed.addOne(element)
    return whole.length > 0 ? { tag: rule.tag, vr: 'SQ', items: whole } : undefined
  }

  private imageType(
    dataSet: DicomDataSet,
    element: DicomElement,
    rule: Rule & { readonly becomes: 'keep image type' },
  ): ElementToWrite | undefined {
    const words = rule.allowed.kind === 'words' ? rule.allowed.words : []
    const values = (wordsOf(dataSet, element) ?? []).map((value) => value.toUpperCase())
    const kept = values
      .slice(0, 8)
      .map((value, index) =>
        words.includes(value) || value === '' ? value : (['DERIVED', 'SECONDARY'][index] ?? 'OTHER'),
      )
    if (kept.length === 0 || kept.join('\\') !== values.join('\\')) this.drop(element)
    return kept.length === 0 ? undefined : textElement(rule.tag, rule.vr, ...kept)
  }

  private uid(dataSet: DicomDataSet, element: DicomElement, rule: Rule): ElementToWrite | undefined {
    const original = wordsOf(dataSet, element)?.[0]
    if (original === undefined || !uidPattern.test(original)) {
      if (element.length > 0) this.drop(element)
      return undefined
    }
    const uid = this.mapUid(original)
    if (uid !== original) this.replaced.addOne(element)
    return textElement(rule.tag, 'UI', uid)
  }

  private whether(
    dataSet: DicomDataSet,
    element: DicomElement,
    rule: Rule & { readonly becomes: 'say whether' },
  ): ElementToWrite {
    const text = wordsOf(dataSet, element)?.join(' ').trim()
    const isNo = text !== undefined && /^(?:$|no\b|none\b|without\b|nil\b|0\b|-)/i.test(text)
    if (!isNo && text !== rule.yes) this.clear(element)
    return textElement(rule.tag, rule.vr, isNo ? '' : rule.yes)
  }
}
