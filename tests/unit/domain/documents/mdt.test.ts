import { expect, it } from 'vitest'
import { standardClinicalSettings as settings } from '#shared/domain/clinical-settings.ts'
import { mdtOf, treatmentWords } from '#shared/domain/documents/mdt-of.ts'
import { publishedCase } from '#main/demo/published-case.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'

const today = '2026-11-26'

it('tells treatment now with what changed since its start, in one line each', () => {
  const { treatment } = mdtOf(demoRecord(publishedCase()), today, settings)
  const ivig = treatment.shown.find(({ line }) => line.drug === 'ivig')
  expect(ivig?.response).toEqual({
    text: 'CK 258 → 114 U/L in 12 months; FVC 74 → 77 % predicted in 12 months; DLCO 60 → 63 % predicted in 12 months; mMRC 2 → 0 in 12 months; prednisone 20 → 10 mg daily',
    source: 'illustrative',
  })
  const prednisone = treatment.shown.find(({ line }) => line.drug === 'prednisone')
  expect(treatmentWords(prednisone!.line)).toBe('Prednisone 10 mg daily, since 5 Oct 2021')
})

it('shows the newest studies with the signs that they name, and says how many more there are', () => {
  const studies = [2019, 2020, 2021, 2022, 2023].reduce<CaseBuilder>(
    (built, year) =>
      built.with('imaging', {
        modality: 'hrct',
        date: `${year}-05`,
        pattern: 'nsip',
        fibrosis: 'present',
        traction_bronchiectasis: 'present',
      }),
    aCase(),
  )
  const { imaging } = mdtOf(studies.record, today, settings)
  expect(imaging.more).toBe(2)
  expect(imaging.shown.map(({ date, text }) => [date, text])).toEqual([
    ['2023-05', 'HRCT: NSIP; fibrosis, traction bronchiectasis'],
    ['2022-05', 'HRCT: NSIP; fibrosis, traction bronchiectasis'],
    ['2021-05', 'HRCT: NSIP; fibrosis, traction bronchiectasis'],
  ])
})

it('gives the last lung function with what is predicted where it can be computed, as reported where not', () => {
  const computed = aCase({ sex: 'male', birth_date: '1960-01-01', height: 178, height_unit: 'cm' }).with('pft', {
    date: '2022-03-08',
    fvc: 3.28,
    fvc_unit: 'L',
    fvc_pct: 77,
  })
  const [fvc] = mdtOf(computed.record, today, settings).lungFunction
  expect(fvc).toMatchObject({ measured: '3.28 L', reference: 'GLI Global 2022', date: '2022-03-08' })
  expect(fvc!.percent).toMatch(/^7\d %$/)
  expect(fvc!.standing).toMatch(/^z −\d\.\d, LLN 3\.\d+ L$/)

  const reported = aCase().with('pft', { date: '2022-03-08', fvc_pct: 77 })
  expect(mdtOf(reported.record, today, settings).lungFunction).toEqual([
    {
      id: 'fvc',
      label: 'FVC',
      percent: '77 %',
      reference: 'as reported',
      date: '2022-03-08',
      recordId: 'pft-1',
      source: 'recorded',
    },
  ])
})

it('of a record with nothing but a code says what isn’t recorded', () => {
  const { lungFunction, imaging, treatment, open, ildGap } = mdtOf(aCase().record, today, settings)
  expect([lungFunction, imaging.shown, treatment.shown]).toEqual([[], [], []])
  expect(open.shown).toContain('No pulmonary function test recorded')
  expect(ildGap.score).toBeUndefined()
  expect(ildGap.because).toMatch(/^Not calculable: sex, age, FVC/i)
})
