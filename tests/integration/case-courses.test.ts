/** Courses of many cases, read lightly: they must say the same as the chart of each case, which reads everything. */
import path from 'node:path'
import { expect, test } from 'vitest'
import type { CaseCourse, CourseMeasure } from '#shared/domain/course-model.ts'
import { timelineOf } from '#shared/domain/timeline.ts'
import type { Timeline } from '#shared/domain/timeline-model.ts'
import { newRegistry, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const today = '2026-11-23'

async function demo(cases: number) {
  const folder = path.join(temporaryFolder(), 'demo.asild')
  const { client } = testBackend({ today })
  await client.call('registry.createDemo', { folder, cases })
  await client.call('registry.open', { folder, passphrase: 'demo' })
  return client
}

function charted(timeline: Timeline, measure: CourseMeasure): CaseCourse['points'] | CaseCourse['steps'] {
  if (measure === 'prednisone') return timeline.steroid?.steps.map(({ from, to, perDay }) => [from, to, perDay ?? null])
  const round = (value: number) => (measure === 'ck' ? value : Number(value.toFixed(1)))
  return timeline.series
    .find(({ id }) => id === measure)
    ?.points.map(({ first, last, value }) => [Math.floor((first + last) / 2), round(value)])
}

test('Courses can be sorted by what is due before the case table was ever asked', async () => {
  const client = await demo(3)
  const sort = { by: 'due', descending: false } as const
  const { courses, without } = await client.call('cases.courses', { measure: 'fvc', sort })
  expect(courses.length + without).toBe(3)
})

test('A course says the same as the chart of its case, in every measure', async () => {
  const client = await demo(14)
  const settings = await client.call('registry.settings', {})
  const { rows } = await client.call('cases.find', { offset: 0, limit: 100 })
  const records = await Promise.all(rows.map(({ id }) => client.call('cases.get', { caseId: id })))
  for (const measure of ['fvc', 'dlco', 'ck', 'prednisone'] as const) {
    const { courses, without } = await client.call('cases.courses', { measure })
    const expected = records.map((record) => [record.case.code, charted(timelineOf(record, today, settings), measure)])
    expect(
      courses.map(({ code, points, steps }) => [code, points ?? steps]),
      measure,
    ).toEqual(expected.filter(([, course]) => course !== undefined))
    expect(courses.length + without).toBe(14)
    expect(courses.length).toBeGreaterThan(5)
  }
}, 60_000)

test('The cases of a search and a filter are shown, in the order of the table', async () => {
  const client = await demo(14)
  const sort = { by: 'fvc', descending: true } as const
  const { rows } = await client.call('cases.find', { filters: { antibody: ['jo-1'] }, sort, offset: 0, limit: 100 })
  const { courses } = await client.call('cases.courses', { filters: { antibody: ['jo-1'] }, sort, measure: 'fvc' })
  expect(courses.length).toBeGreaterThan(1)
  expect(courses.map(({ code }) => code)).toEqual(rows.filter(({ fvc }) => fvc).map(({ code }) => code))
}, 60_000)

test('A registry without cases has no course', async () => {
  const { client } = await newRegistry()
  expect(await client.call('cases.courses', { measure: 'ck' })).toEqual({ courses: [], without: 0 })
})
