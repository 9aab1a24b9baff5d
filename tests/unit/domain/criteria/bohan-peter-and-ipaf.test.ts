import { describe, expect, test } from 'vitest'
import { bohanPeter, bohanPeterClass, type BohanPeterItem } from '#shared/domain/criteria/bohan-peter.ts'
import { itemKnown, type Items } from '#shared/domain/criteria/criteria-items.ts'
import { ipafDomains } from '#shared/domain/criteria/ipaf.ts'
import { criteriaFindings } from '#shared/domain/criteria/criteria-findings.ts'
import type { Met } from '#shared/domain/rules/rule-finding.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'
import { findingFor } from './finding-for.ts'

describe('Bohan and Peter', () => {
  test('2, 3 and 4 muscle items make possible, probable and definite polymyositis', () => {
    expect([0, 1, 2, 3, 4].map((count) => bohanPeterClass(count, false))).toEqual([
      'none',
      'none',
      'possible',
      'probable',
      'definite',
    ])
  })
  test('with the rash 1, 2 and 3 make dermatomyositis', () => {
    expect([0, 1, 2, 3, 4].map((count) => bohanPeterClass(count, true))).toEqual([
      'none',
      'possible',
      'probable',
      'definite',
      'definite',
    ])
  })

  const ids = ['proximal-weakness', 'muscle-biopsy', 'enzymes-aldolase', 'emg', 'dm-rash'] as const
  const judge = (...mets: readonly Met[]) =>
    bohanPeter(
      Object.fromEntries(
        ids.map((id, index) => [id, itemKnown(id, { met: mets[index], because: '' })]),
      ) as unknown as Items<BohanPeterItem>,
    )
  test('stands where nothing open could change it', () => {
    expect(judge(true, true, true, undefined, undefined).met).toBe(true)
    expect(judge(true, false, true, false, false)).toMatchObject({
      met: false,
      because: 'Not met: 2 of 4 muscle items, possible polymyositis.',
    })
    expect(judge(true, false, true, undefined, false)).toMatchObject({
      met: undefined,
      because: 'Not assessable: 2 of 4 muscle items so far, possible polymyositis; open are EMG typical of myositis.',
    })
    expect(judge(false, false, undefined, false, false).met).toBe(false)
    expect(judge(false, false, undefined, true, true).because).toBe(
      'Not assessable: 1 of 4 muscle items with the rash so far, possible dermatomyositis; open are the same, or aldolase.',
    )
  })

  const items = (record: CaseBuilder) =>
    Object.fromEntries(findingFor('bohan-peter')(record).criteria.map(({ id, met }) => [id, met]))
  test('reads biopsies and EMG: not diagnostic shows nothing, findings not recorded leave it open', () => {
    const biopsy = (values: Parameters<CaseBuilder['with']>[1]) =>
      items(aCase().with('procedure', { kind: 'muscle-biopsy', status: 'done', ...values }))['muscle-biopsy']
    expect(biopsy({ diagnostic: 'no' })).toBe(false)
    expect(biopsy({})).toBeUndefined()
    expect(biopsy({ muscle_findings: ['none'] })).toBe(false)
    expect(biopsy({ muscle_findings: ['rimmed-vacuoles'] })).toBe(false)
    expect(biopsy({ muscle_findings: ['perifascicular-atrophy'] })).toBe(true)
    expect(biopsy({ status: 'refused', muscle_findings: ['perimysial'] })).toBeUndefined()
    const emg = (emg_finding?: 'myopathic' | 'normal' | 'other') =>
      items(aCase().with('procedure', { kind: 'emg', status: 'done', emg_finding }))['emg']
    expect([emg('myopathic'), emg('normal'), emg('other'), emg()]).toEqual([true, false, false, undefined])
  })
  test('an enzyme counts against the limit of its own laboratory', () => {
    const enzymes = (values: Parameters<CaseBuilder['with']>[1]) =>
      items(aCase().with('laboratory', { date: '2020-01-01', unit: 'U/L', ...values }))['enzymes-aldolase']
    expect(enzymes({ test: 'aldolase', value: 7.9, ref_high: 7.6 })).toBe(true)
    expect(enzymes({ test: 'aldolase', value: 7.9, ref_high: 8.1 })).toBeUndefined()
    expect(enzymes({ test: 'ck', value: 900 })).toBeUndefined()
    expect(enzymes({ test: 'ck', value: 200, ref_high: 200 })).toBeUndefined()
    expect(enzymes({ test: 'ck', value: 200, value_comparator: '>', ref_high: 200 })).toBe(true)
    const allNormal = (['ck', 'ldh', 'ast', 'alt', 'aldolase'] as const).reduce(
      (record, test) => record.with('laboratory', { test, date: '2020-01-01', value: 5, unit: 'U/L', ref_high: 7 }),
      aCase(),
    )
    expect(items(allNormal)['enzymes-aldolase']).toBe(false)
  })
})

