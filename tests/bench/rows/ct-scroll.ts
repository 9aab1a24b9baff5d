import { tell } from '#main/tooling/project.ts'
import { typePassphrase, unlock } from '../app-steps.ts'
import { passphrase } from '../bench-registry.ts'
import { imageCount, makeCtRegistry } from '../ct-registry.ts'
import type { BenchPage } from '../dev-tools.ts'
import { until } from '../in-page.ts'
import { percentile } from '../percentile.ts'
import type { BenchRow } from '../row.ts'
import { startProgram } from '../started-program.ts'

/** One image a frame, four seconds where every frame is drawn in time. */
const frames = 240

export const ctScroll: BenchRow = {
  id: 'ct-scroll',
  what: 'A frame while a CT of 400 images is leafed through, one image a frame (95th percentile), against a bare page that puts as many pixels on a canvas',
  goal: 1.5,
  unit: 'ms',
  async measure({ electron, place }) {
    const { folder, caseId, seriesId } = await makeCtRegistry(place('ct-scroll.asild'))
    const app = await startProgram({ electron, program: 'app', profile: place('ct-scroll-app') })
    let value: readonly number[]
    let size: Size
    try {
      await typePassphrase(app.page, folder, passphrase)
      await unlock(app.page)
      size = await openSeries(app.page, caseId, seriesId)
      await leaf(app.page, 30)
      value = await leaf(app.page, frames)
    } finally {
      await app.close()
    }
    const empty = await startProgram({ electron, program: 'empty', profile: place('ct-scroll-empty') })
    let floor: readonly number[]
    try {
      floor = await drawBare(empty.page, size)
    } finally {
      await empty.close()
    }
    tell(`ct-scroll: ${perSecond(value)} frames a second in the viewer, ${perSecond(floor)} in the bare page`)
    return {
      value: percentile(value, 0.95),
      floor: percentile(floor, 0.95),
      parts: [
        [`a frame on average, ${perSecond(value)} a second`, mean(value)],
        [`the same in the bare page, ${perSecond(floor)} a second`, mean(floor)],
      ],
    }
  },
}

interface Size {
  readonly width: number
  readonly height: number
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const perSecond = (values: readonly number[]) => (1000 / mean(values)).toFixed(1)

/** @returns the size of the pane, once all of its images are there */
function openSeries(page: BenchPage, caseId: string, seriesId: string): Promise<Size> {
  return page.run(
    async ({ address, count }) => {
      location.hash = address
      const pane = await until(() => document.querySelector<HTMLElement>('.ct-pane[data-shown]'))
      // From end to end and back: what is not there yet is waited for.
      const panes = pane.closest<HTMLElement>('[role=application]') ?? pane
      panes.focus()
      for (const key of ['End', 'Home']) {
        panes.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
        await until(() => pane.dataset['shown'] === (key === 'End' ? String(count) : '1'))
      }
      await new Promise((resolve) => setTimeout(resolve, 8_000))
      return { width: pane.clientWidth, height: pane.clientHeight }
    },
    { address: `/cases/${caseId}/imaging?series=${seriesId}`, count: imageCount },
  )
}

/** One image further each frame; a frame counts until the image that was asked for is shown. */
function leaf(page: BenchPage, count: number): Promise<readonly number[]> {
  return page.run(async (wanted) => {
    const pane = document.querySelector<HTMLElement>('.ct-pane[data-shown]')!
    const panes = pane.closest<HTMLElement>('[role=application]') ?? pane
    const times: number[] = []
    await new Promise<void>((resolve) => {
      const step = (now: number): void => {
        times.push(now)
        if (times.length > wanted) return resolve()
        panes.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
        requestAnimationFrame(step)
      }
      requestAnimationFrame(step)
    })
    return times.slice(1).map((time, index) => time - times[index]!)
  }, count)
}

/** The same pane, filled from another picture each frame. */
function drawBare(page: BenchPage, size: Size): Promise<readonly number[]> {
  return page.run(
    async ({ width, height, wanted }) => {
      document.body.innerHTML = '<canvas></canvas>'
      const canvas = document.querySelector('canvas')!
      canvas.width = width
      canvas.height = height
      const context = canvas.getContext('2d')!
      const pictures = [0, 1].map((shade) => {
        const picture = new ImageData(width, height)
        picture.data.forEach((_, at) => (picture.data[at] = at % 4 === 3 ? 255 : (at * 7 + shade * 50) % 256))
        return picture
      })
      const times: number[] = []
      await new Promise<void>((resolve) => {
        const step = (now: number): void => {
          times.push(now)
          if (times.length > wanted) return resolve()
          context.putImageData(pictures[times.length % 2]!, 0, 0)
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      })
      return times.slice(1).map((time, index) => time - times[index]!)
    },
    { ...size, wanted: frames },
  )
}
