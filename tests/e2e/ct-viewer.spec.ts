/** A CT is looked at: by pointer, by keys alone, cut otherwise, and beside a second date. */
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { fittingView, movedView, paneOfMm, zoomedView } from '#shared/domain/imaging/plane-view.ts'
import type { PlaneView } from '#shared/domain/imaging/plane-view.ts'
import { planeOf } from '#shared/domain/imaging/series-geometry.ts'
import { noduleHu, phantomGeometry } from './ct-viewer-page/phantom.ts'
import { viewerApp } from './ct-viewer-app.ts'
import type { ViewerApp } from './ct-viewer-app.ts'

let viewer: ViewerApp

test.beforeAll(async () => {
  test.setTimeout(120_000)
  viewer = await viewerApp()
})

test.afterAll(() => viewer.close())

const status = () => viewer.window.locator('.ct-status')
const keys = async (...names: readonly string[]): Promise<void> => {
  for (const name of names) await viewer.window.keyboard.press(name)
}
const times = (count: number, name: string): readonly string[] => Array.from({ length: count }, () => name)
const shot = async (name: string): Promise<void> => {
  const folder = process.env['CT_SHOTS']
  if (folder) await viewer.window.screenshot({ path: `${folder}/${name}.png` })
}

/** The gray that is drawn at a share of a pane, 0 to 255. */
const grayAt = (pane: number, across: number, down: number, app = viewer): Promise<number> =>
  app.window.evaluate(
    ([number, x, y]) => {
      const canvas = document.querySelectorAll<HTMLCanvasElement>('.ct-stage canvas')[number]!
      const data = canvas.getContext('2d')!.getImageData(canvas.width * x, canvas.height * y, 1, 1).data
      return data[0]!
    },
    [pane, across, down] as const,
  )

async function opened(scene: string): Promise<void> {
  await viewer.open(scene)
  await expect(viewer.window.locator('.ct-waiting')).toHaveCount(0, { timeout: 20_000 })
  await viewer.window.locator('[role="application"]').first().focus()
}

test('a series opens in its middle and is leafed through, by keys and by wheel', async () => {
  await opened('one')
  await expect(status()).toContainText('Image 31 of 60, −150.0 mm')
  await keys('ArrowDown', 'PageDown')
  await expect(status()).toContainText('Image 42 of 60')
  await keys('Home')
  await expect(status()).toContainText('Image 1 of 60, 0.0 mm')
  await keys('End', 'ArrowUp')
  await expect(status()).toContainText('Image 59 of 60')
  await viewer.window.mouse.move(600, 400)
  await viewer.window.mouse.wheel(0, -100)
  await expect(status()).toContainText('Image 58 of 60')
  await keys('Home', ...times(30, 'ArrowDown'))
  await expect(status()).toContainText('Image 31 of 60')
  await shot('one-light')
})

test('what is drawn follows the window, by preset, by key and by drag', async () => {
  await opened('one')
  // The middle of the left lung: -850 is a third up the lung window, and black for the mediastinum.
  await expect.poll(() => grayAt(0, 0.62, 0.5)).toBeGreaterThan(70)
  expect(await grayAt(0, 0.62, 0.5)).toBeLessThan(100)
  await keys('2')
  await expect(status()).toContainText('width 400, level 40')
  await expect.poll(() => grayAt(0, 0.62, 0.5)).toBe(0)
  await shot('mediastinum')
  await keys('3')
  await expect(status()).toContainText('width 1700, level −150')
  await keys('1', ']', '}')
  await expect(status()).toContainText('width 1550, level −580')
  await viewer.window.mouse.move(600, 400)
  await viewer.window.mouse.down()
  await viewer.window.mouse.move(650, 400, { steps: 4 })
  await viewer.window.mouse.up()
  await expect(status()).toContainText('level −580')
  await expect(status()).not.toContainText('width 1550')
  await keys('0')
  await expect(status()).toContainText('width 1500, level −600')
})

test('a value is read and a length measured without the mouse', async () => {
  await opened('one')
  await keys('ArrowDown', 'ArrowDown', 'x')
  // From the middle of 512 to the nodule at x = -70 mm, y = -10 mm: 100 and 14 pixels of 0.7 mm.
  await keys(...times(10, 'Shift+ArrowLeft'), 'Shift+ArrowUp', ...times(4, 'ArrowUp'))
  await expect(status()).toContainText(`${noduleHu} HU`)
  await keys('Enter', ...times(10, 'Shift+ArrowRight'), 'Enter')
  await expect(status()).toContainText('Length 70.0 mm')
  await expect(viewer.window.locator('.ct-stage svg text')).toContainText('70.0 mm')
  await shot('measured')
  await expect(viewer.window.getByRole('status')).toContainText('Length 70.0 mm')
  await keys('Delete')
  await expect(viewer.window.locator('.ct-stage svg text')).toHaveCount(0)
  await keys('Escape')
  await expect(status()).not.toContainText('HU')
})

