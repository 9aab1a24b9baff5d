import { describe, expect, it } from 'vitest'
import { burnedInRisk } from '#main/imaging/deidentify/burned-in-risk.ts'

const axial = {
  modality: 'CT',
  imageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
  hasBurnedInAnnotation: undefined,
  photometric: 'MONOCHROME2',
}

describe('text that may be written into a picture', () => {
  it('is not expected in slices of CT', () => {
    expect(burnedInRisk(axial)).toBeUndefined()
    expect(burnedInRisk({ ...axial, imageType: ['DERIVED', 'PRIMARY', 'MPR'] })).toBeUndefined()
  })

  it.each(['US', 'OT', 'CR', 'XA', 'XC'])('is expected in pictures of %s', (modality) => {
    expect(burnedInRisk({ ...axial, modality })).toMatch(/\.$/)
  })

  it.each([
    ['the file says so', { hasBurnedInAnnotation: true }, 'The file itself'],
    ['it is a saved screen', { imageType: ['DERIVED', 'SECONDARY', 'SCREEN SAVE'] }, 'a saved screen'],
    ['it is a protocol page', { imageType: ['DERIVED', 'SECONDARY', 'OTHER', 'CT_SOM5 PROT'] }, 'a dose sheet'],
    ['a CT is in color', { photometric: 'RGB' }, 'in color'],
    ['it was made from other images', { imageType: ['DERIVED', 'SECONDARY'] }, 'made from other images'],
  ])('is expected where %s', (_, more, words) => {
    expect(burnedInRisk({ ...axial, ...more })).toContain(words)
  })

  it('is not expected where the file denies it, but for ultrasound', () => {
    expect(burnedInRisk({ ...axial, modality: 'CR', hasBurnedInAnnotation: false })).toBeUndefined()
    expect(burnedInRisk({ ...axial, modality: 'US', hasBurnedInAnnotation: false })).toContain('Ultrasound')
  })
})
