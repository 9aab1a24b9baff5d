import { expect, test } from 'vitest'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { fiveLevelMean, gohExtent, gohStage } from '#shared/domain/scores/goh.ts'
import { gohFinding } from '#shared/domain/scores/goh-finding.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

test('The mean of the five levels 10, 15, 20, 30, 45 is 24 %, which is indeterminate: FVC decides', () => {
  expect(fiveLevelMean([10, 15, 20, 30, 45])).toBe(24)
  expect(gohExtent(24)).toBe('indeterminate')
  expect(fiveLevelMean([10, 15, 20, 30])).toBeUndefined()
})

test('Under 10 % is limited, over 30 % extensive; between them FVC from 70 % is limited', () => {
  expect([9.9, 10, 30, 30.1].map(gohExtent)).toEqual(['limited', 'indeterminate', 'indeterminate', 'extensive'])
  expect([70, 69.9, undefined].map((fvc) => gohStage('indeterminate', fvc))).toEqual([
    'limited',
    'extensive',
    undefined,
  ])
  expect(gohStage('extensive', 90)).toBe('extensive')
  expect(gohStage('limited', undefined)).toBe('limited')
})

const finding = ({ record }: CaseBuilder) => gohFinding(record, standardClinicalSettings, '2022-01-01')

test('From the record: the newest CT with an extent, and the FVC nearest to it', () => {
  const indeterminate = aCase()
    .with('imaging', { date: '2019-01', modality: 'hrct', goh: 'extensive' })
    .with('imaging', { date: '2020-01', modality: 'hrct', extent_pct: 20 })
  expect(finding(aCase()).because).toBe('Not assessable: no CT with an extent is recorded.')
  expect(finding(indeterminate)).toMatchObject({ met: undefined, missing: ['FVC % near the CT'] })
  const measured = indeterminate
    .with('pft', { date: '2018-06', fvc_pct: 80 })
    .with('pft', { date: '2020-03', fvc_pct: 65 })
    .with('pft', { date: '2020-09', fvc_pct: 75 })
  expect(finding(measured)).toMatchObject({
    met: true,
    because: 'Extensive: 20 %, indeterminate in Jan 2020; FVC 65 % in Mar 2020, as reported.',
    score: { text: 'extensive' },
  })
})
