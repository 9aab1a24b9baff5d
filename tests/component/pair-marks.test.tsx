/** Levels of two CT series marked, linked, changed and voided in the panel beside them. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { OpenedPair } from '#shared/domain/imaging/pair-values.ts'
import { PairMarks } from '#renderer/features/imaging/pair-marks.tsx'
import type { PairState } from '#renderer/features/imaging/viewer/pair-state.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { aCase } from '#tests/support/a-case.ts'
import { memoryCase } from '#tests/support/memory-case.ts'
import { renderRouted } from '#tests/support/render-app.tsx'

const frame = { version: 1, source: 'recorded', created_at: '2026-01-01', updated_at: '2026-01-01' } as const
const { record } = aCase()
const start = {
  ...record,
  records: {
    ...record.records,
    image_series: [
      { ...frame, id: 'a', date: '2021-02-11', modality: 'CT', slice_thickness: 1 },
      { ...frame, id: 'b', date: '2022-03-09', modality: 'CT', slice_thickness: 1 },
    ],
  },
} as unknown as CaseRecord

const state: PairState = {
  left: { seriesId: 'a', index: 40, levelMm: 40 },
  right: { seriesId: 'b', index: 52, levelMm: 52 },
  link: { isLinked: true, offsetMm: 12 },
  window: { center: -600, width: 1500 },
  shift: { leftMm: 0, backMm: 0 },
  view: undefined,
  crop: { leftMm: -100, topMm: -80, widthMm: 200, heightMm: 160 },
}

function show({ shown = state, rights }: { readonly shown?: PairState; readonly rights?: readonly string[] } = {}) {
  const kept = memoryCase(start)
  const opened: OpenedPair[] = []
  function Panel() {
    const { data } = useQueryOf('cases.get', { caseId: start.case.id })
    return data ? (
      <PairMarks caseRecord={data} left="a" right="b" state={shown} onOpen={(one) => opened.push(one)} />
    ) : null
  }
  const rendered = renderRouted(<Panel />, {
    ...kept.handlers,
    'images.geometry': () => ({ geometry: null, images: 100, modality: 'CT', windows: [] }),
    'ctFigures.ofPair': ({ pairId }) => ({ pairId, caseId: 'x', why: 'The later series ends before the level.' }),
    ...(rights && {
      'registry.status': () => ({ state: 'open', name: 'R', rights, readOnly: false, demo: false }) as never,
    }),
  })
  return { ...rendered, ...kept, opened, marked: () => kept.saved().records.ct_pair }
}

test('a level is marked with its title, for documents, as a record of the case', async () => {
  const { user, marked } = show()
  await user.type(await screen.findByLabelText('Title'), 'Lower lobes')
  await user.click(screen.getByRole('button', { name: 'Mark this level' }))
  await screen.findByRole('heading', { name: 'Lower lobes' })
  expect(marked()).toMatchObject([
    {
      title: 'Lower lobes',
      earlier: 'a',
      later: 'b',
      offset_mm: 12,
      earlier_at_mm: 40,
      crop_width_mm: 200,
      window_center_hu: -600,
      in_documents: 'yes',
    },
  ])
})

test('a link alone is remembered once, and renewed instead of doubled', async () => {
  const { user, marked } = show()
  const remember = await screen.findByRole('button', { name: 'Remember this link' })
  await user.click(remember)
  await waitFor(() => expect(marked()).toHaveLength(1))
  await screen.findByRole('heading', { name: 'Level 40.0 mm' })
  await user.click(remember)
  await waitFor(() => expect(marked()[0]!.version).toBe(2))
  expect(marked()).toMatchObject([{ in_documents: 'no', offset_mm: 12 }])
})

test('a marked pair is opened again as it was marked', async () => {
  const { user, opened } = show()
  await user.click(await screen.findByRole('button', { name: 'Mark this level' }))
  await user.click(await screen.findByRole('button', { name: 'Open' }))
  expect(opened).toEqual([
    {
      link: { isLinked: true, offsetMm: 12 },
      first: {
        window: { center: -600, width: 1500 },
        crop: { leftMm: -100, topMm: -80, widthMm: 200, heightMm: 160 },
        view: { centerMm: [0, 0], spanMm: 212 },
      },
    },
  ])
})

test('it is taken out of documents, given another title, and voided with a reason', async () => {
  const { user, marked } = show()
  await user.click(await screen.findByRole('button', { name: 'Mark this level' }))
  const item = await screen.findByRole('listitem')
  await user.click(within(item).getByLabelText('In documents'))
  await waitFor(() => expect(marked()[0]!.in_documents).toBe('no'))
  await user.click(within(item).getByRole('button', { name: 'Edit' }))
  await user.type(within(item).getByLabelText('Title'), 'Carina')
  await user.click(within(item).getByRole('button', { name: 'Save' }))
  await screen.findByRole('heading', { name: 'Carina' })
  expect(marked()[0]).toMatchObject({ title: 'Carina', crop_width_mm: 200, in_documents: 'no' })
  await user.click(within(item).getByRole('button', { name: 'Void' }))
  await user.type(await screen.findByLabelText('Reason'), 'Wrong level')
  await user.click(screen.getByRole('button', { name: 'Void CT pair' }))
  await waitFor(() => expect(marked()).toEqual([]))
  screen.getByText('Nothing is marked of these two series yet.')
})

test('why there is no figure stands in its place, and nothing can be saved', async () => {
  const { user } = show()
  await user.click(await screen.findByRole('button', { name: 'Mark this level' }))
  await user.click(await screen.findByRole('button', { name: 'Figure' }))
  await screen.findByText('The later series ends before the level.')
  expect(screen.getByRole('button', { name: /^Save PDF… of Level/ })).toHaveProperty('disabled', true)
})

test('of series that don’t say where they lie no level can be marked', async () => {
  show({ shown: { ...state, right: { seriesId: 'b', index: 0, levelMm: undefined } } })
  await screen.findByText(/so no level can be marked/)
  expect(screen.getByRole('button', { name: 'Mark this level' })).toHaveProperty('disabled', true)
})

test('who may only read marks nothing', async () => {
  show({ rights: ['read'] })
  await screen.findByText('Nothing is marked of these two series yet.')
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Mark this level' })).toBeNull())
})
