import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { addInterval, addMonths } from '#shared/domain/monitoring/add-interval.ts'
import { dueItems, nextDueOf } from '#shared/domain/monitoring/due.ts'
import {
  dueLabel,
  lastWords,
  ruleSource,
  ruleWords,
  stateShort,
  stateWords,
} from '#shared/domain/monitoring/due-words.ts'
import { monitoringFactsOf } from '#shared/domain/monitoring/facts.ts'
import { lastDone } from '#shared/domain/monitoring/last-done.ts'
import type { Schedule } from '#shared/domain/monitoring/schedule-model.ts'
import { schedulesOf, standardSchedules } from '#shared/domain/monitoring/schedules.ts'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { aCase } from '#tests/support/a-case.ts'

/** Everything on: what has no interval of its own is asked for every month. */
const monthly = standardSchedules.map((schedule): Schedule => ({
  ...schedule,
  every: schedule.every ?? { from: 1, to: 1, unit: 'mo' },
  on: true,
}))

function due(record: CaseRecord, today: string, schedules: readonly Schedule[] = standardSchedules) {
  return dueItems(monitoringFactsOf(record, today), schedules, today)
}
const the = (label: string, ...asked: Parameters<typeof due>) => due(...asked).find((item) => dueLabel(item) === label)
const pft = (record: CaseRecord, today: string, schedules?: readonly Schedule[]) =>
  the('Pulmonary function test', record, today, schedules)

const withIld = aCase({ enrolled_on: '2024-01-10' }).with('diagnosis', { kind: 'ild', date: '2024-01-10' })

describe('months', () => {
  it('are months of the calendar, ending on the last day where the month is shorter', () => {
    const after = (day: string, months: number) => isoOfDay(addMonths(dayNumber(day), months))
    expect(after('2024-01-10', 6)).toBe('2024-07-10')
    expect(after('2023-08-31', 6)).toBe('2024-02-29')
    expect(after('2024-08-31', 6)).toBe('2025-02-28')
    expect(after('2024-11-30', 15)).toBe('2026-02-28')
    expect(isoOfDay(addInterval(dayNumber('2024-02-26'), 1, 'wk'))).toBe('2024-03-04')
  })
})

describe('a pulmonary function test in the first year after the diagnosis of ILD', () => {
  const tested = withIld.with('pft', { date: '2024-02-01', fvc_pct: 71 }).record

  it.each([
    ['2024-04-30', 'later', 'due from 1 May 2024', '1 May 2024'],
    ['2024-05-01', 'open', 'due by 1 Aug 2024', '1 Aug 2024'],
    ['2024-07-01', 'open', 'due by 1 Aug 2024', '1 Aug 2024'],
    ['2024-07-02', 'soon', 'due in 30 days', '30 d'],
    ['2024-07-31', 'soon', 'due tomorrow', '1 d'],
    ['2024-08-01', 'soon', 'due today', '0 d'],
    ['2024-08-02', 'overdue', 'overdue by 1 day', '1 d over'],
    ['2024-11-08', 'overdue', 'overdue by 99 days', '99 d over'],
    ['2024-11-09', 'overdue', 'overdue by 3 months', '3 mo over'],
    ['2026-12-01', 'overdue', 'overdue by 2.3 years', '2.3 y over'],
  ])('on %s is %s: %s', (today, state, words, short) => {
    const item = pft(tested, today)!
    expect([item.state, stateWords(item), stateShort(item)]).toEqual([state, words, short])
  })

  it('names its rule and where that comes from', () => {
    const item = pft(tested, '2024-08-02')!
    expect(ruleWords(item)).toBe('every 3–6 months in the first year after the diagnosis of ILD')
    expect(ruleSource(item)).toBe('2023 ACR/CHEST guideline')
    expect(lastWords(item)).toBe('last 1 Feb 2024')
  })

  it('done on the last day of the year still counts by the first year, a day later by what follows', () => {
    const on = (date: string) => pft(withIld.with('pft', { date, fvc_pct: 71 }).record, '2025-02-01')!
    expect(isoOfDay(on('2025-01-09').to!)).toBe('2025-07-09')
    const later = on('2025-01-10')
    expect(isoOfDay(later.to!)).toBe('2026-01-10')
    expect(ruleWords(later)).toBe('every 6–12 months after the first year')
    expect(ruleSource(later)).toBe('the registry’s own proposal')
  })

  it('that was never done is counted from the diagnosis', () => {
    const item = pft(withIld.record, '2024-07-11')!
    expect(stateWords(item)).toBe('overdue by 1 day')
    expect(lastWords(item)).toBe('never; ILD known since 10 Jan 2024')
  })

  it('that was done long before the diagnosis is counted from the diagnosis too, and shown', () => {
    const item = pft(withIld.with('pft', { date: '2019-05-02', fvc_pct: 90 }).record, '2024-07-11')!
    expect(stateWords(item)).toBe('overdue by 1 day')
    expect(lastWords(item)).toBe('last 2 May 2019; ILD known since 10 Jan 2024')
  })

  it('without any value was not done', () => {
    expect(pft(withIld.with('pft', { date: '2024-06-01', dlco_attempt: 'not-done' }).record, '2024-06-02')!.last).toBe(
      undefined,
    )
  })

  it('that lies ahead is not done yet, and is once its day has come', () => {
    const planned = withIld.with('pft', { date: '2024-06-01', fvc_pct: 71 }).record
    expect(pft(planned, '2024-05-31')!.last).toBe(undefined)
    expect(pft(planned, '2024-06-01')!.last).toBe('2024-06-01')
  })
})

