import { describe, expect, it } from 'vitest'
import { firstDay, lastDay } from '#shared/domain/partial-date.ts'
import { demoToday } from '#main/demo/calendar.ts'
import { caseCode, referredKey } from '#main/demo/demo-case.ts'
import type { DemoCase, DemoRecord } from '#main/demo/demo-case.ts'
import { demoCases } from '#main/demo/demo-cases.ts'
import { seededRandom } from '#main/demo/random.ts'
import { archetypes, syntheticProfile } from '#main/demo/synthetic-profile.ts'
import { problemsOf } from './check-demo-records.ts'

const cases = [...demoCases()]
const synthetic = cases.slice(1)
const ofForm = (demoCase: DemoCase, form: DemoRecord['form']) =>
  demoCase.records.filter((record) => record.form === form)
const dateColumns = ['date', 'ended', 'onset', 'started', 'asked_on', 'decided_on', 'first_dose_on', 'observed_on']

describe('the demo cases', () => {
  it('are 61 by default, the published one first, with codes of at least four digits', () => {
    expect(cases.map(({ code }) => code)).toEqual(Array.from({ length: 61 }, (_, index) => caseCode(index + 1)))
    expect(caseCode(12_345)).toBe('AS-12345')
    expect([...demoCases({ cases: 0 })]).toEqual([])
  })

  it('are the same byte by byte for the same seed', () => {
    expect(JSON.stringify([...demoCases({ seed: 1 })])).toBe(JSON.stringify(cases))
  })

  it('differ for another seed, but for the published case', () => {
    const others = [...demoCases({ seed: 2 })]
    expect(others[0]).toEqual(cases[0])
    for (const [index, other] of others.entries()) if (index > 0) expect(other).not.toEqual(cases[index])
  })

  it('do not depend on how many are made', () => {
    const few = [...demoCases({ cases: 12 })]
    expect(few).toEqual(cases.slice(0, 12))
  })

  it('are marked synthetic throughout, under names that nobody has', () => {
    for (const { source, identity, records, code } of synthetic) {
      expect(source).toBe('synthetic')
      expect(new Set(records.map((record) => record.source))).toEqual(new Set(['synthetic']))
      if (identity)
        expect(identity.values).toMatchObject({ family_name: 'Demo', given_names: `Patient ${Number(code.slice(3))}` })
    }
  })

  it('pass the dictionary and the rules between items without a refusal, nor a doubt', () => {
    expect(
      [...synthetic, ...demoCases({ cases: 40, seed: 7 })].filter(({ code }) => code !== 'AS-0001').flatMap(problemsOf),
    ).toEqual([])
  }, 60_000)

  it('have keys and id seeds of their own, and refer to records of the right form that come before', () => {
    const seeds = new Set<string>()
    for (const { code, idSeed, identity, records } of cases) {
      for (const each of [idSeed, identity?.idSeed, ...records.map((record) => record.idSeed)]) {
        if (each === undefined) continue
        expect(seeds.has(each), each).toBe(false)
        seeds.add(each)
      }
      const seen = new Map<string, string>()
      for (const { key, form, values } of records) {
        for (const [column, value] of Object.entries(values)) {
          const referred = referredKey(value)
          if (referred === undefined) continue
          expect(seen.get(referred), `${code}/${key}.${column}`).toBe(
            column === 'compared_with' ? 'imaging' : 'treatment',
          )
        }
        seen.set(key, form)
      }
      expect(seen.size).toBe(records.length)
    }
  })
})

