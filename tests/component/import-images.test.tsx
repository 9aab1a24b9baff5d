import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '#shared/ipc/app-error.ts'
import type { FoundImages, FoundSeries, ImportResult } from '#shared/ipc/areas/image-imports.ts'
import { emptyReport } from '#shared/domain/imaging/removal-report.ts'
import { ImportImages } from '#renderer/features/imaging/import/import-images.tsx'
import { aCase } from '#tests/support/a-case.ts'
import type { FakeHandlers } from '#tests/support/fake-bridge.ts'
import { renderWith } from '#tests/support/render-app.tsx'

// jsdom draws nothing.
beforeEach(() => void vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null))

const series = (more: Partial<FoundSeries> = {}): FoundSeries => ({
  key: 'series-1',
  modality: 'CT',
  description: 'Thorax 1.0 B70f',
  isLocalizer: false,
  orientation: 'axial',
  thicknessMm: 1,
  kernel: 'B70f',
  rows: 512,
  columns: 512,
  images: 300,
  frames: 300,
  bytes: 158_000_000,
  transferSyntax: 'Explicit VR Little Endian',
  warnings: [],
  here: 'no',
  elsewhere: [],
  ...more,
})

const soft = series({ key: 'series-2', kernel: 'B30f', thicknessMm: 3, images: 100, frames: 100, bytes: 52_000_000 })

const found = (more: Partial<FoundImages> = {}): FoundImages => ({
  scanId: 'scan-1',
  patients: 1,
  studies: [{ key: 'study-1', date: '2024-01-15', patient: 1, series: [series(), soft] }],
  refused: [
    {
      reason: 'not-an-image',
      because: 'is a structured report, which isn’t taken.',
      count: 2,
      examples: ['SR1', 'SR2'],
    },
  ],
  ...more,
})

const result: ImportResult = {
  series: [
    {
      key: 'series-1',
      outcome: 'taken',
      seriesId: 'new',
      imagingId: 'i',
      images: 300,
      words: '300 images were taken.',
      refused: [],
    },
  ],
  removed: { ...emptyReport, images: 300, removed: [{ tag: '(0010,0010)', name: 'Patient’s Name', count: 300 }] },
}

const handlers = (of: FoundImages = found(), more: FakeHandlers = {}): FakeHandlers => ({
  'images.choose': () => ({ chosen: { ticket: 't', names: ['CT'] } }),
  'images.look': () => of,
  'images.preview': () => ({ rows: 1, columns: 1, base64: 'AA==' }),
  'images.import': () => result,
  ...more,
})

const someCase = () => aCase().record

const pick = async (user: ReturnType<typeof renderWith>['user']) =>
  user.click(await screen.findByRole('button', { name: 'Choose folder or disc' }))

