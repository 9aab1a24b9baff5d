/** What stands beside the images: a reading typed by keyboard, lung density with its mask, agreement of readers. */
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { viewerApp } from './ct-viewer-app.ts'
import type { ViewerApp } from './ct-viewer-app.ts'

let viewer: ViewerApp

test.beforeAll(async () => {
  test.setTimeout(180_000)
  viewer = await viewerApp()
  await viewer.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1280, 800))
})

test.afterAll(() => viewer.close())

const shot = async (name: string): Promise<void> => {
  const folder = process.env['CT_SHOTS']
  if (!folder) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await viewer.window.emulateMedia({ colorScheme })
    await viewer.window.screenshot({ path: `${folder}/${name}-${colorScheme}.png` })
  }
}

test('a CT is read by keyboard beside its images, and then stands beside what another reader saw', async () => {
  await viewer.open('reading')
  const { window } = viewer
  await expect(window.getByText('Another reading of this CT is kept back', { exact: false })).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await shot('reading-before')
  await window.getByRole('button', { name: 'Read this CT' }).press('Enter')
  await window.getByRole('textbox', { name: /^Extent.*level 1/ }).focus()
  for (const extent of ['10', '15', '20', '25', '30']) {
    await window.keyboard.type(extent)
    await window.keyboard.press('ArrowDown')
  }
  await expect(window.getByText('Mean extent 20 %')).toBeVisible()
  await expect(
    window.getByText('Against 3 Feb 2021, your reading: extent 12 → 20 % (+8)', { exact: false }),
  ).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await shot('reading-form')
  await window.keyboard.press('Control+Enter')
  await expect(window.getByRole('row', { name: 'Mean extent 20 % 20 % 0' })).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await shot('reading-after')
})

test('lung density stands beside the images, and what was counted over them until a key hides it', async () => {
  await viewer.open('density')
  const { window } = viewer
  await expect(window.getByText('Research measure', { exact: true })).toBeVisible()
  await window.getByRole('button', { name: 'Show what was counted' }).press('Enter')
  await expect(window.locator('.ct-mask')).toBeVisible({ timeout: 30_000 })
  const drawn = await window.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.ct-mask')!
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    return data.filter((value, at) => at % 4 === 3 && value > 0).length / (canvas.width * canvas.height)
  })
  expect(drawn).toBeGreaterThan(0.03)
  expect(drawn).toBeLessThan(0.5)
  expect(await faultsInBothSchemes(window)).toEqual([])
  await shot('density')
  await window.locator('[role="application"]').first().focus()
  await window.keyboard.press('d')
  await expect(window.locator('.ct-mask')).toHaveCount(0)
})

test('agreement of two readers is a table whose numbers list their studies', async () => {
  await viewer.open('agreement')
  const { window } = viewer
  await expect(window.getByRole('table', { name: 'Agreement of A. Author and B. Other' })).toBeVisible()
  await window.getByRole('button', { name: '1, Pattern, rated differently: list the studies' }).press('Enter')
  await expect(window.getByRole('link', { name: 'AS-0013' })).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  await shot('agreement')
})

test('the page’s own policy, unwidened, refused nothing', async () => {
  await viewer.open('density')
  await expect(viewer.window.getByText('Research measure', { exact: true })).toBeVisible()
  expect(await viewer.complaints()).toEqual([])
})
