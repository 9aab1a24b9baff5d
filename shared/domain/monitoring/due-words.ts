/** What is due, in words. */
import { assertNever } from '../../lib/assert-never.ts'
import { drugName } from '../drug-lanes.ts'
import { midSentence } from '../label-of.ts'
import { daysAYear, daysAMonth, formatPartialDate, isoOfDay, type DayNumber } from '../partial-date.ts'
import type { DueItem } from './due.ts'
import type { Interval, Schedule } from './schedule-model.ts'
import { sourceOfInterval } from './schedules.ts'
import { subjects } from './subjects.ts'

const counted = (count: number | string, one: string) => `${count} ${count === 1 ? one : `${one}s`}`
const day = (number: DayNumber) => formatPartialDate(isoOfDay(number))

/** After “every”: `3–6 months`, `4 weeks`, `month`. */
function intervalWords({ from, to, unit }: Interval): string {
  const one = unit === 'mo' ? 'month' : 'week'
  return to === 1 ? one : counted(from === to ? to : `${from}–${to}`, one)
}

/** What it is, in full: `Pulmonary function test`, `IVIg infusion`. */
export function dueLabel({ what }: Pick<DueItem, 'what'>): string {
  return typeof what === 'string' ? subjects[what].label : `${drugName(what.infusion)} infusion`
}

/** The same where there is little room: `PFT`, `IVIg`. */
export function dueShort({ what }: Pick<DueItem, 'what'>): string {
  return typeof what === 'string' ? subjects[what].short : drugName(what.infusion)
}

/** So many days as one would say them: `12 days`, `5 months`, `2.4 years`; never more than they are. */
function lengthWords(days: number): string {
  if (days < 100) return counted(days, 'day')
  const months = Math.floor(days / daysAMonth)
  return months < 24 ? counted(months, 'month') : `${Math.floor((days / daysAYear) * 10) / 10} years`
}

/** How it stands: `overdue by 12 days`, `overdue by at least 12 days`, `due tomorrow`, `due by 5 Jun 2024`. */
export function stateWords({ state, days = 0, from, to, isCertain, perhapsOverdue }: DueItem): string {
  switch (state) {
    case 'overdue':
      return `overdue by ${isCertain ? '' : 'at least '}${lengthWords(days)}`
    case 'soon':
      if (days < 0) return `was due on ${day(to!)}`
      if (!isCertain) return `due by ${day(to!)} at the latest${perhapsOverdue ? ', may be overdue' : ''}`
      return days === 0 ? 'due today' : days === 1 ? 'due tomorrow' : `due in ${counted(days, 'day')}`
    case 'open':
      return `due by ${day(to!)}`
    case 'later':
      return from === to ? `due on ${day(to!)}` : `due from ${day(from!)}`
    case 'undated':
      return 'never done, no date to count from'
    default:
      return assertNever(state)
  }
}

/** The same in two words: `12 d over`, `5 mo over`, `12 d`, by `5 Jun 2024`. */
export function stateShort({ state, days = 0, to }: Pick<DueItem, 'state' | 'days' | 'to'>): string {
  if (state === 'overdue')
    return `${lengthWords(days)
      .replace(/ days?$/, ' d')
      .replace(/ months?$/, ' mo')
      .replace(/ years$/, ' y')} over`
  if (state === 'undated') return 'never done'
  return state === 'soon' ? `${Math.max(0, days)} d` : day(to!)
}

function startWords({ of, drug, date }: NonNullable<DueItem['start']>): string {
  const what = of === 'ild' ? 'ILD known' : of === 'enrollment' ? 'enrolled' : `on ${midSentence(drugName(drug ?? ''))}`
  return date === '' ? `${what}, since when not recorded` : `${what} since ${formatPartialDate(date)}`
}

/** `last 8 Mar 2022`, `never; ILD known since Apr 2019`. */
export function lastWords({ last, start }: DueItem): string {
  if (last === undefined) return `never${start ? `; ${startWords(start)}` : ''}`
  return `last ${formatPartialDate(last)}${start ? `; ${startWords(start)}` : ''}`
}

/** For whom a schedule is: `with ILD`, `on tacrolimus`. */
export function whomWords(whom: Schedule['whom']): string {
  if (whom === 'all') return 'everybody'
  if (whom === 'ild') return 'with ILD'
  return `on ${whom.drugs.map((drug) => midSentence(drugName(drug))).join(' or ')}`
}

const firstMonths = (months: number) => (months === 12 ? 'year' : counted(months, 'month'))

/** The rule behind an item: `every 3–6 months in the first year after the diagnosis of ILD`, `every 4 weeks on MMF`. */
export function ruleWords({ by }: DueItem): string {
  if ('everyDays' in by) {
    const weeks = by.everyDays / 7
    return `every ${Number.isInteger(weeks) ? counted(weeks, 'week') : counted(by.everyDays, 'day')}`
  }
  const { whom, initial, every } = by.schedule
  const drug = by.drug === undefined ? undefined : midSentence(drugName(by.drug))
  if (by.phase === 'initial' && initial) {
    const start = drug ? `the start of ${drug}` : whom === 'all' ? 'enrollment' : 'the diagnosis of ILD'
    return `every ${intervalWords(initial.every)} in the first ${firstMonths(initial.months)} after ${start}`
  }
  const onDrug = drug ? ` on ${drug}` : ''
  return `every ${intervalWords(every!)}${onDrug}${initial ? ` after the first ${firstMonths(initial.months)}` : ''}`
}

/** What the rule rests on: `2023 ACR/CHEST guideline`, `set by this site`. */
export function ruleSource({ by }: DueItem): string {
  return 'everyDays' in by ? 'as ordered' : sourceOfInterval(by.schedule, by.phase)
}
