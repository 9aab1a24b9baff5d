import { describe, expect, test } from 'vitest'
import { fallBetween } from '#shared/domain/progression/falls.ts'
import { inbuild } from '#shared/domain/progression/inbuild.ts'
import { omeract } from '#shared/domain/progression/omeract.ts'
import { ppf } from '#shared/domain/progression/ppf.ts'
import { evidence } from '#tests/support/evidence.ts'

const [then, now] = ['2023-06-15', '2024-03-15']
const at = (baseline: number, followUp: number) => ({ fvc: { [then]: baseline, [now]: followUp } })
const criterion = (finding: ReturnType<typeof ppf>, id: string) => finding.criteria.find((each) => each.id === id)

/** Worked values: baseline, follow-up, points, percent, then physiology of PPF, INBUILD alone and with symptoms, OMERACT. */
const worked = [
  [72, 66, 6, 8.33, true, undefined, true, undefined],
  [80, 76, 4, 5, false, undefined, true, undefined],
  [62, 57, 5, 8.06, true, undefined, true, undefined],
  [55, 44, 11, 20, true, true, true, true],
] as const

describe.each(worked)(
  'FVC %d to %d %%',
  (baseline, followUp, points, percent, fell, alone, withSymptoms, byOmeract) => {
    test('falls by so many points and so much of the baseline', () => {
      expect(fallBetween('absolute', baseline, followUp)).toBe(points)
      expect(fallBetween('relative', baseline, followUp)).toBeCloseTo(percent, 2)
    })

    test('is judged as the definitions say', () => {
      expect(criterion(ppf(evidence(at(baseline, followUp)), now), 'fvc')?.met).toBe(fell)
      expect(inbuild(evidence(at(baseline, followUp)), now).met).toBe(alone)
      const worse = { [now]: true }
      expect(inbuild(evidence({ ...at(baseline, followUp), symptoms: worse }), now).met).toBe(withSymptoms)
      expect(inbuild(evidence({ ...at(baseline, followUp), imaging: worse }), now).met).toBe(withSymptoms)
      expect(omeract(evidence(at(baseline, followUp)), now).met).toBe(byOmeract)
      const withDlco = evidence({ ...at(baseline, followUp), dlco: { [then]: 50, [now]: 42.5 } })
      expect(omeract(withDlco, now).met).toBe(true)
    })
  },
)