describe('IPAF', () => {
  const domains = ({ record }: CaseBuilder) =>
    Object.fromEntries(ipafDomains(criteriaFindings(record, '2030-01-01').items).map(({ name, met }) => [name, met]))
  const ana = (values: Parameters<CaseBuilder['with']>[1]) =>
    domains(aCase().with('antibody', { specificity: 'ana', result: 'positive', ...values }))['serologic']

  test('ANA counts from 1:320 with an eligible pattern, nucleolar and centromere at any titer', () => {
    expect(ana({ titre: 320, pattern: ['AC-4'] })).toBe(true)
    expect(ana({ titre: 160, pattern: ['AC-8'] })).toBe(true)
    expect(ana({ titre: 5120 })).toBeUndefined()
    expect(ana({ titre: 5120, pattern: ['AC-20'] })).toBeUndefined()
    const anaItem = (values: Parameters<CaseBuilder['with']>[1]) =>
      criteriaFindings(aCase().with('antibody', { specificity: 'ana', ...values }).record, '2030-01-01').items.ana.met
    expect(anaItem({ result: 'positive', titre: 5120, pattern: ['AC-20'] })).toBe(false)
    expect(anaItem({ result: 'positive', titre: 160, pattern: ['AC-4'] })).toBe(false)
    expect(anaItem({ result: 'positive', titre: 160, titre_comparator: '>', pattern: ['AC-4'] })).toBeUndefined()
    expect(anaItem({ result: 'negative' })).toBe(false)
  })

  test('anti-Ku does not count', () => {
    expect(domains(aCase().with('antibody', { specificity: 'ku', result: 'positive' }))['serologic']).toBeUndefined()
    expect(domains(aCase().with('antibody', { specificity: 'mda5', result: 'positive' }))['serologic']).toBe(true)
  })

  test('a positive rheumatoid factor leaves it open: twice its limit is not recorded', () => {
    const { items } = criteriaFindings(
      aCase().with('antibody', { specificity: 'rf', result: 'positive', value: 90 }).record,
      '2030-01-01',
    )
    expect(items['other-serology']).toMatchObject({ met: undefined })
    expect(items['other-serology'].because).toMatch(/twice the upper limit/)
  })

  const candidate = aCase({ birth_date: '1960-01-01', first_symptom_on: '2019-01-01' })
    .with('diagnosis', { kind: 'ipaf', date: '2020', others_excluded: 'yes' })
    .with('imaging', { date: '2020-01-01', modality: 'hrct', pattern: 'op' })

  test('needs two domains, other causes excluded and no defined disease', () => {
    const one = findingFor('ipaf')(candidate)
    expect(one).toMatchObject({ met: undefined })
    expect(one.because).toMatch(/two domains are needed \(clinical open, serologic open, morphologic yes\)/)
    const two = candidate.with('manifestation', { term: 'raynaud', status: 'present', onset: '2019' })
    expect(findingFor('ipaf')(two).met).toBe(true)
    expect(findingFor('ipaf')(two.with('diagnosis', { kind: 'dm' }))).toMatchObject({
      met: false,
      because: 'Not met: a defined connective tissue disease is recorded.',
    })
    const excluded = (others_excluded: 'no' | 'unknown') =>
      findingFor('ipaf')(two.with('diagnosis', { kind: 'ild', others_excluded })).met
    expect(excluded('no')).toBe(false)
    const syndrome = two.with('diagnosis', { kind: 'asys' })
    expect(findingFor('ipaf')(syndrome).met).toBeUndefined()
  })

  test('another pattern on CT is none of its morphology, an indeterminate one leaves it open', () => {
    const morphology = (pattern: 'uip' | 'indeterminate' | 'lip') =>
      criteriaFindings(aCase().with('imaging', { date: '2020', modality: 'hrct', pattern }).record, '2030-01-01').items[
        'lung-morphology'
      ].met
    expect([morphology('uip'), morphology('indeterminate'), morphology('lip')]).toEqual([false, undefined, true])
  })
})
