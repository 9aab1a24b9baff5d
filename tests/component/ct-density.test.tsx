import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { codedSlice } from '#shared/domain/imaging/density/coded-mask.ts'
import { DensityPanel, type SeriesMask } from '#renderer/features/imaging/density/density-panel.tsx'
import { aCase } from '#tests/support/a-case.ts'
import { renderWith } from '#tests/support/render-app.tsx'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'

const start = aCase()
  .with('image_series', { date: '2021-02-03', modality: 'CT', kernel: 'B70f', slice_thickness: 1 })
  .with('image_series', { date: '2022-03-05', modality: 'CT', kernel: 'B30f', slice_thickness: 1 })

const measured = {
  series: 'image_series-2',
  date: '2022-03-05',
  method: 'lung-density, version 1',
  haa_pct: 12.3,
  mean_hu: -812,
  volume_ml: 3456,
  cautions: 'Contrast medium was given.\nThe patient lay prone.',
} as const

function open(record = start.record, handlers: FakeHandlers = {}) {
  const onMask = vi.fn<(mask: SeriesMask | undefined) => void>()
  const series = record.records.image_series.find(({ id }) => id === 'image_series-2')!
  return { ...renderWith(<DensityPanel caseRecord={record} series={series} onMask={onMask} />, handlers), onMask }
}

test('a refusal stands in the place of a number, in words', async () => {
  const refusal = 'The lungs are cut off at the top of the series: its first image still holds 40 cm² of lung.'
  const { user } = open(start.record, { 'ctDensity.measure': () => ({ reason: 'cut-off-top', refusal }) })
  expect(screen.getByText('Research measure')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Measure' }))
  expect((await screen.findByText(refusal, { exact: false })).textContent).toBe(`Not measured. ${refusal}`)
})

test('figures stand with their units and cautions, and other dates beside them; another kernel is marked', () => {
  const { record } = start
    .with('ct_density', { ...measured, series: 'image_series-1', date: '2021-02-03', haa_pct: 9.1 })
    .with('ct_density', measured)
  open(record)
  expect(screen.getByText('High attenuation, −600 to −250 HU').parentElement!.textContent).toContain('12.3 %')
  expect(screen.getByText('Mean density').parentElement!.textContent).toContain('−812 HU')
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Contrast medium was given.',
    'The patient lay prone.',
  ])
  const rows = screen.getAllByRole('row').slice(1)
  expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
    ['3 Feb 2021', '9.1', '−812', '3456', 'B70f*'],
    ['5 Mar 2022', '12.3', '−812', '3456', 'B30f'],
  ])
  expect(screen.getByText(/not to be compared with it/)).toBeDefined()
})

test('what was counted is handed to the viewer, image by image', async () => {
  const slice = {
    rowStarts: Int32Array.from([0, 1, 3]),
    from: Uint16Array.from([2, 0, 5]),
    to: Uint16Array.from([4, 1, 300]),
  }
  const base64 = Buffer.from(codedSlice(slice).buffer).toString('base64')
  const { user, onMask } = open(start.with('ct_density', measured).record, {
    'ctDensity.mask': () => ({ mask: { rows: 2, columns: 400, images: ['', base64] } }),
  })
  await user.click(screen.getByRole('button', { name: 'Show what was counted' }))
  await waitFor(() => expect(onMask).toHaveBeenCalledWith(expect.any(Function)))
  const mask = onMask.mock.lastCall![0]!
  expect(mask(0)).toEqual([])
  expect(mask(1)).toEqual([
    { row: 0, from: 2, to: 4 },
    { row: 1, from: 0, to: 1 },
    { row: 1, from: 5, to: 300 },
  ])
  expect(mask(7)).toEqual([])
})