test('a length is measured by the pointer, in millimeters', async () => {
  await opened('one')
  await keys('m')
  const { window } = viewer
  const box = (await window.locator('.ct-pane').boundingBox())!
  const mmPerPx = (512 * 0.7) / Math.min(box.width, box.height)
  await window.mouse.move(500, 400)
  await window.mouse.down()
  await window.mouse.move(600, 400, { steps: 5 })
  await window.mouse.up()
  const said = await window.locator('.ct-said').textContent()
  expect(Math.abs(Number(/[\d.]+/.exec(said ?? '')![0]) - 100 * mmPerPx)).toBeLessThan(mmPerPx)
})

test('the series is cut coronally and sagittally, the right way round', async () => {
  await opened('one')
  await keys('c')
  await expect(viewer.window.locator('.ct-waiting')).toHaveCount(0, { timeout: 20_000 })
  await expect(status()).toContainText('Cut 257 of 512')
  await expect(viewer.window.locator('.ct-top')).toHaveText('H')
  await expect(viewer.window.locator('.ct-left')).toHaveText('R')
  await shot('coronal')
  await keys('s')
  await expect(viewer.window.locator('.ct-left')).toHaveText('A')
  await expect(viewer.window.locator('.ct-right')).toHaveText('P')
  await keys('Home', 'x')
  await expect(status()).toContainText('−1000 HU')
  await keys('x', ...times(16, 'PageDown'))
  await shot('sagittal')
  await keys('a')
  await expect(status()).toContainText('Image 31 of 60')
})

/** Where a place of the body is drawn, as a share of the pane. */
async function shareOf(app: ViewerApp, view: PlaneView, across: number, down: number) {
  const { width, height } = (await app.window.locator('.ct-pane').first().boundingBox())!
  const [x, y] = paneOfMm(view, { widthPx: width, heightPx: height }, across, down)
  return [x / width, y / height] as const
}

/** The edges of the bone, 32 mm across around (0, 75): white within, lung window. */
async function expectBoneInPlace(app: ViewerApp, view: PlaneView): Promise<void> {
  const edge = 16
  for (const [across, down] of [
    [edge, 0],
    [-edge, 0],
    [0, edge],
    [0, -edge],
  ] as const) {
    const inside = await shareOf(app, view, across * 0.9, 75 + down * 0.9)
    const outside = await shareOf(app, view, across * 1.1, 75 + down * 1.1)
    await expect.poll(() => grayAt(0, ...inside, app)).toBe(255)
    expect(await grayAt(0, ...outside, app)).toBeLessThan(250)
  }
}

test('the picture lies where crosshair, crop and lengths say, also zoomed and moved', async () => {
  await opened('one')
  const plane = planeOf(phantomGeometry({ count: 1, spacingMm: 5, topMm: -150 }), 0)
  const fit = fittingView([plane])
  await expectBoneInPlace(viewer, fit)
  await keys('+', '+', 'Shift+ArrowLeft')
  const { width, height } = (await viewer.window.locator('.ct-pane').boundingBox())!
  const near = movedView(zoomedView(fit, 1.25 * 1.25), { widthPx: width, heightPx: height }, 40, 0)
  await expectBoneInPlace(viewer, near)
  await shot('zoomed')
  await keys('0')
  await expectBoneInPlace(viewer, fit)
})

test('pixels that are not square are drawn in the shape of the body', async () => {
  await opened('oblong')
  const plane = planeOf(phantomGeometry({ count: 1, spacingMm: 5, topMm: -150, rowMm: 1.1 }), 0)
  await expectBoneInPlace(viewer, fittingView([plane]))
  await shot('oblong')
})

test('on a screen of finer pixels everything lies in the same place', async () => {
  test.setTimeout(120_000)
  const fine = await viewerApp({ pixelRatio: 1.5 })
  try {
    await fine.open('one')
    await expect(fine.window.locator('[data-shown]')).toBeVisible({ timeout: 20_000 })
    expect(await fine.window.evaluate(() => devicePixelRatio)).toBe(1.5)
    const plane = planeOf(phantomGeometry({ count: 1, spacingMm: 5, topMm: -150 }), 0)
    await expectBoneInPlace(fine, fittingView([plane]))
  } finally {
    await fine.close()
  }
})

test('all keys are listed', async () => {
  await opened('one')
  await keys('?')
  await expect(viewer.window.getByRole('region', { name: 'Keys of the viewer' })).toContainText(
    'Axial, coronal, sagittal',
  )
  await shot('keys')
  await keys('Escape')
  await expect(viewer.window.getByRole('region', { name: 'Keys of the viewer' })).toHaveCount(0)
})

