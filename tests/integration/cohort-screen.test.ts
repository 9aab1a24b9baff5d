/** What the cohort screen offers ready is answered by the real backend, over the demo registry. */
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { drawFigure } from '#renderer/charts/figures/draw-figure.ts'
import { figureNumbers } from '#renderer/charts/figures/figure-numbers.ts'
import { startRequests } from '#renderer/features/cohort/analysis-run.ts'
import { cohortStarts } from '#renderer/features/cohort/cohort-starts.ts'
import { countable } from '#renderer/features/cohort/use-count.ts'
import { testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

// Every analysis over every case of the demo registry.
vi.setConfig({ testTimeout: 180_000 })

async function demo() {
  const folder = path.join(temporaryFolder(), 'demo.asild')
  const { client } = testBackend()
  await client.call('registry.createDemo', { folder, cases: 61 })
  await client.call('registry.open', { folder, passphrase: 'demo' })
  return client
}

test('every ready start is counted, saved and found again', async () => {
  const client = await demo()
  for (const { spec } of cohortStarts) {
    const { flow } = await client.call('cohorts.count', { spec: countable(spec) })
    expect(flow.cases, spec.name).toBeGreaterThan(0)
    await client.call('cohorts.save', { spec })
  }
  const { cohorts } = await client.call('cohorts.list', {})
  expect(cohorts.map(({ spec }) => spec.name).toSorted()).toEqual(cohortStarts.map(({ spec }) => spec.name).toSorted())
})

test('every analysis answers what its form asks at first, and its figures can be drawn', async () => {
  const client = await demo()
  const of = { spec: countable(cohortStarts[0]!.spec) }
  for (const [part, { request }] of Object.entries(startRequests())) {
    const result = await client.call('cohorts.analyze', { of, request })
    expect(result.tables.length + result.figures.length, part).toBeGreaterThan(0)
    for (const figure of result.figures) {
      expect(drawFigure(figure, { width: 820, theme: 'light' }).height).toBeGreaterThan(40)
      expect(figureNumbers(figure).rows.length, figure.title).toBeGreaterThan(0)
    }
    const [listed] = result.tables.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => cells.filter(({ behind, value }) => behind !== undefined && value !== 0)),
    )
    if (!listed) continue
    const { total } = await client.call('cohorts.casesBehind', { of: { resultId: result.id }, key: listed.behind! })
    expect(total, part).toBeGreaterThan(0)
  }
})
