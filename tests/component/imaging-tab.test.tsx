import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { aCase } from '#tests/support/a-case.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { renderApp } from '#tests/support/render-app.tsx'

// Screens are loaded when they are needed, the first time from the disk.
vi.setConfig({ testTimeout: 90_000 })
// The viewer draws with the browser's canvas, which is not here; it has tests of its own in the app.
vi.mock('#renderer/features/imaging/series-view.tsx', () => ({ SeriesView: () => null }))
vi.mock('#renderer/features/imaging/pair-view.tsx', () => ({ PairView: () => null }))
const patience = { timeout: 40_000 }

const twoDates = aCase()
  .with('imaging', { date: '2021-02', modality: 'hrct' })
  .with('imaging', { date: '2022-03', modality: 'hrct', pattern: 'op' })
  .with('image_series', { imaging: 'imaging-1', date: '2021-02', label: 'lung', images: 40 })
  .with('image_series', { imaging: 'imaging-2', date: '2022-03', orientation: 'axial', kernel: 'B60f', images: 72 })

function openTab(address = '/cases/case-1/imaging', start = twoDates) {
  const memory = memoryCase(start.record)
  const erased: unknown[] = []
  const app = renderApp(address, {
    ...memory.handlers,
    'images.geometry': () => ({ geometry: null, images: 72, modality: 'CT', windows: [] }),
    'images.erase': (wish) => {
      erased.push(wish)
      return { words: 'The images were erased.' }
    },
  })
  return { ...app, memory, erased }
}

test('The tab offers the newest date and the two newest side by side, in the order of their dates', async () => {
  const { user, address } = openTab()
  await screen.findByRole('button', { name: 'Open Mar 2022' }, patience)
  await user.click(screen.getByRole('button', { name: 'Compare Feb 2021 with Mar 2022' }))
  await waitFor(() => expect(address()).toContain('series=image_series-1&with=image_series-2'))
})

test('A series is voided with a reason, stands under what was voided, and its images are erased with another', async () => {
  const { user, memory, erased } = openTab('/cases/case-1/imaging?series=image_series-2')
  await user.click(await screen.findByRole('button', { name: /^Void Axial, B60f/ }, patience))
  const voiding = await screen.findByRole('dialog', { name: 'Void this image series?' })
  await user.type(within(voiding).getByRole('textbox', { name: 'Reason' }), 'Another patient{Enter}')
  await waitFor(() => expect(memory.saved().records.image_series).toHaveLength(1))
  await user.click(await screen.findByText('Voided: 1 series'))
  expect(screen.getByText('Another patient')).toBeDefined()
  await user.click(screen.getByRole('button', { name: /^Erase images of Axial, B60f/ }))
  const dialog = await screen.findByRole('dialog', { name: 'Erase these images for good?' })
  expect(dialog.textContent).toContain('All 72 images')
  expect(dialog.textContent).toContain('can’t be undone')
  await user.click(within(dialog).getByRole('button', { name: 'Erase 72 images' }))
  expect(erased).toEqual([])
  await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'Consent withdrawn{Enter}')
  await waitFor(() =>
    expect(erased).toEqual([{ id: 'image_series-2', version: expect.any(Number), reason: 'Consent withdrawn' }]),
  )
})

test('What rests on a series goes out of use with it, and comes back with it', async () => {
  const start = twoDates
    .with('ct_pair', { earlier: 'image_series-1', later: 'image_series-2', offset_mm: 11, earlier_at_mm: 0 })
    .with('ct_density', { series: 'image_series-2', imaging: 'imaging-2', date: '2022-03', haa_pct: 8 })
    .with('ct_density', { series: 'image_series-1', imaging: 'imaging-1', date: '2021-02', haa_pct: 9 })
  const { user, memory } = openTab('/cases/case-1/imaging?series=image_series-2', start)
  const inUse = () => {
    const { image_series, ct_pair, ct_density } = memory.saved().records
    return [image_series.length, ct_pair.length, ct_density.length]
  }
  await user.click(await screen.findByRole('button', { name: /^Void Axial, B60f/ }, patience))
  const voiding = await screen.findByRole('dialog', { name: 'Void this image series?' })
  expect(voiding.textContent).toContain('and 1 marked pair and 1 density measurement resting on it with it')
  await user.type(within(voiding).getByRole('textbox', { name: 'Reason' }), 'Another patient{Enter}')
  await waitFor(() => expect(inUse()).toEqual([1, 0, 1]))
  await user.click(await screen.findByText('Voided: 1 series'))
  await user.click(screen.getByRole('button', { name: /^Restore Axial, B60f/ }))
  await waitFor(() => expect(inUse()).toEqual([2, 1, 2]))
})

test('What was erased says so, and is not opened', async () => {
  const start = aCase()
    .with('imaging', { date: '2021-02', modality: 'hrct' })
    .with('image_series', { imaging: 'imaging-1', date: '2021-02', label: 'lung', images: 40, erased_on: '2026-11-20' })
  openTab('/cases/case-1/imaging', start)
  expect((await screen.findByText(/images erased on/, {}, patience)).textContent).toContain('20 Nov 2026')
  expect(screen.queryByRole('button', { name: /^lung/ })).toBeNull()
})

test('The record keeps readings of others back until one’s own of the same CT is there, and says how many', async () => {
  const read = twoDates
    .with('ct_reading', { imaging: 'imaging-1', date: '2026-01-02', reader: 'Dr. Bo', pattern: 'uip' })
    .with('ct_reading', { imaging: 'imaging-2', date: '2026-01-02', reader: 'Dr. Bo', pattern: 'op' })
    .with('ct_reading', { imaging: 'imaging-2', date: '2026-01-03', reader: 'A. Author', pattern: 'nsip' })
  openTab('/cases/case-1/record?form=ct_reading', read)
  expect(await screen.findByText(/^Another reading of this case is kept back/, {}, patience)).toBeDefined()
  const rows = within(await screen.findByRole('grid'))
    .getAllByRole('row')
    .slice(1)
  expect(rows).toHaveLength(2)
  expect(rows.some(({ textContent }) => /uip/i.test(textContent ?? ''))).toBe(false)
})