describe('for whom', () => {
  it('nothing of the lung is due without ILD on record', () => {
    expect(due(aCase({ enrolled_on: '2020' }).record, '2024-06-01')).toEqual([])
  })

  it('a CT with a pattern of ILD stands for its diagnosis; a normal one does not', () => {
    const on = (pattern: 'nsip' | 'normal') =>
      pft(aCase().with('imaging', { modality: 'hrct', date: '2024-01-10', pattern }).record, '2024-08-01')
    expect(stateWords(on('nsip')!)).toBe('overdue by 22 days')
    expect(on('normal')).toBe(undefined)
  })

  it('an ILD without a date is followed from its last test, and says so where there is none', () => {
    const undated = aCase().with('diagnosis', { kind: 'ild' })
    const never = pft(undated.record, '2024-08-01')!
    expect([never.state, stateWords(never), lastWords(never)]).toEqual([
      'undated',
      'never done, no date to count from',
      'never; ILD known, since when not recorded',
    ])
    const tested = pft(undated.with('pft', { date: '2020-01-01', fvc_pct: 71 }).record, '2024-08-01')!
    expect(isoOfDay(tested.to!)).toBe('2021-01-01')
  })

  it.each(['died', 'lost', 'withdrawn'] as const)('nothing is due for a case that is closed: %s', (status) => {
    expect(due(withIld.with('visit', { date: '2020-01-01' }).record, '2024-08-01', monthly)).not.toEqual([])
    const closed = aCase({ status }).with('diagnosis', { kind: 'ild', date: '2019' })
    expect(due(closed.record, '2024-08-01', monthly)).toEqual([])
  })

  it('nothing is due after a death that only an event tells', () => {
    expect(due(withIld.with('event', { kind: 'death', onset: '2024-03' }).record, '2024-08-01', monthly)).toEqual([])
  })
})

describe('what has no verified interval', () => {
  it('is not due by itself: HRCT, visits, laboratory tests', () => {
    const treated = withIld.with('treatment', { drug: 'mycophenolate', started: '2023-01-01' }).record
    expect(due(treated, '2024-08-01').map(dueLabel)).toEqual(['Pulmonary function test', 'Ambulatory desaturation'])
  })

  it('is due once the site says how often, and says that the site did', () => {
    const hrct: Schedule = {
      ...standardSchedules.find(({ id }) => id === 'hrct')!,
      every: { from: 12, to: 12, unit: 'mo' },
      on: true,
    }
    const item = the('HRCT', withIld.record, '2025-01-11', schedulesOf([hrct]))!
    expect([stateWords(item), ruleWords(item), ruleSource(item)]).toEqual([
      'overdue by 1 day',
      'every 12 months',
      'set by this site',
    ])
  })

  it('a guideline’s interval that a site has changed is the site’s', () => {
    const [own] = standardSchedules
    const changed = schedulesOf([{ ...own!, initial: { months: 12, every: { from: 2, to: 2, unit: 'mo' } } }])
    const item = pft(withIld.record, '2024-03-10', changed)!
    expect([stateWords(item), ruleSource(item)]).toEqual(['due today', 'set by this site'])
    const later = pft(withIld.with('pft', { date: '2025-06-01', fvc_pct: 70 }).record, '2025-07-01', changed)!
    expect(ruleSource(later)).toBe('the registry’s own proposal')
  })

  it('what is switched off is not due', () => {
    const off = schedulesOf(standardSchedules.map((schedule) => ({ ...schedule, on: false })))
    expect(due(withIld.record, '2026-08-01', off)).toEqual([])
  })
})

