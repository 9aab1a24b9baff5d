import { describe, expect, test } from 'vitest'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { caseEvidence } from '#shared/domain/progression/case-evidence.ts'
import { findingOfRule } from '#shared/domain/rules/judged-findings.ts'
import { inputsOf, leastRealSource } from '#shared/domain/rules/rule-finding.ts'
import { publishedCase } from '#main/demo/published-case.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'

const today = '2026-11-26'
const settings = standardClinicalSettings
const evidenceOf = ({ record }: CaseBuilder) => caseEvidence(record, settings, today)
const ppfOf = ({ record }: CaseBuilder, asOf: string) => findingOfRule('ppf-2022', record, { asOf, today, settings })!

describe('Symptoms', () => {
  const visits = (...visits: readonly object[]) =>
    evidenceOf(visits.reduce<CaseBuilder>((built, visit) => built.with('visit', visit), aCase())).symptoms

  test('are what the visit says of them', () => {
    const said = visits(
      { date: '2024-01-10', respiratory_change: 'worse' },
      { date: '2024-04-10', respiratory_change: 'same', mmrc: 3 },
      { date: '2024-07-10', respiratory_change: 'better' },
    )
    expect(said.map(({ holds, text }) => [holds, text])).toEqual([
      [true, 'respiratory symptoms worse on 10 Jan 2024'],
      [false, 'respiratory symptoms the same on 10 Apr 2024'],
      [false, 'respiratory symptoms better on 10 Jul 2024'],
    ])
  })

  test('are else told by a higher grade of dyspnea or cough, and that is said', () => {
    const graded = visits(
      { date: '2024-01-10', mmrc: 1, cough: 'none' },
      { date: '2024-04-10', mmrc: 1, cough: 'mild' },
    )
    expect(graded).toMatchObject([{ holds: true, since: '2024-01-10' }])
    expect(graded[0]!.text).toMatch(/^cough none → mild .*judged by its grade; the change of symptoms is not recorded/)
  })

  test('are not worse where no grade rose, and nothing is told where no grade is given', () => {
    expect(visits({ date: '2024-01', mmrc: 2 }, { date: '2024-03', mmrc: 2 })).toMatchObject([{ holds: false }])
    expect(visits({ date: '2024-01', weight: 80 }, { date: '2024-03', mmrc: 2 })).toEqual([])
  })

  test('that rose against a visit before the window don’t count', () => {
    const built = aCase().with('visit', { date: '2022-01-10', mmrc: 1 }).with('visit', { date: '2024-01-10', mmrc: 3 })
    const symptoms = ppfOf(built, '2024-01-10').criteria.find(({ id }) => id === 'symptoms')
    expect(symptoms?.met).toBeUndefined()
  })
})

describe('Imaging', () => {
  const studies = (...studies: readonly object[]) =>
    evidenceOf(studies.reduce<CaseBuilder>((built, study) => built.with('imaging', study), aCase())).imaging

  test('shows progression by its named signs, against the study named', () => {
    const [statement] = studies(
      { date: '2023-02-03', modality: 'hrct' },
      {
        date: '2024-02-12',
        modality: 'hrct',
        progression_signs: ['reticulation-more', 'honeycombing-more'],
        compared_with: 'imaging-1',
      },
    )
    expect(statement).toMatchObject({
      holds: true,
      text: 'HRCT of 12 Feb 2024: reticulation more extensive or coarser, honeycombing new or more (against 3 Feb 2023)',
    })
  })

  test('that is only “worse” leaves it open', () => {
    const [statement] = studies({ date: '2024-02-12', modality: 'hrct', change: 'worse' })
    expect(statement?.holds).toBeUndefined()
    expect(statement?.text).toBe('HRCT of 12 Feb 2024: reported worse, which sign is not recorded')
    const built = aCase().with('imaging', { date: '2024-02-12', modality: 'hrct', change: 'worse' })
    const finding = ppfOf(built, '2024-02-12')
    expect(finding.criteria.find(({ id }) => id === 'imaging')?.met).toBeUndefined()
    expect(finding.missing).toContain('which sign of progression the imaging shows')
  })

  test.each([{ change: 'same' }, { change: 'better' }, { progression_signs: ['none'], change: 'worse' }])(
    'does not progress: %o',
    (said) => {
      expect(studies({ date: '2024-02-12', modality: 'ct', ...said })).toMatchObject([{ holds: false }])
    },
  )

  test('of other parts than the chest, and studies without a comparison, say nothing', () => {
    expect(
      studies({ date: '2024-02-12', modality: 'mri-muscle', change: 'worse' }, { date: '2024', modality: 'ct' }),
    ).toEqual([])
  })
})

