import type { ImageFacts } from '#main/imaging/dicom/image-facts.ts'

/** Modalities whose machines write names into the picture itself, or that were made from paper, film or a screen. */
const carriers: Readonly<Record<string, string>> = {
  US: 'Ultrasound machines write names and dates into the picture.',
  IVUS: 'Ultrasound machines write names and dates into the picture.',
  OT: 'It may be a photograph of a screen, a film or a paper.',
  SC: 'It may be a photograph of a screen, a film or a paper.',
  XA: 'Angiography machines may write names and dates into the picture.',
  RF: 'Fluoroscopy machines may write names and dates into the picture.',
  ES: 'Endoscopes write names and dates into the picture.',
  XC: 'It is a photograph, which may show a face.',
  GM: 'It is a photograph, which may show a label.',
  CR: 'Radiographs that were digitized from film show what was written on the film.',
}

/** Image types of pictures that were computed to be looked at, such as dose sheets. */
const sheets: ReadonlySet<string> = new Set(
  'SCREEN SAVE,SCREEN_SAVE,SCREENSHOT,DOSE_INFO,DOSE INFO,PROT,CSA REPORT,MONTAGE'.split(','),
)

/**
 * Why a picture may hold text that tells whose it is: nothing that this program does removes text from the pixels themselves.
 * @returns a sentence for whoever decides, or nothing where there is no reason to expect it
 */
export function burnedInRisk(
  facts: Pick<ImageFacts, 'modality' | 'imageType' | 'hasBurnedInAnnotation' | 'photometric'>,
): string | undefined {
  if (facts.hasBurnedInAnnotation === true) return 'The file itself says that text is written into the picture.'
  const sheet = facts.imageType.some((type) => sheets.has(type) || /^CT_SOM\w* PROT$/.test(type))
  if (sheet) return 'It is a saved screen or a dose sheet, which usually shows the name.'
  if (facts.hasBurnedInAnnotation === false && facts.modality !== 'US') return undefined
  const carrier = carriers[facts.modality ?? 'OT']
  if (carrier !== undefined) return carrier
  if (facts.photometric !== undefined && !facts.photometric.startsWith('MONOCHROME'))
    return 'It is in color, as saved screens are.'
  if (facts.imageType[0] === 'DERIVED' && facts.imageType[1] === 'SECONDARY')
    return 'It was made from other images, and may be a saved screen.'
  return undefined
}
