import { screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { ReadingPanel } from '#renderer/features/imaging/reading/reading-panel.tsx'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { aCase } from '#tests/support/a-case.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { memoryDrafts } from '#tests/support/memory-drafts.ts'
import { renderRouted } from '#tests/support/render-app.tsx'

const levels = (extents: readonly number[], share = 50) =>
  Object.fromEntries(
    extents.flatMap((extent, at) => [
      [`l${at + 1}_extent`, extent],
      [`l${at + 1}_ground_glass`, share],
      [`l${at + 1}_reticulation`, 100 - share],
      [`l${at + 1}_coarseness`, '1'],
    ]),
  )

const twoStudies = aCase({ sex: 'female', birth_date: '1960-05-01' } as never)
  .with('imaging', { date: '2021-02-03', modality: 'hrct' })
  .with('imaging', { date: '2022-03-05', modality: 'hrct', extent_pct: 30 })
  .with('pft', { date: '2022-03-01', fvc_pct: 64 })

function Panel({ imagingId }: { readonly imagingId: string }) {
  const record = useQueryOf('cases.get', { caseId: 'case-1' }).data as CaseRecord | undefined
  const [current] = useState(41)
  const imaging = record?.records.imaging.find(({ id }) => id === imagingId)
  return record && imaging ? <ReadingPanel caseRecord={record} imaging={imaging} current={current} /> : null
}

function open(start = twoStudies, imagingId = 'imaging-2') {
  const memory = memoryCase(start.record)
  const drafts = memoryDrafts()
  // A form that is left asks the router.
  const rendered = renderRouted(<Panel imagingId={imagingId} />, { ...memory.handlers, ...drafts.handlers })
  return { ...rendered, memory, drafts }
}

const ext = (level: number) =>
  screen.findByRole<HTMLInputElement>('textbox', { name: new RegExp(`^Extent.*level ${level} ·`) })

test('a CT is read by keyboard: digits, arrows, the result computed while it is typed', async () => {
  const { user, memory } = open()
  await user.click(await screen.findByRole('button', { name: 'Read this CT' }))
  expect((await screen.findByRole<HTMLInputElement>('textbox', { name: /^Reader/ })).value).toBe('A. Author')
  ;(await ext(1)).focus()
  await user.keyboard('10{ArrowDown}15{ArrowDown}20{ArrowDown}25{ArrowDown}30')
  const live = screen.getAllByRole('status').find((each) => /Mean extent/.test(each.textContent))!
  await waitFor(() => expect(live.textContent).toContain('Mean extent 20 %'))
  expect(live.textContent).toContain('Extensive: 20 % is indeterminate; FVC 64 % of predicted.')
  expect(live.textContent).toContain('Taken: FVC 64 % of 1 Mar 2022, as reported.')
  await user.keyboard('{ArrowRight}{+}')
  await user.keyboard('{ArrowRight}')
  await user.keyboard('{ArrowRight}2')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(memory.saved().records.ct_reading).toHaveLength(1))
  expect(memory.saved().records.ct_reading[0]).toMatchObject({
    imaging: 'imaging-2',
    reader: 'A. Author',
    compared_with: 'imaging-1',
    l1_extent: 10,
    l5_extent: 30,
    l5_ground_glass: 5,
    l5_coarseness: '2',
  })
  const row = await screen.findByRole('row', { name: /^Mean extent/ })
  expect([...row.children].map(({ textContent }) => textContent)).toEqual(['Mean extent', '20 %'])
})

test('a share that is not to the nearest 5 is said to be none, at once', async () => {
  const { user } = open()
  await user.click(await screen.findByRole('button', { name: 'Read this CT' }))
  ;(await ext(3)).focus()
  await user.keyboard('12')
  expect(
    await screen.findByText(/Extent at the level .* must be a percentage to the nearest 5, not 12\./),
  ).toBeDefined()
})