describe('What must hold before PPF applies', () => {
  const declining = aCase()
    .with('pft', { date: '2023-01-10', fvc_pct: 61 })
    .with('pft', { date: '2023-10-12', fvc_pct: 55 })
    .with('visit', { date: '2023-10-12', respiratory_change: 'worse' })
  const asOf = '2023-10-12'

  test('does not take the verdict away where it is not recorded, but is said', () => {
    const { met, because } = ppfOf(declining, asOf)
    expect(met).toBe(true)
    expect(because).toContain('fibrosis on imaging is not recorded')
    expect(because).toContain('that other causes are excluded is not recorded')
  })

  test('is silent where all is recorded', () => {
    const complete = declining
      .with('diagnosis', { kind: 'ild', others_excluded: 'yes' })
      .with('imaging', { date: '2022', modality: 'hrct', traction_bronchiectasis: 'present' })
    expect(ppfOf(complete, asOf).because).not.toContain('not recorded')
  })

  test('rules it out without fibrosis on imaging', () => {
    const without = declining.with('imaging', { date: '2023-01', modality: 'hrct', fibrosis: 'absent' })
    expect(ppfOf(without, asOf)).toMatchObject({ met: false, because: 'not met: HRCT of Jan 2023: no fibrosis' })
  })

  test('leaves it open while other causes are not excluded', () => {
    const open = declining.with('diagnosis', { kind: 'ild', others_excluded: 'no' })
    expect(ppfOf(open, asOf).met).toBeUndefined()
    expect(ppfOf(open, asOf).because).toContain('other causes not excluded')
  })

  test('does not look at what was seen later', () => {
    const later = declining.with('imaging', { date: '2024-01', modality: 'hrct', fibrosis: 'absent' })
    expect(ppfOf(later, asOf).met).toBe(true)
  })
})

describe('DLCO of a case', () => {
  const dlco = (basis: 'hb-corrected' | 'uncorrected' | undefined) =>
    [
      ['2023-01-10', 60],
      ['2023-10-12', 45],
    ].reduce<CaseBuilder>(
      (built, [date, value]) =>
        built.with('pft', { date: date as string, dlco_pct: value as number, ...(basis && { dlco_basis: basis }) }),
      aCase().with('visit', { date: '2023-10-12', respiratory_change: 'worse' }),
    )

  test('satisfies PPF only where it is corrected for hemoglobin', () => {
    expect(ppfOf(dlco('hb-corrected'), '2023-10-12').met).toBe(true)
    expect(ppfOf(dlco('uncorrected'), '2023-10-12').met).toBeUndefined()
    expect(ppfOf(dlco(undefined), '2023-10-12').met).toBeUndefined()
  })
})

describe('The published case', () => {
  const record = demoRecord(publishedCase())
  const recordedOnly = {
    ...record,
    records: { ...record.records, pft: [], visit: record.records.visit.filter(({ source }) => source === 'recorded') },
  }

  test('is not assessable on its recorded facts, which give no pulmonary function and stable imaging', () => {
    const finding = findingOfRule('ppf-2022', recordedOnly, { asOf: '2022-03-31', today, settings })!
    expect(finding.met).toBeUndefined()
    expect(finding.missing).toContain('two FVC values within 12 months')
    expect(finding.criteria.find(({ id }) => id === 'imaging')?.met).toBe(false)
  })

  test('says that it rests on illustrative values where it does', () => {
    const finding = findingOfRule('ppf-2022', record, { asOf: '2022-03-31', today, settings })!
    const usesTests = inputsOf(finding).some(({ form }) => form === 'pft')
    expect(usesTests).toBe(true)
    expect(leastRealSource(inputsOf(finding))).toBe('illustrative')
  })
})
