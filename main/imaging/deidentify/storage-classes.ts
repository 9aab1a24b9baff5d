/** The kinds of image that are taken (SOP classes of storage, PS3.6 Annex A): UID, and the modality whose rules hold. */
export const storageClasses: ReadonlyMap<string, { readonly name: string; readonly kind: string }> = new Map([
  ['1.2.840.10008.5.1.4.1.1.2', { name: 'CT Image', kind: 'CT' }],
  ['1.2.840.10008.5.1.4.1.1.1', { name: 'Computed Radiography Image', kind: 'CR' }],
  ['1.2.840.10008.5.1.4.1.1.1.1', { name: 'Digital X-Ray Image, for presentation', kind: 'DX' }],
  ['1.2.840.10008.5.1.4.1.1.1.1.1', { name: 'Digital X-Ray Image, for processing', kind: 'DX' }],
  ['1.2.840.10008.5.1.4.1.1.4', { name: 'MR Image', kind: 'MR' }],
  ['1.2.840.10008.5.1.4.1.1.6', { name: 'Ultrasound Image (retired)', kind: 'US' }],
  ['1.2.840.10008.5.1.4.1.1.6.1', { name: 'Ultrasound Image', kind: 'US' }],
  ['1.2.840.10008.5.1.4.1.1.3', { name: 'Ultrasound Multi-frame Image (retired)', kind: 'US' }],
  ['1.2.840.10008.5.1.4.1.1.3.1', { name: 'Ultrasound Multi-frame Image', kind: 'US' }],
  ['1.2.840.10008.5.1.4.1.1.128', { name: 'Positron Emission Tomography Image', kind: 'PT' }],
  ['1.2.840.10008.5.1.4.1.1.7', { name: 'Secondary Capture Image', kind: 'SC' }],
  ['1.2.840.10008.5.1.4.1.1.7.2', { name: 'Multi-frame Grayscale Byte Secondary Capture Image', kind: 'SC' }],
  ['1.2.840.10008.5.1.4.1.1.7.3', { name: 'Multi-frame Grayscale Word Secondary Capture Image', kind: 'SC' }],
  ['1.2.840.10008.5.1.4.1.1.7.4', { name: 'Multi-frame True Color Secondary Capture Image', kind: 'SC' }],
])

/** What else archives hold, so that a refusal can name it; by UID or by the UID above it, the first that fits. */
const refused: readonly (readonly [start: string, what: string])[] = [
  ['1.2.840.10008.1.3.10', 'the index of a disc (DICOMDIR)'],
  ['1.2.840.10008.5.1.4.1.1.2.1', 'an enhanced multi-frame CT'],
  ['1.2.840.10008.5.1.4.1.1.2.2', 'a legacy converted multi-frame CT'],
  ['1.2.840.10008.5.1.4.1.1.4.2', 'an MR spectroscopy'],
  ['1.2.840.10008.5.1.4.1.1.4', 'an enhanced multi-frame MR'],
  ['1.2.840.10008.5.1.4.1.1.128.1', 'a legacy converted multi-frame PET'],
  ['1.2.840.10008.5.1.4.1.1.130', 'an enhanced multi-frame PET'],
  ['1.2.840.10008.5.1.4.1.1.1.2', 'a mammogram'],
  ['1.2.840.10008.5.1.4.1.1.1.3', 'a dental X-ray'],
  ['1.2.840.10008.5.1.4.1.1.7.1', 'a one-bit secondary capture'],
  ['1.2.840.10008.5.1.4.1.1.9', 'a waveform'],
  ['1.2.840.10008.5.1.4.1.1.11', 'a presentation state'],
  ['1.2.840.10008.5.1.4.1.1.12', 'an X-ray angiography or fluoroscopy'],
  ['1.2.840.10008.5.1.4.1.1.20', 'a nuclear medicine image'],
  ['1.2.840.10008.5.1.4.1.1.66.4', 'a segmentation'],
  ['1.2.840.10008.5.1.4.1.1.66', 'raw data'],
  ['1.2.840.10008.5.1.4.1.1.77', 'a photograph or microscopy of visible light'],
  ['1.2.840.10008.5.1.4.1.1.88.59', 'a selection of key images'],
  ['1.2.840.10008.5.1.4.1.1.88.67', 'a radiation dose report'],
  ['1.2.840.10008.5.1.4.1.1.88', 'a structured report'],
  ['1.2.840.10008.5.1.4.1.1.104', 'an encapsulated document'],
  ['1.2.840.10008.5.1.4.1.1.481.2', 'a radiotherapy dose'],
  ['1.2.840.10008.5.1.4.1.1.481', 'a radiotherapy object'],
  ['1.2.840.10008.5.1.4.1.1.30', 'a parametric map'],
]

/** @returns what an object is that isn't taken: "a structured report" */
export function refusedKind(sopClass: string | undefined): string {
  if (sopClass === undefined) return 'something that doesn’t say what it is'
  const known = refused.find(([start]) => sopClass === start || sopClass.startsWith(`${start}.`))
  return known?.[1] ?? 'an object of a kind that is not taken'
}