test('what others read is kept back until one has read, then stands beside it with the differences', async () => {
  const start = twoStudies.with('ct_reading', {
    imaging: 'imaging-2',
    date: '2022-04-01',
    reader: 'B. Other',
    pattern: 'uip',
    ...levels([10, 20, 20, 20, 30]),
  })
  const { user, container } = open(start)
  expect(await screen.findByText(/Another reading of this CT is kept back until yours is saved/)).toBeDefined()
  expect(container.textContent).not.toContain('UIP')
  await user.click(screen.getByRole('button', { name: 'Read this CT' }))
  const first = await ext(1)
  expect(container.textContent).not.toContain('UIP')
  first.focus()
  await user.keyboard('20{ArrowDown}20{ArrowDown}20{ArrowDown}20{ArrowDown}30{Control>}{Enter}{/Control}')
  const row = await screen.findByRole('row', { name: /^Mean extent/ })
  expect([...row.children].map(({ textContent }) => textContent)).toEqual(['Mean extent', '22 %', '20 %', '−2'])
  expect(screen.getByRole('columnheader', { name: /^B\. Other/ })).toBeDefined()
})

test('the change is told against one’s own reading of the other study, not against somebody else’s', async () => {
  const start = twoStudies
    .with('ct_reading', {
      imaging: 'imaging-1',
      date: '2021-03-01',
      reader: 'a. author',
      pattern: 'nsip',
      ...levels([10, 10, 10, 10, 10]),
    })
    .with('ct_reading', {
      imaging: 'imaging-1',
      date: '2021-03-01',
      reader: 'B. Other',
      ...levels([90, 90, 90, 90, 90]),
    })
  const { user } = open(start)
  await user.click(await screen.findByRole('button', { name: 'Read this CT' }))
  ;(await ext(1)).focus()
  await user.keyboard('20{ArrowDown}20{ArrowDown}20{ArrowDown}20{ArrowDown}20')
  expect(await screen.findByText(/Against 3 Feb 2021, your reading: extent 10 → 20 % \(\+10\)/)).toBeDefined()
})

test('F6 fills what is still empty as in one’s last reading', async () => {
  const start = twoStudies.with('ct_reading', {
    imaging: 'imaging-1',
    date: '2021-03-01',
    reader: 'A. Author',
    ...levels([10, 15, 10, 10, 10]),
  })
  const { user } = open(start)
  await user.click(await screen.findByRole('button', { name: 'Read this CT' }))
  ;(await ext(1)).focus()
  await user.keyboard('40{F6}')
  await waitFor(async () => expect((await ext(2)).value).toBe('15'))
  expect((await ext(1)).value).toBe('40')
})

test('taking a reading over shows first what would change, and changes it when told to', async () => {
  const start = twoStudies.with('ct_reading', {
    imaging: 'imaging-2',
    date: '2022-04-01',
    reader: 'A. Author',
    honeycombing: 'absent',
    ...levels([10, 20, 20, 20, 30]),
  })
  const { user, memory } = open(start)
  await user.click(await screen.findByRole('button', { name: /^Take over/ }))
  const dialog = await screen.findByRole('dialog', { name: 'Take the reading over into the imaging study' })
  const rows = within(dialog).getAllByRole('row').slice(1)
  expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
    ['Honeycombing', 'empty', 'Absent'],
    ['Extent of disease', '30 %', '20 %'],
    ['Goh extent', 'empty', 'Indeterminate'],
  ])
  expect(memory.saved().records.imaging[1]).not.toHaveProperty('goh')
  await user.click(within(dialog).getByRole('button', { name: 'Take over' }))
  await waitFor(() =>
    expect(memory.saved().records.imaging.find(({ id }) => id === 'imaging-2')).toMatchObject({
      date: '2022-03-05',
      extent_pct: 20,
      goh: 'indeterminate',
      honeycombing: 'absent',
    }),
  )
})

test('what is typed is a draft until it is saved', async () => {
  const { user, drafts } = open()
  await user.click(await screen.findByRole('button', { name: 'Read this CT' }))
  ;(await ext(1)).focus()
  await user.keyboard('35')
  await waitFor(() => expect(JSON.stringify(drafts.kept())).toContain('imaging-2'), { timeout: 3000 })
})