describe('PPF', () => {
  const fvc = { [then]: 61, [now]: 55 }

  test('says in one sentence what makes it met', () => {
    const { because } = ppf(evidence({ fvc, symptoms: { [now]: true } }), now)
    expect(because).toBe(`met: FVC 61 → 55 % (−6 points) in 9 months and symptoms true on ${now}`)
  })

  test('needs two of three: one alone can’t be told while the others are not recorded, and is not met when they are not so', () => {
    expect(ppf(evidence({ fvc }), now)).toMatchObject({
      met: undefined,
      missing: ['whether respiratory symptoms are worse', 'imaging compared with an earlier study'],
    })
    expect(ppf(evidence({ fvc, symptoms: { [now]: false }, imaging: { [now]: false } }), now).met).toBe(false)
    expect(ppf(evidence({ fvc, symptoms: { [now]: false }, imaging: { [now]: true } }), now).met).toBe(true)
  })

  test('is not met without physiology once symptoms and imaging are both known not to be worse', () => {
    expect(ppf(evidence({ symptoms: { [now]: false }, imaging: { [now]: false } }), now).met).toBe(false)
  })

  test('leaves physiology open without DLCO unless FVC fell', () => {
    const finding = ppf(evidence({ ...at(80, 76), symptoms: { [now]: true }, imaging: { [now]: false } }), now)
    expect(finding.met).toBeUndefined()
    expect(finding.because).toBe('not assessable because no DLCO is recorded')
    expect(finding.missing).toEqual(['two DLCO values within 12 months'])
  })

  test('is not satisfied by a DLCO that is not corrected, however far it fell', () => {
    const dlco = { [then]: 70, [now]: 40 }
    for (const hemoglobin of ['uncorrected', 'unknown'] as const) {
      const finding = ppf(evidence({ dlco, hemoglobin, symptoms: { [now]: true } }), now)
      expect(finding.met).toBeUndefined()
      expect(criterion(finding, 'dlco')).toMatchObject({ met: undefined })
      expect(criterion(finding, 'dlco')?.because).toContain('Hb not available')
      expect(finding.missing).toContain('hemoglobin at the DLCO tests')
    }
  })

  test('never holds a corrected DLCO against an uncorrected one', () => {
    const given = evidence({ dlco: { [now]: 40 }, symptoms: { [now]: true } })
    const mixed = {
      ...given,
      measurements: [
        { date: then, index: 'DLCO' as const, percent: 70, hemoglobin: 'uncorrected' as const },
        ...given.measurements,
      ],
    }
    expect(criterion(ppf(mixed, now), 'dlco')?.met).toBeUndefined()
    expect(
      omeract({ ...mixed, measurements: [...mixed.measurements, ...evidence(at(80, 75)).measurements] }, now).met,
    ).toBe(undefined)
  })

  test('takes the highest value of the window before the follow-up, and says where FVC went since', () => {
    const finding = ppf(
      evidence({ fvc: { '2023-06-01': 60, '2023-09-01': 66, '2024-01-10': 58, '2024-03-15': 64 } }),
      '2024-03-15',
    )
    expect(criterion(finding, 'fvc')).toMatchObject({
      met: true,
      because: 'FVC 66 → 58 % (−8 points) in 4 months, since then 64 % on 15 Mar 2024',
    })
  })

  test('does not show a fall that is a hair too small as one that reaches the threshold', () => {
    const finding = ppf(evidence(at(62.34, 57.36)), now)
    expect(criterion(finding, 'fvc')).toMatchObject({ met: false })
    expect(criterion(finding, 'fvc')?.because).toContain('−4.98 points')
  })

  test('counts nothing that is dated after the day looked back from', () => {
    const later = evidence({ fvc, symptoms: { [now]: true } })
    expect(ppf(later, '2024-03-14').met).toBeUndefined()
  })

  test('lets a fall count for a year after its follow-up', () => {
    const given = evidence({ fvc, symptoms: { '2025-03-15': true } })
    expect(ppf(given, '2025-03-15').met).toBe(true)
    expect(ppf(given, '2025-03-16').met).toBeUndefined()
  })
})

describe('Partial dates', () => {
  const metWith = (baseline: string, followUp = now) =>
    ppf(evidence({ fvc: { [baseline]: 80, [followUp]: 60 }, symptoms: { [now]: true } }), now)

  test('decide where both ends of what they can mean agree', () => {
    expect(metWith('2023-06').met).toBe(true)
    expect(metWith('2022').because).toContain('no two FVC values lie within 12 months')
  })

  test('leave it open where one end lies outside, and name the date', () => {
    const { met, because, missing } = metWith('2023-03')
    expect(met).toBeUndefined()
    expect(because).toContain('because the dates (Mar 2023) are not known to the day')
    expect(missing).toContain('the day of FVC 80 % (Mar 2023)')
    expect(metWith('2023').met).toBeUndefined()
  })

  test('of the same month leave open which test came first', () => {
    expect(metWith('2024-03').met).toBeUndefined()
  })

  test('don’t matter where the verdict is the same on every day that they can mean', () => {
    const no = { [now]: false }
    expect(ppf(evidence({ fvc: { '2023-03': 80, [now]: 60 }, symptoms: no, imaging: no }), now).met).toBe(false)
  })

  test('don’t reach beyond the day by which everything was known', () => {
    const given = evidence({ fvc: { '2024-01-10': 80, '2024-03': 60 }, symptoms: { '2024-03': true } })
    expect(ppf(given, '2024-03-20').met).toBeUndefined()
    expect(ppf({ ...given, knownBy: '2024-03-20' }, '2024-03-20').met).toBe(true)
  })

  test('of a statement are treated alike', () => {
    const given = (month: string) => evidence({ fvc: { [then]: 61, [now]: 55 }, symptoms: { [month]: true } })
    expect(ppf(given('2023-04'), now).met).toBe(true)
    expect(ppf(given('2023-03'), now)).toMatchObject({ met: undefined })
  })
})