describe('time in a synthetic case', () => {
  it('runs from birth to today, and ends at death', () => {
    for (const { code, values, records } of synthetic) {
      const born = firstDay(String(values['birth_date']))
      const died = values['status'] === 'died' ? firstDay(String(values['status_on'])) : Infinity
      const last = Math.min(died, firstDay(demoToday))
      for (const record of records) {
        for (const column of dateColumns) {
          const date = record.values[column]
          if (typeof date !== 'string') continue
          expect(firstDay(date), `${code}/${record.key}.${column} ${date}`).toBeGreaterThan(born)
          expect(firstDay(date), `${code}/${record.key}.${column} ${date}`).toBeLessThanOrEqual(last)
        }
      }
    }
  })

  it('has dose steps that follow one another without a doubt, within their treatment', () => {
    for (const demoCase of synthetic) {
      for (const { key, values } of ofForm(demoCase, 'treatment')) {
        const steps = ofForm(demoCase, 'dose_step').filter((step) => step.values['treatment'] === `key:${key}`)
        const starts = steps.map((step) => String(step.values['started']))
        for (const [index, start] of starts.entries()) {
          const before = starts[index - 1]
          if (before !== undefined) expect(lastDay(before), `${demoCase.code}/${key}`).toBeLessThan(firstDay(start))
        }
        if (starts[0] !== undefined) expect(starts[0]).toBe(values['started'])
        const ended = values['ended']
        if (typeof ended === 'string' && starts.length > 0)
          expect(firstDay(starts.at(-1)!)).toBeLessThanOrEqual(lastDay(ended))
      }
    }
  })

  it('has no two courses of one drug at a time', () => {
    for (const demoCase of synthetic) {
      const treatments = ofForm(demoCase, 'treatment')
      for (const drug of new Set(treatments.map(({ values }) => values['drug']))) {
        const spans = treatments
          .filter(({ values }) => values['drug'] === drug)
          .map(
            ({ values }) =>
              [
                firstDay(String(values['started'])),
                values['ended'] === undefined ? Infinity : lastDay(String(values['ended'])),
              ] as const,
          )
          .sort((a, b) => a[0] - b[0])
        for (const [index, span] of spans.entries()) {
          const before = spans[index - 1]
          if (before) expect(span[0], `${demoCase.code} ${String(drug)}`).toBeGreaterThan(before[1])
        }
      }
    }
  })

  it('has infusions within their treatment, one after the other', () => {
    for (const demoCase of synthetic) {
      const treatments = new Map(ofForm(demoCase, 'treatment').map((record) => [`key:${record.key}`, record.values]))
      const lastOf = new Map<string, number>()
      for (const { key, values } of ofForm(demoCase, 'infusion')) {
        const reference = String(values['treatment'])
        const treatment = treatments.get(reference)
        const from = firstDay(String(values['date']))
        const to = firstDay(String(values['ended'] ?? values['date']))
        expect(treatment?.['drug'], key).toBe(values['drug'])
        expect(from).toBeGreaterThanOrEqual(firstDay(String(treatment?.['started'])))
        if (treatment?.['ended'] !== undefined) expect(to).toBeLessThanOrEqual(firstDay(String(treatment['ended'])))
        expect(from).toBeGreaterThan(lastOf.get(reference) ?? -Infinity)
        lastOf.set(reference, to)
      }
    }
  })

  it('has a death for each who died, and none besides', () => {
    for (const { code, values, records } of [...demoCases({ cases: 200 })].slice(1)) {
      const deaths = records.filter((record) => record.values['kind'] === 'death')
      expect(
        deaths.map((death) => death.values['onset']),
        code,
      ).toEqual(values['status'] === 'died' ? [values['status_on']] : [])
    }
  })
})

