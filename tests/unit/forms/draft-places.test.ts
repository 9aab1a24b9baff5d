import { expect, test } from 'vitest'
import { addressOfDraft, draftWords, whenKept } from '#renderer/app/draft-places.ts'

test.each([
  ['new-case', undefined, '/cases/new'],
  ['c-1/visit/new', 'c-1', '/cases/c-1/record?form=visit&open=new'],
  ['c-1/pft/p-9', 'c-1', '/cases/c-1/record?form=pft&open=p-9'],
  // Identity is shown only when somebody asks for it.
  ['c-1/identity/new', 'c-1', '/cases/c-1/record?form=identity'],
  ['c-1/visit-page/new', 'c-1', '/cases/c-1/visit?open=new'],
  ['c-1/flow-sheet', 'c-1', '/cases/c-1/flow-sheet'],
  ['c-1/treatments', 'c-1', '/cases/c-1/treatments'],
  ['c-1/manifestation/all', 'c-1', '/cases/c-1/record?form=manifestation&open=all'],
  ['c-1/second-entry', 'c-1', '/quality?part=double-entry&case=c-1'],
  ['site-item/new', undefined, '/settings/items?open=new'],
  ['cohort/c-9', undefined, '/cohorts/c-9/definition'],
  ['cohort/new/ivig', undefined, '/cohorts/new/definition?start=ivig'],
  ['c-1/reason/pft/p-9', 'c-1', '/cases/c-1/record?form=pft&at=p-9'],
  ['c-1/reason/revert/o-3', 'c-1', '/cases/c-1/history'],
  ['c-1/reason/ct_pair/r-2', 'c-1', '/cases/c-1/imaging'],
  ['c-1/reason/treatments/save', 'c-1', '/cases/c-1/treatments'],
  ['c-1/reason/change/pft/p-9', 'c-1', '/cases/c-1/record?form=pft&open=p-9'],
  ['c-1/reason/change/visit-page/v-2', 'c-1', '/cases/c-1/visit?open=v-2'],
  ['registry/reason/cohort/h-2', undefined, '/cohorts'],
  ['c-1/something-else/7', 'c-1', '/cases/c-1/chart'],
])('a draft of %s leads to its place', (place, caseId, address) => {
  expect(addressOfDraft({ place, ...(caseId !== undefined && { caseId }) })).toBe(address)
})

test('a draft is named with its case, once', () => {
  expect(draftWords({ caseCode: 'AS-0007', title: 'New visit' })).toBe('AS-0007 new visit')
  expect(draftWords({ caseCode: 'AS-0007', title: 'CK, 2 Nov 2026' })).toBe('AS-0007 CK, 2 Nov 2026')
  expect(draftWords({ caseCode: 'AS-0007', title: 'Flow sheet of AS-0007' })).toBe('Flow sheet of AS-0007')
  expect(draftWords({ title: 'New case' })).toBe('New case')
})

test('a draft of today says its time, an older one its day', () => {
  expect(whenKept(new Date(2026, 10, 23, 14, 3).toISOString(), '2026-11-23')).toBe('14:03')
  expect(whenKept(new Date(2026, 3, 12, 14, 3).toISOString(), '2026-11-23')).toBe('12 Apr 2026, 14:03')
})
