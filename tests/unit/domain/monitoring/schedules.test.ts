import { describe, expect, it } from 'vitest'
import { drugOf } from '#shared/dictionary/lists/drugs.ts'
import { allLaboratoryTests } from '#shared/dictionary/lists/laboratory-tests.ts'
import { clinicalSettings, standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { monitoringSettings, type Schedule } from '#shared/domain/monitoring/schedule-model.ts'
import { noteOf, schedulesOf, setSchedules, standardSchedules } from '#shared/domain/monitoring/schedules.ts'
import { subjects } from '#shared/domain/monitoring/subjects.ts'

const byId = (list: readonly Schedule[], id: string) => list.find((schedule) => schedule.id === id)!

describe('the standard schedules', () => {
  it('are on where an interval is verified or proposed, and off where none is', () => {
    expect(standardSchedules.filter(({ on }) => on).map(({ id }) => id)).toEqual(['pft', 'desaturation'])
    for (const { on, initial, every } of standardSchedules)
      expect(on).toBe(initial !== undefined || every !== undefined)
  })

  it('are valid settings, of drugs and tests that the lists have', () => {
    expect(monitoringSettings.safeParse(standardSchedules).error).toBe(undefined)
    const tests = new Set<string>(allLaboratoryTests().map(({ code }) => code))
    for (const { tests: own = [] } of Object.values(subjects)) for (const test of own) expect(tests).toContain(test)
    for (const { whom } of standardSchedules)
      if (typeof whom === 'object') for (const drug of whom.drugs) expect(drugOf(drug), drug).toBeDefined()
  })

  it('say what is known of the interval', () => {
    expect(noteOf(byId(standardSchedules, 'hrct'))).toContain('no fixed interval')
    expect(noteOf(byId(standardSchedules, 'pft'))).toContain('the registry’s own proposal')
    expect(noteOf(byId(standardSchedules, 'tacrolimus'))).toContain('to be set by the site')
  })
})

describe('what a site sets', () => {
  const own: Schedule = {
    id: 'own-1',
    what: ['igg'],
    whom: { drugs: ['rituximab'] },
    every: { from: 6, to: 6, unit: 'mo' },
    soonDays: 14,
    on: true,
  }
  const hrct: Schedule = { ...byId(standardSchedules, 'hrct'), every: { from: 12, to: 24, unit: 'mo' }, on: true }

  it('takes the place of the standard, and its own come last', () => {
    const all = schedulesOf([own, hrct])
    expect(all).toHaveLength(standardSchedules.length + 1)
    expect(byId(all, 'hrct').every).toEqual({ from: 12, to: 24, unit: 'mo' })
    expect(all.at(-1)).toEqual(own)
    expect(setSchedules(all)).toEqual([hrct, own])
    expect(setSchedules(schedulesOf([]))).toEqual([])
  })

  it('can’t change what a standard schedule is about', () => {
    expect(byId(schedulesOf([{ ...hrct, what: ['ck'], whom: 'all' }]), 'hrct')).toMatchObject({
      what: ['hrct'],
      whom: 'ild',
    })
  })

  it.each([
    ['an interval that is upside down', { ...own, every: { from: 6, to: 3, unit: 'mo' } }, 'The shorter interval'],
    ['an interval of nothing', { ...own, every: { from: 0, to: 3, unit: 'mo' } }, 'Use 1 or more'],
    ['half a month', { ...own, every: { from: 0.5, to: 3, unit: 'mo' } }, 'whole number'],
    ['one that is on without an interval', { ...own, every: undefined }, 'Give an interval'],
    ['one about nothing', { ...own, what: [] }, 'Say what is to be done'],
    ['one about something unknown', { ...own, what: ['shoe-size'] }, ''],
  ])('is refused where it is %s', (_, schedule, words) => {
    const refused = monitoringSettings.safeParse([schedule])
    expect(refused.success).toBe(false)
    expect(JSON.stringify(refused.error?.issues)).toContain(words)
  })

  it('is refused where two have one name', () => {
    expect(monitoringSettings.safeParse([own, own]).success).toBe(false)
    expect(clinicalSettings.safeParse({ ...standardClinicalSettings, monitoring: [own] }).success).toBe(true)
  })
})
