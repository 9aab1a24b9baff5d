/** Images into a case: chosen in the system's dialog, looked at, taken, and found again; dropped ones by their real places. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { textElement } from '#main/imaging/dicom/element-to-write.ts'
import { chestPhantom } from '#tests/support/chest-phantom.ts'
import { writeDicomSeries } from '#tests/support/dicom-series.ts'
import { plantedIdentity } from '#tests/support/planted-identity.ts'
import { launchDemo } from './demo-app.ts'

/** What the preload script gave the page. */
interface PageWithBridge {
  readonly bridge: {
    call(id: number, name: string, input: string): Promise<unknown>
    dropImages(files: readonly File[]): Promise<unknown>
  }
}

test('a CT is chosen, seen before it is taken, taken without who the patient is, and known when it comes again', async () => {
  test.setTimeout(240_000)
  const { app, window, userData, complaints, ask, goTo, close } = await launchDemo(3)
  const { case: own } = await ask<{ case: { id: string } }>('cases.get', { code: 'AS-0002' })
  const source = path.join(userData, 'ct')
  const chest = chestPhantom({ size: 128, spacingMm: 3, thicknessMm: 6 })
  for (const [series, kernel] of [
    ['lung', 'B70f'],
    ['soft', 'B30f'],
  ] as const)
    await writeDicomSeries(path.join(source, series), {
      ...chest,
      series,
      identity: plantedIdentity,
      with: [textElement(0x00080020, 'DA', '20210412'), textElement(0x00181210, 'SH', kernel)],
    })
  fs.writeFileSync(path.join(source, 'report.txt'), 'no image')
  await app.evaluate(({ dialog }, folder) => {
    Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths: [folder] }) })
  }, source)

  await goTo(`/cases/${own.id}/imaging?open=import`)
  await expect(window.getByRole('heading', { name: 'Import images' })).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await window.getByRole('button', { name: 'Choose folder or disc' }).click()
  await expect(window.getByRole('checkbox')).toHaveCount(2, { timeout: 30_000 })
  await expect(window.getByText('Not taken: 1 file')).toBeVisible()
  // Drawn, not black: lungs and air differ.
  await expect
    .poll(() =>
      window
        .locator('.import-preview')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => {
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
          return new Set(data.filter((_, at) => at % 4 === 0)).size
        }),
    )
    .toBeGreaterThan(5)
  expect(await faultsInBothSchemes(window)).toEqual([])
  for (const scheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme: scheme })
    await window.screenshot({ path: test.info().outputPath(`found-${scheme}.png`) })
  }
  for (const box of await window.getByRole('checkbox').all()) await box.check()
  await window.getByRole('button', { name: 'Import 2 series' }).click()
  await expect(window.getByText(/images were taken/)).toHaveCount(2, { timeout: 60_000 })
  await window.getByText(/^Removed from the headers of/).click()
  await expect(window.getByText(/^Patient's Name/).first()).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await window.screenshot({ path: test.info().outputPath('taken.png') })
  const { records } = await ask<{ records: { image_series: readonly Record<string, unknown>[] } }>('cases.get', {
    caseId: own.id,
  })
  expect(records.image_series.map(({ images, modality }) => [images, modality])).toEqual([
    [chest.images.length, 'CT'],
    [chest.images.length, 'CT'],
  ])
  expect(JSON.stringify(records)).not.toContain(plantedIdentity.marker)

  await window.getByRole('button', { name: 'Import more' }).click()
  await window.getByRole('button', { name: 'Choose folder or disc' }).click()
  await expect(window.getByText('In this case already.')).toHaveCount(2, { timeout: 30_000 })
  await window.getByRole('button', { name: 'Choose others' }).click()

  // A file that a script made up lies nowhere, so nothing is looked for.
  const made = await window.evaluate(() =>
    (globalThis as unknown as PageWithBridge).bridge.dropImages([new File(['DICM'], 'made-up.dcm')]),
  )
  expect(made).toBeNull()
  const refusalOf = (name: string, input: object) =>
    window.evaluate(
      ([operation, json]) => (globalThis as unknown as PageWithBridge).bridge.call(2_000_000, operation, json),
      [name, JSON.stringify(input)] as const,
    )
  const { id: caseId } = own
  for (const [name, input] of [
    ['images.scan', { caseId, sources: [source] }],
    ['images.writeDicom', { seriesIds: ['x'], folder: path.join(userData, 'out'), withCaseCode: false }],
  ] as const)
    expect(await refusalOf(name, input)).toMatchObject({ ok: false, error: { kind: 'forbidden' } })
  expect(await refusalOf('images.look', { ticket: source, caseId })).toMatchObject({ error: { kind: 'not-found' } })
  // A file that the system gave to the page does lie somewhere; the page is told its name alone.
  await window.evaluate(() => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', id: 'given' })
    document.body.append(input)
  })
  await window.locator('#given').setInputFiles(path.join(source, 'soft', '0001.dcm'))
  const given = await window.evaluate(() =>
    (globalThis as unknown as PageWithBridge).bridge.dropImages([
      ...(document.querySelector('#given') as HTMLInputElement).files!,
    ]),
  )
  expect(given).toEqual({ ticket: expect.any(String), names: ['0001.dcm'] })
  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
