import {
  numberElement,
  sequenceElement,
  textElement,
  type ElementToWrite,
} from '#main/imaging/dicom/element-to-write.ts'
import { exactTags } from '#main/imaging/dicom/standard-tag.ts'

/** What tells whose images these are, planted wherever a file can hold it. */
export interface PlantedIdentity {
  readonly patientName: string
  readonly patientId: string
  readonly birthDate: string
  readonly institution: string
  readonly address: string
  /** What every other planted text contains. */
  readonly marker: string
}

export const plantedIdentity: PlantedIdentity = {
  patientName: 'Zweifelstein^Kunigunde',
  patientId: 'PLANTED-4711-ID',
  birthDate: '19430217',
  institution: 'Quellental Planted Hospital',
  address: 'Mondscheingasse 77 Planted',
  marker: 'Pl4ntedM4rk',
}

/** Values of a representation that could tell who a patient is. The number makes each of them another. */
function plantedValue(vr: string, marker: string, tag: number): string | undefined {
  const number = tag.toString(16).padStart(8, '0')
  switch (vr) {
    case 'PN':
      return `${marker}^${number}`
    case 'LO':
    case 'ST':
    case 'LT':
    case 'UT':
    case 'UC':
      return `${marker} ${number}`
    case 'SH':
    case 'AE':
    case 'CS':
      return (vr === 'CS' ? marker.toUpperCase() : marker) + number.slice(-4)
    case 'UR':
      return `http://${marker}.invalid/${number}`
    case 'DA':
      return '19430217'
    case 'TM':
      return '031745.987123'
    case 'DT':
      return '19430217031745.987123'
    case 'AS':
      return '083Y'
    case 'UI':
      return `1.2.840.99997777.3.${tag}`
    default:
      return undefined
  }
}

/** Every text that is searched for in what comes out. */
export function plantedTexts(identity: PlantedIdentity): readonly string[] {
  return [
    ...identity.patientName.split('^'),
    identity.patientId,
    identity.birthDate,
    identity.institution,
    identity.address,
    identity.marker,
    identity.marker.toUpperCase(),
    '031745.987123',
    '083Y',
    '1.2.840.99997777',
  ]
}

/**
 * One element for every tag of the standard's dictionary whose representation can hold an identity, sequences with items that
 * hold more of them, private blocks, overlays and curves. Without file meta information, and without `except`.
 */
export function plantedElements(identity: PlantedIdentity, except: ReadonlySet<number>): readonly ElementToWrite[] {
  const { marker } = identity
  const planted: ElementToWrite[] = []
  for (const [tag, { vr }] of exactTags()) {
    const group = tag >>> 16
    if (group === 2 || group === 4 || group >= 0x7fe0 || except.has(tag) || tag === 0x00080005) continue
    if (vr === 'SQ') planted.push(sequenceElement(tag, nestedItem(identity, tag)))
    else {
      const value = plantedValue(vr, marker, tag)
      if (value !== undefined) planted.push(textElement(tag, vr, value))
    }
  }
  const named = new Map(
    [
      textElement(0x00100010, 'PN', identity.patientName),
      textElement(0x00100020, 'LO', identity.patientId),
      textElement(0x00100030, 'DA', identity.birthDate),
      textElement(0x00101040, 'LO', identity.address),
      textElement(0x00080080, 'LO', identity.institution),
      textElement(0x00080081, 'ST', identity.address),
    ].map((element) => [element.tag, element] as const),
  )
  return [
    ...planted.map((element) => named.get(element.tag) ?? element),
    ...privateBlock(0x00090000, identity),
    ...privateBlock(0x00290000, identity),
    ...overlay(0x60000000, identity),
    ...overlay(0x601e0000, identity),
    textElement(0x50000010, 'US', marker),
    textElement(0x50002600, 'LO', marker),
    textElement(0x50003000, 'OW', `${marker} `),
  ].filter(({ tag }) => !except.has(tag))
}

/** An item that holds a name, texts, a date, unknown bytes, a private block and a further sequence. */
function nestedItem(identity: PlantedIdentity, tag: number): readonly ElementToWrite[] {
  const { marker } = identity
  const leaf = [
    textElement(0x00080100, 'SH', `${marker}1`),
    textElement(0x00080104, 'LO', `${marker} meaning`),
    textElement(0x00100010, 'PN', identity.patientName),
    textElement(0x00081155, 'UI', `1.2.840.99997777.5.${tag}`),
    textElement(0x00180015, 'CS', marker.toUpperCase()),
  ]
  return [
    ...leaf,
    textElement(0x00080020, 'DA', '19430217'),
    textElement(0x00280030, 'DS', `${marker}\\1`),
    textElement(0x00283002, 'US', `${marker} `),
    textElement(0x00283003, 'LO', marker),
    textElement(0x0040a160, 'UT', `${identity.address} ${marker}`),
    ...privateBlock(0x00290000, identity),
    sequenceElement(0x00081140, leaf, [...leaf, sequenceElement(0x00081199, leaf)]),
  ].toSorted((one, other) => one.tag - other.tag)
}

function privateBlock(group: number, identity: PlantedIdentity): readonly ElementToWrite[] {
  const { marker } = identity
  return [
    textElement(group + 0x0010, 'LO', `${marker} PRIVATE`),
    textElement(group + 0x1001, 'LO', identity.patientName),
    textElement(group + 0x1002, 'UN', `${identity.patientId} ${marker}`),
    textElement(group + 0x1003, 'OB', `${identity.institution} ${marker}`),
    sequenceElement(group + 0x1004, [textElement(0x00100010, 'PN', identity.patientName)]),
  ]
}

function overlay(group: number, identity: PlantedIdentity): readonly ElementToWrite[] {
  return [
    numberElement(group + 0x0010, 'US', 8),
    numberElement(group + 0x0011, 'US', 8),
    textElement(group + 0x0022, 'LO', identity.patientName),
    textElement(group + 0x0040, 'CS', 'G'),
    numberElement(group + 0x0050, 'SS', 1, 1),
    numberElement(group + 0x0100, 'US', 1),
    numberElement(group + 0x0102, 'US', 0),
    textElement(group + 0x1500, 'LO', identity.marker),
    textElement(group + 0x3000, 'OW', `${identity.marker} overlay text`),
    textElement(group + 0x4000, 'LT', identity.address),
  ]
}
