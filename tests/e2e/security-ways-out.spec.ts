/** Each imagined way out of the page is a test: one that went bad can neither leave nor reach anything. */
import { expect, test } from '@playwright/test'
import { attackedApp } from './attacked-app.ts'
import type { AttackedApp } from './attacked-app.ts'

let attacked: AttackedApp

test.beforeAll(async () => {
  attacked = await attackedApp()
})

test.afterAll(() => attacked.close())

test('the page can’t go anywhere else', async () => {
  const { window } = attacked
  const before = window.url()
  for (const address of [attacked.outside, 'file:///etc/passwd', 'app://other/index.html', 'data:text/html,hello']) {
    await window.evaluate((href) => {
      location.href = href
    }, address)
    await window.evaluate((href) => Object.assign(document.createElement('a'), { href }).click(), address)
  }
  expect(window.url()).toBe(before)
  expect(await window.evaluate(() => document.querySelector('main')?.childElementCount)).toBeGreaterThan(0)
  expect(attacked.visits).toEqual([])
})

test('an empty page, which can’t be refused, is left again at once', async () => {
  const { window } = attacked
  const left = window.waitForURL('about:blank')
  await window.evaluate(() => setTimeout(() => (location.href = 'about:blank')))
  await left
  await window.waitForURL(/^app:\/\/local\//)
  await expect(window.locator('main')).not.toBeEmpty()
})

test('no window opens', async () => {
  const opened = await attacked.window.evaluate((address) => {
    Object.assign(document.createElement('a'), { href: address, target: '_blank' }).click()
    return [window.open(address), window.open('about:blank'), window.open('app://local/')].map((it) => it === null)
  }, attacked.outside)
  expect(opened).toEqual([true, true, true])
  expect(attacked.app.windows()).toHaveLength(1)
})

test('nothing reaches the network, from the page or past its policy', async () => {
  const tried = await attacked.window.evaluate(async (address) => {
    const failed = async (work: () => Promise<unknown>): Promise<boolean> =>
      work().then(
        () => false,
        () => true,
      )
    const socket = new Promise<boolean>((resolve) => {
      try {
        const it = new WebSocket(address.replace('http', 'ws'))
        it.onopen = () => resolve(false)
        it.onerror = () => resolve(true)
      } catch {
        resolve(true)
      }
    })
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:3478' }] })
    const candidates: string[] = []
    peer.addEventListener(
      'icecandidate',
      ({ candidate }) => candidate?.candidate && candidates.push(candidate.candidate),
    )
    peer.createDataChannel('x')
    await peer.setLocalDescription(await peer.createOffer())
    await new Promise<void>((resolve) => {
      if (peer.iceGatheringState === 'complete') resolve()
      peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && resolve())
    })
    peer.close()
    return {
      fetch: await failed(() => fetch(address)),
      beacon: !navigator.sendBeacon(address, 'x') || 'queued',
      socket: await socket,
      image: await failed(() => {
        const image = new Image()
        image.src = `${address}/image`
        return image.decode()
      }),
      candidates,
    }
  }, attacked.outside)
  expect(tried).toMatchObject({ fetch: true, socket: true, image: true, candidates: [] })
  // The main process itself, whose requests no page's policy governs.
  const main = await attacked.app.evaluate(
    ({ session }, address) =>
      session.defaultSession.fetch(address).then(
        () => 'reached',
        () => 'blocked',
      ),
    attacked.outside,
  )
  expect(main).toBe('blocked')
  expect(attacked.visits).toEqual([])
})

test('no permission is given', async () => {
  const states = await attacked.window.evaluate(async () => ({
    notification: await Notification.requestPermission(),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'given',
      () => 'denied',
    ),
    place: await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        () => resolve('denied'),
      ),
    ),
    clipboard: await navigator.clipboard.readText().then(
      () => 'given',
      () => 'denied',
    ),
  }))
  expect(states).toEqual({ notification: 'denied', camera: 'denied', place: 'denied', clipboard: 'denied' })
})

test('nothing is downloaded', async () => {
  const done = await attacked.app.evaluate(({ session }) => {
    Object.assign(globalThis, { downloads: [] as string[] })
    session.defaultSession.on('will-download', (event) => {
      ;(globalThis as unknown as { downloads: boolean[] }).downloads.push(event.defaultPrevented)
    })
  })
  expect(done).toBeUndefined()
  await attacked.window.evaluate(() => {
    const href = URL.createObjectURL(new Blob(['data']))
    Object.assign(document.createElement('a'), { href, download: 'data.txt' }).click()
  })
  const seen = () => attacked.app.evaluate(() => (globalThis as unknown as { downloads: boolean[] }).downloads)
  await expect.poll(seen).toEqual([true])
})

test('the app scheme serves the built page and nothing beside it', async () => {
  const statuses = await attacked.app.evaluate(async ({ session }) => {
    const status = (path: string) =>
      session.defaultSession.fetch(`app://local/${path}`).then((response) => response.status)
    return {
      page: await status('index.html'),
      above: await status('..%2Fmain%2Findex.cjs'),
      backslash: await status('..%5Cmain%5Cindex.cjs'),
      absolute: await status('%2Fetc%2Fpasswd'),
      null: await status('index.html%00.js'),
      broken: await status('%E0%A4%A'),
      folder: await status('assets'),
    }
  })
  expect(statuses).toEqual({
    page: 200,
    above: 404,
    backslash: 404,
    absolute: 404,
    null: 404,
    broken: 404,
    folder: 404,
  })
})