describe('laboratory tests by drug', () => {
  const onMmf = withIld.with('treatment', { drug: 'mycophenolate', started: '2024-03-01' })

  it('count from the start of the drug, then from the last result', () => {
    expect(stateWords(the('Blood count', onMmf.record, '2024-04-02', monthly)!)).toBe('overdue by 1 day')
    const tested = onMmf.with('laboratory', { test: 'platelets', date: '2024-03-20', value: 210, unit: '10*9/L' })
    const item = the('Blood count', tested.record, '2024-04-02', monthly)!
    expect([stateWords(item), ruleWords(item)]).toEqual(['due on 20 Apr 2024', 'every month on MMF'])
    expect(the('Liver tests', tested.record, '2024-04-02', monthly)!.state).toBe('overdue')
  })

  it('end with the drug, and begin anew with it', () => {
    const stopped = withIld.with('treatment', { drug: 'mycophenolate', started: '2023-03-01', ended: '2024-03-01' })
    expect(the('Blood count', stopped.record, '2024-03-01', monthly)).toBeDefined()
    expect(the('Blood count', stopped.record, '2024-03-02', monthly)).toBe(undefined)
    const again = stopped.with('treatment', { drug: 'mycophenolate', started: '2024-06-01' })
    expect(stateWords(the('Blood count', again.record, '2024-06-15', monthly)!)).toBe('due on 1 Jul 2024')
  })

  it('that two drugs ask for are due once, by the one that asks first', () => {
    const both = onMmf.with('treatment', { drug: 'azathioprine', started: '2024-01-15' }).record
    const counts = due(both, '2024-03-10', monthly).filter((item) => dueLabel(item) === 'Blood count')
    expect(counts.map(ruleWords)).toEqual(['every month on AZA'])
  })
})

describe('partial dates', () => {
  const tested = withIld.with('pft', { date: '2024-02', fvc_pct: 71 }).record

  it('are overdue only when that is so on any reading, and then by at least so much', () => {
    const on = (today: string) => pft(tested, today)!
    expect(stateWords(on('2024-08-01'))).toBe('due by 29 Aug 2024 at the latest')
    expect(stateWords(on('2024-08-02'))).toBe('due by 29 Aug 2024 at the latest, may be overdue')
    expect(stateWords(on('2024-08-29'))).toBe('due by 29 Aug 2024 at the latest, may be overdue')
    expect(stateWords(on('2024-08-30'))).toBe('overdue by at least 1 day')
  })

  it('of this year end today at the latest', () => {
    const item = pft(
      aCase().with('diagnosis', { kind: 'ild' }).with('pft', { date: '2024', fvc_pct: 71 }).record,
      '2024-06-01',
    )!
    expect([isoOfDay(item.from!), isoOfDay(item.to!)]).toEqual(['2024-07-01', '2025-06-01'])
  })

  it('of several tests, the one that can be the latest counts', () => {
    const record = withIld
      .with('pft', { date: '2024', fvc_pct: 71 })
      .with('pft', { date: '2024-03-01', fvc_pct: 71 }).record
    expect(lastDone(record, '2025-06-01').get('pft')?.date).toBe('2024')
    expect(lastDone(record, '2024-03-01').get('pft')?.date).toBe('2024-03-01')
  })

  it('that leave open whether it was in the first year are given the longer time', () => {
    const undecided = aCase()
      .with('diagnosis', { kind: 'ild', date: '2023' })
      .with('pft', { date: '2024-06-01', fvc_pct: 71 })
    const item = pft(undecided.record, '2024-10-01')!
    expect([isoOfDay(item.from!), isoOfDay(item.to!), item.isCertain]).toEqual(['2024-09-01', '2025-06-01', false])
  })
})