describe('importing images', () => {
  test('proposes the thinnest series for the lungs, takes it as a new study of its day and tells what was removed', async () => {
    const onDone = vi.fn()
    const { user, bridge } = renderWith(<ImportImages caseRecord={someCase()} onDone={onDone} />, handlers())
    await pick(user)
    const lung = await screen.findByRole('checkbox', { name: 'Take CT, axial, 1 mm, B70f' })
    expect((lung as HTMLInputElement).checked).toBe(true)
    expect((screen.getByRole('checkbox', { name: /B30f/ }) as HTMLInputElement).checked).toBe(false)
    expect(screen.getByText('Not taken: 2 files')).toBeDefined()
    expect(screen.getByText('300 images, 158 MB')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Import 1 series' }))
    expect(await screen.findByText(/300 images were taken/)).toBeDefined()
    expect(bridge.inputsOf('images.import')).toEqual([
      {
        scanId: 'scan-1',
        caseId: someCase().case.id,
        series: [{ key: 'series-1', which: 'all', imaging: { add: { date: '2024-01-15', modality: 'hrct' } } }],
      },
    ])
    await user.click(screen.getByText(/^Removed from the headers of 300 images/))
    expect(screen.getByText('Patient’s Name').textContent).toContain('300')
    await user.click(screen.getByRole('button', { name: 'Done' }))
    expect(onDone).toHaveBeenCalledOnce()
  })

  test('takes every third image from a typed range on, and none while the range is wrong', async () => {
    const { user, bridge } = renderWith(<ImportImages caseRecord={someCase()} onDone={() => {}} />, handlers())
    await pick(user)
    await user.selectOptions(await screen.findByRole('combobox', { name: /^Which images of/ }), 'range')
    const every = screen.getByRole('textbox', { name: 'Every' })
    await user.clear(every)
    expect(screen.getByRole('alert').textContent).toBe('The series has images 1 to 300.')
    expect((screen.getByRole('button', { name: 'Import' }) as HTMLButtonElement).disabled).toBe(true)
    await user.type(every, '3')
    expect(screen.getByText('100 images, 53 MB')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Import 1 series' }))
    await waitFor(() =>
      expect(bridge.inputsOf('images.import')).toMatchObject([{ series: [{ which: { from: 1, to: 300, every: 3 } }] }]),
    )
  })

  test('proposes nothing of several patients, nor what another case has, and says so', async () => {
    const several = found({ patients: 2 })
    const { user } = renderWith(<ImportImages caseRecord={someCase()} onDone={() => {}} />, handlers(several))
    await pick(user)
    expect((await screen.findByRole('alert')).textContent).toContain('2 patients')
    expect(screen.getAllByRole('checkbox').filter((box) => (box as HTMLInputElement).checked)).toEqual([])
  })

  test('warns of what may be written into a picture and of what is in another case', async () => {
    const risky = found({
      studies: [
        {
          key: 'study-1',
          date: '2024-01-15',
          patient: 1,
          series: [
            series({
              elsewhere: ['AS-0009'],
              burnedInRisk: 'It may be a photograph of a screen.',
              warnings: ['Slices are missing in one place.'],
            }),
          ],
        },
      ],
    })
    const { user } = renderWith(<ImportImages caseRecord={someCase()} onDone={() => {}} />, handlers(risky))
    await pick(user)
    const row = (await screen.findByRole('checkbox')).closest('tr')!
    expect(
      within(row)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'In case AS-0009 already: is it this patient’s?',
      'Text may be written into the picture, which stays: look at it. It may be a photograph of a screen.',
      'Slices are missing in one place.',
    ])
    expect((within(row).getByRole('checkbox') as HTMLInputElement).checked).toBe(false)
  })

  test('hands dropped files over without their names, and says so where they are none', async () => {
    const dropImages = vi.fn<(files: readonly File[]) => Promise<{ ticket: string; names: string[] } | null>>()
    dropImages.mockResolvedValueOnce(null).mockResolvedValueOnce({ ticket: 'dropped', names: ['a'] })
    const { bridge, container } = renderWith(
      <ImportImages caseRecord={someCase()} onDone={() => {}} dropImages={dropImages} />,
      handlers(),
    )
    const file = new File(['x'], 'a.dcm')
    const drop = () =>
      fireEvent.drop(container.querySelector('.import-images')!, { dataTransfer: { types: ['Files'], files: [file] } })
    drop()
    expect((await screen.findByRole('alert')).textContent).toContain('no file of this computer')
    drop()
    await screen.findByRole('checkbox', { name: /B70f/ })
    expect(bridge.inputsOf('images.look')).toEqual([{ ticket: 'dropped', caseId: someCase().case.id }])
  })

  test('tells why it stopped and what stays, and a failure beside what was found', async () => {
    const answers = [
      () => {
        throw new AppError('full-disk', 'The disk is full.')
      },
      () => ({
        ...result,
        stopped: { kind: 'cancelled', message: 'The import was cancelled. The series that was taken before stays.' },
      }),
    ]
    const { user } = renderWith(
      <ImportImages caseRecord={someCase()} onDone={() => {}} />,
      handlers(found(), { 'images.import': () => answers.shift()!() }),
    )
    await pick(user)
    await user.click(await screen.findByRole('button', { name: 'Import 1 series' }))
    expect(await screen.findByText('The disk is full.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Import 1 series' }))
    expect((await screen.findByRole('alert')).textContent).toContain('stays')
  })
})
