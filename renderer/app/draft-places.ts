/** Where a draft was typed, as an address: a draft's place is `CASE/FORM/new`, `CASE/FORM/RECORD`, `CASE/reason/FORM/RECORD`, or the name of a screen. */
import { isFormId } from '#shared/dictionary/forms.ts'
import { midSentence } from '#shared/domain/label-of.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { dayOf, timeOf } from '../forms/moments.ts'

export type UnfinishedDraft = OutputOf<'drafts.list'>['drafts'][number]

/** Tabs of a case that keep a draft under their own name: `CASE/flow-sheet`. */
const tabs: ReadonlySet<string> = new Set(['flow-sheet', 'treatments'])

/** Where reasons are asked for that belong to no record of the list: `CASE/reason/revert/CHANGE`. */
const tabsOfReasons: ReadonlyMap<string, string> = new Map([
  ['revert', 'history'],
  ['unmerge', 'chart'],
  ['erase', 'imaging'],
  ['image_series', 'imaging'],
  ['ct_reading', 'imaging'],
  ['ct_pair', 'imaging'],
  ['take-over', 'imaging'],
  ['treatments', 'treatments'],
])

/** @returns the address without the `#`, with which the router's own addresses can be compared */
export function addressOfDraft({ place, caseId }: Pick<UnfinishedDraft, 'place' | 'caseId'>): string {
  if (place.startsWith('new-case')) return '/cases/new'
  const [first = '', part = '', record = '', at = '', ...rest] = place.split('/')
  if (first === 'site-item') return `/settings/items?open=${part}`
  if (first === 'cohort') return `/cohorts/${part}/definition${record && `?start=${record}`}`
  const owner = caseId ?? first
  if (part === 'identity') return `/cases/${owner}/record?form=identity`
  if (isFormId(part)) return `/cases/${owner}/record?form=${part}&open=${record}`
  if (part === 'reason') {
    if (record === 'cohort') return '/cohorts'
    // A reason to change something leads to where it is changed.
    if (record === 'change') return addressOfDraft({ place: [first, at, ...rest].join('/'), caseId })
    const tab = tabsOfReasons.get(record)
    return `/cases/${owner}/${tab ?? `record?form=${record}&at=${at}`}`
  }
  if (part === 'second-entry') return `/quality?part=double-entry&case=${owner}`
  if (part === 'visit-page') return `/cases/${owner}/visit?open=${record || 'new'}`
  return `/cases/${owner}/${tabs.has(part) ? part : 'chart'}`
}

/** `AS-0007 new visit` */
export function draftWords({ caseCode, title }: Pick<UnfinishedDraft, 'caseCode' | 'title'>): string {
  return caseCode === undefined || title.includes(caseCode) ? title : `${caseCode} ${midSentence(title)}`
}

/** `14:03` of today, `12 Apr 2026, 14:03` of another day. */
export function whenKept(savedAt: string, today: string): string {
  const day = dayOf(savedAt)
  return day === today ? timeOf(savedAt) : `${formatPartialDate(day)}, ${timeOf(savedAt)}`
}
