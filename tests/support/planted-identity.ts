import { numberElement, sequenceElement, textElement, type DicomElement } from '#main/imaging/dicom/dicom-element.ts'
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
function plantedValue(vr: string, marker: string, number: string): string | undefined {
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
      return `1.2.840.99997777.3.${Number.parseInt(number, 16)}`
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
export function plantedElements(identity: PlantedIdentity, except: ReadonlySet<string>): readonly DicomElement[] {
  const { marker } = identity
  const planted: DicomElement[] = []
  for (const { tag, vr } of exactTags().values()) {
    if (tag.startsWith('x0002') || except.has(tag) || tag === 'x00080005' || /^x(7fe0|fff|0004)/.test(tag)) continue
    if (vr === 'SQ') planted.push(sequenceElement(tag, nestedItem(identity, tag.slice(1))))
    else {
      const value = plantedValue(vr, marker, tag.slice(1))
      if (value !== undefined) planted.push(textElement(tag, vr, value))
    }
  }
  const named = new Map(
    [
      textElement('x00100010', 'PN', identity.patientName),
      textElement('x00100020', 'LO', identity.patientId),
      textElement('x00100030', 'DA', identity.birthDate),
      textElement('x00101040', 'LO', identity.address),
      textElement('x00080080', 'LO', identity.institution),
      textElement('x00080081', 'ST', identity.address),
    ].map((element) => [element.tag, element] as const),
  )
  return [
    ...planted.map((element) => named.get(element.tag) ?? element),
    ...privateBlock('0009', identity),
    ...privateBlock('0029', identity),
    ...overlay('6000', identity),
    ...overlay('601e', identity),
    textElement('x50000010', 'US', marker),
    textElement('x50002600', 'LO', marker),
    textElement('x50003000', 'OW', `${marker} `),
  ].filter(({ tag }) => !except.has(tag))
}

/** An item that holds a name, texts, a date, unknown bytes, a private block and a further sequence. */
function nestedItem(identity: PlantedIdentity, number: string): readonly DicomElement[] {
  const { marker } = identity
  const leaf = [
    textElement('x00080100', 'SH', `${marker}1`),
    textElement('x00080104', 'LO', `${marker} meaning`),
    textElement('x00100010', 'PN', identity.patientName),
    textElement('x00081155', 'UI', `1.2.840.99997777.5.${Number.parseInt(number, 16)}`),
    textElement('x00180015', 'CS', marker.toUpperCase()),
  ]
  return [
    ...leaf,
    textElement('x00080020', 'DA', '19430217'),
    textElement('x00280030', 'DS', `${marker}\\1`),
    textElement('x00283002', 'US', `${marker} `),
    textElement('x00283003', 'LO', marker),
    textElement('x0040a160', 'UT', `${identity.address} ${marker}`),
    ...privateBlock('0029', identity),
    sequenceElement('x00081140', leaf, [...leaf, sequenceElement('x00081199', leaf)]),
  ].toSorted((one, other) => (one.tag < other.tag ? -1 : 1))
}

function privateBlock(group: string, identity: PlantedIdentity): readonly DicomElement[] {
  const { marker } = identity
  return [
    textElement(`x${group}0010`, 'LO', `${marker} PRIVATE`),
    textElement(`x${group}1001`, 'LO', identity.patientName),
    textElement(`x${group}1002`, 'UN', `${identity.patientId} ${marker}`),
    textElement(`x${group}1003`, 'OB', `${identity.institution} ${marker}`),
    sequenceElement(`x${group}1004`, [textElement('x00100010', 'PN', identity.patientName)]),
  ]
}

function overlay(group: string, identity: PlantedIdentity): readonly DicomElement[] {
  return [
    numberElement(`x${group}0010`, 'US', 8),
    numberElement(`x${group}0011`, 'US', 8),
    textElement(`x${group}0022`, 'LO', identity.patientName),
    textElement(`x${group}0040`, 'CS', 'G'),
    numberElement(`x${group}0050`, 'SS', 1, 1),
    numberElement(`x${group}0100`, 'US', 1),
    numberElement(`x${group}0102`, 'US', 0),
    textElement(`x${group}1500`, 'LO', identity.marker),
    textElement(`x${group}3000`, 'OW', `${identity.marker} overlay text`),
    textElement(`x${group}4000`, 'LT', identity.address),
  ]
}