describe('infusions', () => {
  const infused = aCase()
    .with('treatment', { drug: 'ivig', started: '2024-01-01' })
    .with('dose_step', {
      treatment: 'treatment-1',
      started: '2024-01-01',
      dose: 2,
      unit: 'g/kg',
      frequency: 'q4w',
      reason: 'start',
    })
    .with('infusion', { treatment: 'treatment-1', drug: 'ivig', date: '2024-01-01' })
  const next = (today: string, record = infused.record) => the('IVIg infusion', record, today, [])

  it.each([
    ['2024-01-21', 'due on 29 Jan 2024'],
    ['2024-01-22', 'due in 7 days'],
    ['2024-01-29', 'due today'],
    ['2024-02-01', 'was due on 29 Jan 2024'],
    ['2024-02-02', 'overdue by 4 days'],
  ])('follow their order: on %s %s', (today, words) => {
    expect(stateWords(next(today)!)).toBe(words)
  })

  it('name the order as their rule', () => {
    expect(ruleWords(next('2024-01-29')!)).toBe('every 4 weeks, as ordered')
    expect(ruleSource(next('2024-01-29')!)).toBe('the dose step in force')
    expect(lastWords(next('2024-01-29')!)).toBe('last 1 Jan 2024')
  })

  it('are not due after the end of their course, nor where the order gives no interval', () => {
    const ended = aCase()
      .with('treatment', { drug: 'ivig', started: '2024-01-01', ended: '2024-01-20' })
      .with('dose_step', { treatment: 'treatment-1', started: '2024-01-01', dose: 2, unit: 'g/kg', frequency: 'q4w' })
      .with('infusion', { treatment: 'treatment-1', drug: 'ivig', date: '2024-01-01' })
    expect(next('2024-01-15', ended.record)).toBe(undefined)
    const inWords = aCase()
      .with('treatment', { drug: 'ivig', started: '2021-04' })
      .with('dose_step', { treatment: 'treatment-1', started: '2021-04', dose_text: '2 g/kg, monthly' })
      .with('infusion', { treatment: 'treatment-1', drug: 'ivig', date: '2021-04' })
    expect(next('2024-01-15', inWords.record)).toBe(undefined)
  })
})

describe('ambulatory desaturation and HRCT', () => {
  it('a walk counts where its saturation is known, a visit where that on exertion is', () => {
    const last = (record: CaseRecord) => lastDone(record, '2024-08-01').get('desaturation')?.recordId
    expect(last(withIld.with('walk_test', { date: '2024-03-01', distance: 400, distance_unit: 'm' }).record)).toBe(
      undefined,
    )
    expect(last(withIld.with('walk_test', { date: '2024-03-01', spo2_nadir: 88 }).record)).toBe('walk_test-1')
    expect(last(withIld.with('visit', { date: '2024-03-01', spo2_exertion: 91 }).record)).toBe('visit-1')
  })

  it('a chest radiograph is no HRCT', () => {
    const record = withIld.with('imaging', { date: '2024-03-01', modality: 'chest-radiograph' }).record
    expect(lastDone(record, '2024-08-01').has('hrct')).toBe(false)
  })
})

describe('what the case table says', () => {
  it('is what becomes overdue first, and how many things are', () => {
    const record = withIld.with('pft', { date: '2024-02-01', fvc_pct: 71 }).record
    expect(nextDueOf(monitoringFactsOf(record, '2024-07-20'), standardSchedules, '2024-07-20')).toEqual({
      label: 'PFT',
      on: '2024-08-01',
      state: 'soon',
      days: 12,
      overdue: 0,
    })
    expect(nextDueOf(monitoringFactsOf(record, '2025-02-20'), standardSchedules, '2025-02-20')).toMatchObject({
      label: 'PFT',
      state: 'overdue',
      overdue: 2,
    })
    expect(nextDueOf({}, standardSchedules, '2024-07-20')).toBe(undefined)
  })
})