describe('the mix of synthetic cases', () => {
  const profiles = synthetic.map((_, index) => syntheticProfile(index + 2, 1, seededRandom(1, index + 2)))
  const occurring = (values: Iterable<string>) => new Set(values)
  const inRecords = (form: DemoRecord['form'], column: string) =>
    occurring(synthetic.flatMap((demoCase) => ofForm(demoCase, form).map((record) => String(record.values[column]))))

  it('has every kind of course', () => {
    expect(occurring(profiles.map(({ archetype }) => archetype))).toEqual(new Set(archetypes))
  })

  it('has Jo-1 in about half, PL-7, PL-12, EJ, OJ, KS and a rarer one, and Ro52 in about half', () => {
    const antibodies = profiles.map(({ antibody }) => antibody)
    const share = (wanted: string) => antibodies.filter((antibody) => antibody === wanted).length / antibodies.length
    expect(share('jo-1')).toBeGreaterThan(0.42)
    expect(share('jo-1')).toBeLessThan(0.62)
    for (const antibody of ['pl-7', 'pl-12', 'ej', 'oj', 'ks']) expect(share(antibody), antibody).toBeGreaterThan(0)
    expect(antibodies.some((antibody) => ['zo', 'ha', 'other-synthetase'].includes(antibody))).toBe(true)
    const ro52 = profiles.filter((profile) => profile.ro52).length / profiles.length
    expect(ro52).toBeGreaterThan(0.35)
    expect(ro52).toBeLessThan(0.75)
  })

  it('records the synthetase antibody of each as positive once or more', () => {
    for (const [index, demoCase] of synthetic.entries()) {
      const positive = ofForm(demoCase, 'antibody').filter(
        ({ values }) => values['specificity'] === profiles[index]?.antibody && values['result'] === 'positive',
      )
      expect(positive.length, demoCase.code).toBeGreaterThan(0)
    }
  })

  it('has fibrotic and cellular NSIP, OP, NSIP with OP and UIP on CT', () => {
    const patterns = inRecords('imaging', 'pattern')
    for (const pattern of ['nsip-fibrotic', 'nsip-cellular', 'op', 'nsip-op', 'uip', 'probable-uip'])
      expect(patterns).toContain(pattern)
  })

  it('has the drugs, the events and the ends that a registry meets', () => {
    const drugs = [
      'mycophenolate',
      'azathioprine',
      'tacrolimus',
      'rituximab',
      'cyclophosphamide',
      'ivig',
      'nintedanib',
      'cotrimoxazole',
      'prednisone',
    ]
    for (const drug of drugs) expect(inRecords('treatment', 'drug')).toContain(drug)
    for (const kind of ['infection', 'admission', 'acute-exacerbation', 'death', 'transplant'])
      expect(inRecords('event', 'kind')).toContain(kind)
    const states = occurring(synthetic.map(({ values }) => String(values['status'])))
    for (const status of ['active', 'died', 'lost', 'transplanted']) expect(states).toContain(status)
  })

  it('has other units, results below a limit, partial dates and reasons for what is missing', () => {
    const records = synthetic.flatMap((demoCase) => demoCase.records)
    expect(inRecords('laboratory', 'unit')).toContain('ukat/L')
    expect(inRecords('pft', 'dlco_unit')).toEqual(new Set(['mL/min/mm[Hg]', 'mmol/min/kPa', 'undefined']))
    expect(records.some(({ values }) => values['value_comparator'] === '<')).toBe(true)
    const lengths = new Set(
      records.flatMap(({ values }) => dateColumns.map((column) => String(values[column] ?? '').length)),
    )
    expect(lengths).toEqual(new Set([0, 4, 7, 10]))
    const reasons = new Set(records.flatMap(({ missing }) => Object.values(missing ?? {})))
    for (const reason of ['unknown', 'not-done', 'refused'] as const) expect(reasons).toContain(reason)
  })

  it('has CK fall with treatment where there is myositis, and FVC that moves like a lung', () => {
    let fell = 0
    let muscular = 0
    for (const [index, demoCase] of synthetic.entries()) {
      const fvc = ofForm(demoCase, 'pft').map(({ values }) => Number(values['fvc_pct']))
      for (const [at, value] of fvc.entries()) {
        const before = fvc[at - 1]
        if (before !== undefined) expect(Math.abs(value - before), demoCase.code).toBeLessThan(30)
      }
      const ratios = ofForm(demoCase, 'laboratory')
        .filter(({ values }) => values['test'] === 'ck')
        .map(({ values }) => Number(values['value']) / Number(values['ref_high']))
      if ((profiles[index]?.ckPeak ?? 0) < 4 || ratios.length < 8) continue
      muscular += 1
      if (Math.min(...ratios) < ratios[0]! / 2) fell += 1
    }
    expect(muscular).toBeGreaterThan(10)
    expect(fell).toBe(muscular)
  })
})
