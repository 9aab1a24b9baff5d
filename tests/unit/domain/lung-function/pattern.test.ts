import { describe, expect, it } from 'vitest'
import { lungPatternLabels, patternOf } from '#shared/domain/lung-function/pattern.ts'
import { severityOf } from '#shared/domain/lung-function/severity.ts'

describe('severity by z-score', () => {
  it.each([
    [3, 'normal'],
    [-1.645, 'normal'],
    [-1.6451, 'mild'],
    [-2.5, 'mild'],
    [-2.5001, 'moderate'],
    [-4, 'moderate'],
    [-4.0001, 'severe'],
  ])('%d is %s', (z, severity) => {
    expect(severityOf(z)).toBe(severity)
  })
})

describe('the pattern of a test', () => {
  it.each([
    [0, 0, 0, 'normal'],
    [0, 0, undefined, 'normal'],
    [-2, 0, 0, 'obstruction'],
    [-2, -2, undefined, 'obstruction'],
    [-2, undefined, undefined, 'obstruction'],
    [0, -2, undefined, 'possible-restriction'],
    [0, -2, -2, 'restriction'],
    [0, 0, -2, 'restriction'],
    [undefined, undefined, -2, 'restriction'],
    [0, -2, 0, 'non-specific'],
    [-2, -2, -2, 'obstruction-and-restriction'],
  ])('FEV1/FVC %s, FVC %s, TLC %s: %s', (ratio, fvc, tlc, pattern) => {
    expect(patternOf({ ratio, fvc, tlc })).toEqual({ pattern })
  })

  it.each([
    [undefined, -2, 0, 'FEV1/FVC is needed'],
    [0, undefined, 0, 'FVC is needed'],
  ])('FEV1/FVC %s, FVC %s, TLC %s: %s', (ratio, fvc, tlc, unavailable) => {
    expect(patternOf({ ratio, fvc, tlc })).toEqual({ unavailable })
  })

  it('is never called by the abbreviation of a disease', () => {
    expect(Object.values(lungPatternLabels).join(' ')).not.toMatch(/NSIP/i)
  })
})
