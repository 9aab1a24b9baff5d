/** The line for pixels in the running app: it goes to the page itself alone, and ends with the registry. */
import { expect, test } from '@playwright/test'
import { attackedApp } from './attacked-app.ts'
import type { AttackedApp } from './attacked-app.ts'

interface Line {
  readonly port: MessagePort
  readonly replies: { readonly answer: number; readonly ok: boolean; readonly error?: { readonly kind: string } }[]
  isClosed: boolean
}
interface Page {
  readonly bridge: { openPixels(): void }
  line: Line | undefined
}

let attacked: AttackedApp

test.beforeAll(async () => {
  attacked = await attackedApp()
})

test.afterAll(() => attacked.close())

/** Opens a line as the page would; says whether one came. */
const opened = (): Promise<boolean> =>
  attacked.window.evaluate(async () => {
    const page = window as unknown as Page
    page.line = undefined
    const came = new Promise<void>((resolve) =>
      window.addEventListener('message', function hear({ source, data, ports: [port] }) {
        if (source !== window || data?.type !== 'pixels' || !port) return
        window.removeEventListener('message', hear)
        const line: Line = { port, replies: [], isClosed: false }
        port.addEventListener('message', (event) => line.replies.push(event.data))
        port.addEventListener('close', () => (line.isClosed = true))
        port.start()
        page.line = line
        resolve()
      }),
    )
    page.bridge.openPixels()
    await Promise.race([came, new Promise((resolve) => setTimeout(resolve, 5000))])
    return page.line !== undefined
  })

const say = (message: object): Promise<void> =>
  attacked.window.evaluate((said) => (window as unknown as Page).line!.port.postMessage(said), message)

const line = () =>
  attacked.window.evaluate(() => {
    const { replies, isClosed } = (window as unknown as Page).line!
    return { kinds: replies.map(({ ok, error }) => (ok ? 'image' : error!.kind)), isClosed }
  })

test('before a registry is open the line gives nothing but the reason', async () => {
  expect(await opened()).toBe(true)
  await say({ ask: 1, seriesId: 'none', index: 0 })
  await expect.poll(line).toEqual({ kinds: ['locked'], isClosed: false })
})

test('with one open it answers, hears no nonsense, and is closed with the registry', async () => {
  expect(await attacked.ask('registry.open', { folder: attacked.demo, passphrase: 'demo' })).toMatchObject({ ok: true })
  expect(await opened()).toBe(true)
  await say({ ask: 1, seriesId: 'x'.repeat(10_000_000), index: 0 })
  await say({ path: '/etc/passwd' })
  await say({ ask: 2, seriesId: 'none', index: 0 })
  await expect.poll(line).toEqual({ kinds: ['not-found'], isClosed: false })
  expect(await attacked.ask('registry.close', {})).toMatchObject({ ok: true })
  await expect.poll(async () => (await line()).isClosed).toBe(true)
  await say({ ask: 3, seriesId: 'none', index: 0 })
  await attacked.window.waitForTimeout(200)
  expect((await line()).kinds).toEqual(['not-found'])
})

test('no other window and no frame is given a line', async () => {
  const given = await attacked.app.evaluate(async ({ app, BrowserWindow, ipcMain }) => {
    const [main] = BrowserWindow.getAllWindows()
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const second = new BrowserWindow({
      show: false,
      webPreferences: { preload, sandbox: true, contextIsolation: true },
    })
    await second.loadURL('app://local/')
    const came: boolean = await second.webContents.executeJavaScript(`new Promise((resolve) => {
      addEventListener('message', ({ ports }) => ports.length && resolve(true))
      bridge.openPixels()
      setTimeout(resolve, 700, false)
    })`)
    second.destroy()
    const sender = main!.webContents
    const top = sender.mainFrame
    let posted = 0
    const postMessage = () => (posted += 1)
    const frames = [
      null,
      { parent: top, url: 'app://local/', postMessage },
      { parent: null, url: 'app://local/', postMessage },
      { parent: null, url: 'about:blank', postMessage },
    ]
    for (const senderFrame of frames) ipcMain.emit('open-pixels', { sender, senderFrame })
    return { came, posted, hears: ipcMain.listenerCount('open-pixels') }
  })
  expect(given).toEqual({ came: false, posted: 0, hears: 1 })
})

test('a page that is locked away has no line any more, and the next one a line of its own', async () => {
  expect(await attacked.ask('registry.open', { folder: attacked.demo, passphrase: 'demo' })).toMatchObject({ ok: true })
  expect(await opened()).toBe(true)
  await say({ ask: 1, seriesId: 'none', index: 0 })
  await expect.poll(async () => (await line()).kinds).toEqual(['not-found'])
  void attacked.ask('lock.now', {}).catch(() => {})
  await expect(attacked.window.getByText('Locked by hand.')).toBeVisible({ timeout: 20_000 })
  expect(await attacked.window.evaluate(() => (window as unknown as Partial<Page>).line === undefined)).toBe(true)
  expect(await opened()).toBe(true)
  await say({ ask: 1, seriesId: 'none', index: 0 })
  await expect.poll(line).toEqual({ kinds: ['locked'], isClosed: false })
})