test('two dates follow each other by their level, with the offset that was set', async () => {
  await opened('pair')
  const state = () => viewer.window.evaluate(() => window.pair)
  const levels = async (): Promise<readonly [number, number]> => {
    const pair = (await state())!
    return [pair.left.levelMm!, pair.right.levelMm!]
  }
  await expect.poll(levels).toEqual([-150, -150])
  // The patient lay 23 mm lower: the right side alone is brought to the same level, nine images on.
  await keys('l', 'Tab')
  await viewer.window.locator('.ct-side').nth(1).focus()
  await keys(...times(9, 'ArrowDown'))
  await expect.poll(levels).toEqual([-150, -172.5])
  await keys('b')
  await expect(status()).toContainText('linked, right −22.5 mm')
  await viewer.window.locator('.ct-side').first().focus()
  await keys('ArrowDown', 'ArrowDown')
  await expect.poll(levels).toEqual([-160, -182.5])
  await keys('<')
  await expect(status()).toContainText('−23.5 mm')
  expect((await state())!.link.offsetMm).toBeCloseTo(-23.5)
  await keys('>')
  await shot('pair-light')
  // The nodule is at one place of the body on both sides, within one slice.
  await keys('x')
  await keys(...times(10, 'Shift+ArrowLeft'), 'Shift+ArrowUp', ...times(4, 'ArrowUp'))
  await expect(status()).toContainText(`${noduleHu} HU | ${noduleHu} HU`)
  await keys('Escape')
})

test('window, zoom and crop are the same on both sides', async () => {
  await opened('pair')
  const state = () => viewer.window.evaluate(() => window.pair)
  await keys('2', '+', '+')
  await expect.poll(async () => (await state())!.window).toEqual({ center: 40, width: 400 })
  await expect.poll(() => grayAt(0, 0.75, 0.5)).toBe(await grayAt(1, 0.75, 0.5))
  await keys('r')
  const box = (await viewer.window.locator('.ct-pane').first().boundingBox())!
  await viewer.window.mouse.move(box.x + 100, box.y + 150)
  await viewer.window.mouse.down()
  await viewer.window.mouse.move(box.x + 320, box.y + 400, { steps: 5 })
  await viewer.window.mouse.up()
  await expect(viewer.window.locator('.ct-crop')).toHaveCount(2)
  const [left, right] = await viewer.window
    .locator('.ct-crop rect')
    .evaluateAll((all) =>
      all.map((rect) => ['x', 'y', 'width', 'height'].map((name) => Math.round(Number(rect.getAttribute(name))))),
    )
  expect(left).toEqual(right)
  await shot('crop')
  expect((await state())!.crop).toMatchObject({ widthMm: expect.any(Number) })
  await keys('Delete')
  await expect(viewer.window.locator('.ct-crop')).toHaveCount(0)
})

test('flicker shows one date after the other in one place', async () => {
  await opened('pair')
  await keys('f')
  await expect(viewer.window.getByText('3 Mar 2023', { exact: true })).toBeVisible()
  await expect(viewer.window.getByText('8 Apr 2024', { exact: true })).toBeHidden()
  await keys('f')
  await expect(viewer.window.getByText('8 Apr 2024', { exact: true })).toBeVisible()
  await expect(viewer.window.getByText('3 Mar 2023', { exact: true })).toBeHidden()
  await shot('flicker')
  await keys('Escape')
  await expect(viewer.window.getByText('3 Mar 2023', { exact: true })).toBeVisible()
})

test('a series that ends before the level says so', async () => {
  await opened('short')
  await keys('Home')
  await expect(viewer.window.getByText('This series ends 100.0 mm before the level of the other')).toBeVisible()
  await shot('short')
})

test('waiting, a damaged image, an empty series and a picture are told in plain words', async () => {
  await viewer.open('slow')
  await expect(viewer.window.getByRole('progressbar')).toBeVisible()
  await opened('broken').catch(() => {})
  await expect(viewer.window.getByRole('alert')).toContainText('damaged')
  await shot('broken')
  await viewer.window.locator('[role="application"]').focus()
  await keys('ArrowDown')
  await expect(viewer.window.getByRole('alert')).toHaveCount(0)
  await viewer.open('empty')
  await expect(viewer.window.getByText('This series has no images')).toBeVisible()
  await opened('picture')
  await expect(status()).toContainText('Image 1 of 1')
  await expect(viewer.window.getByRole('button', { name: 'Coronal' })).toBeDisabled()
  await shot('picture')
})

test('nothing on it is an accessibility fault, light or dark', async () => {
  for (const scene of ['one', 'pair']) {
    await opened(scene)
    await keys('?')
    expect(await faultsInBothSchemes(viewer.window)).toEqual([])
    await shot(`${scene}-dark`)
  }
})

test('the page’s own policy, unwidened, refused nothing', async () => {
  await opened('one')
  await keys('m', 'c', 's', 'a')
  expect(await viewer.complaints()).toEqual([])
})

test('every image is drawn as one leafs through a series', async () => {
  await opened('one')
  await expect(status()).not.toContainText('loaded', { timeout: 30_000 })
  await keys('Home')
  const msEach = await viewer.window.evaluate(async () => {
    const box = document.querySelector('[role="application"]')!
    const pane = document.querySelector<HTMLElement>('.ct-pane')!
    const started = performance.now()
    for (let image = 2; image <= 51; image += 1) {
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
      while (pane.dataset['shown'] !== String(image)) await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    return (performance.now() - started) / 50
  })
  await expect(status()).toContainText('Image 51 of 60')
  test.info().annotations.push({ type: 'milliseconds from key to image', description: msEach.toFixed(1) })
})
