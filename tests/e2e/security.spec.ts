/** Each imagined attack from inside the page is a test: a page that went bad can neither leave nor reach anything. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import { launchApp } from './launch-app.ts'
import type { LaunchedApp } from './launch-app.ts'

let launched: LaunchedApp
/** A server on this machine that counts who comes: nobody ever should. */
let server: http.Server
let visits: string[]

test.beforeAll(async () => {
  visits = []
  server = http.createServer((request, response) => {
    visits.push(request.url ?? '')
    response.setHeader('Access-Control-Allow-Origin', '*').end('hello')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  launched = await launchApp()
  await expect(launched.window.locator('main')).not.toBeEmpty()
  expect(await ask('registry.createDemo', { folder: demo(), cases: 3 })).toMatchObject({ ok: true })
})

test.afterAll(async () => {
  await launched.close()
  await new Promise((resolve) => server.close(resolve))
  fs.rmSync(launched.userData, { recursive: true, force: true })
})

const demo = () => `${launched.userData}/Demo.asild`
const outside = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** Asks over the page's own bridge. */
function ask(name: string, input: object): Promise<{ ok: boolean; error?: { kind: string } }> {
  return launched.window.evaluate(
    async ([operation, json]) => {
      const { bridge } = window as unknown as {
        bridge: { call(id: number, name: string, input: string): Promise<{ ok: boolean; error?: { kind: string } }> }
      }
      return bridge.call(1_000_001, operation!, json!)
    },
    [name, JSON.stringify(input)],
  )
}

async function idOfCase(code: string): Promise<string> {
  const { value } = (await ask('cases.get', { code })) as unknown as { value: string }
  return (JSON.parse(value) as { case: { id: string } }).case.id
}

/** One empty page, and what a catalog and a page may say besides. */
function minimalPdf(catalog: string, page: string): string {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] ${page} >>`,
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return `%PDF-1.7\n${body}trailer << /Root 1 0 R /Size 4 >>\n%%EOF\n`
}

test('the page holds nothing of Node or Electron but a bridge with three functions', async () => {
  const found = await launched.window.evaluate(() => ({
    names: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
    bridge: Object.keys((window as unknown as { bridge: object }).bridge).toSorted(),
  }))
  expect(found).toEqual({ names: [], bridge: ['call', 'cancel', 'onEvent'] })
})

test('a policy that allows nothing by default comes with the page, with a nonce of this load', async () => {
  const policy = () =>
    launched.window.evaluate(async () => {
      const response = new Promise<string>((resolve) =>
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.originalPolicy), { once: true }),
      )
      document.body.append(Object.assign(document.createElement('img'), { src: 'https://outside.invalid/x.png' }))
      return response
    })
  const first = await policy()
  await launched.window.reload()
  await expect(launched.window.locator('#root')).not.toBeEmpty()
  const second = await policy()
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'none'",
    "style-src-attr 'none'",
    "frame-ancestors 'none'",
  ])
    expect(first).toContain(part)
  expect(first).not.toContain('unsafe')
  const nonceOf = (text: string) => /'nonce-([^']+)'/.exec(text)?.[1]
  expect(nonceOf(first)).toMatch(/^[\w+/]{24}$/)
  expect(nonceOf(second)).not.toBe(nonceOf(first))
})

test('no screen breaks the policy', async () => {
  const { window } = launched
  await window.addInitScript(() => {
    const seen: string[] = []
    Object.assign(globalThis, { violations: seen })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
      seen.push(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`),
    )
  })
  await window.reload()
  await expect(window.locator('#root')).not.toBeEmpty()
  expect(await ask('registry.open', { folder: demo(), passphrase: 'demo' })).toMatchObject({ ok: true })
  const id = await idOfCase('AS-0001')
  const screens = [
    '/open',
    '/cases',
    `/cases/${id}/chart`,
    `/cases/${id}/record`,
    `/cases/${id}/documents`,
    '/registry',
    '/settings',
    '/about',
  ]
  for (const screen of screens) {
    await window.evaluate((route) => void (location.hash = route), screen)
    await expect(window.locator('main')).not.toBeEmpty()
    await expect(window.locator('[aria-busy=true]')).toHaveCount(0)
  }
  await window.evaluate((route) => void (location.hash = route), `/cases/${id}/chart`)
  await expect(window.locator('main svg').first()).toBeVisible()
  expect(await window.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual([])
})

test('the page can’t go anywhere else', async () => {
  const { window } = launched
  const before = window.url()
  for (const address of [outside(), 'file:///etc/passwd', 'app://other/index.html', 'data:text/html,hello']) {
    await window.evaluate((href) => {
      location.href = href
    }, address)
    await window.evaluate((href) => Object.assign(document.createElement('a'), { href }).click(), address)
  }
  expect(window.url()).toBe(before)
  expect(await window.evaluate(() => document.querySelector('main')?.childElementCount)).toBeGreaterThan(0)
  expect(visits).toEqual([])
})

test('an empty page, which can’t be refused, is left again at once', async () => {
  const { window } = launched
  const left = window.waitForURL('about:blank')
  await window.evaluate(() => setTimeout(() => (location.href = 'about:blank')))
  await left
  await window.waitForURL(/^app:\/\/local\//)
  await expect(window.locator('main')).not.toBeEmpty()
})

test('no window opens', async () => {
  const opened = await launched.window.evaluate((address) => {
    Object.assign(document.createElement('a'), { href: address, target: '_blank' }).click()
    return [window.open(address), window.open('about:blank'), window.open('app://local/')].map((it) => it === null)
  }, outside())
  expect(opened).toEqual([true, true, true])
  expect(launched.app.windows()).toHaveLength(1)
})

test('nothing reaches the network, from the page or past its policy', async () => {
  const tried = await launched.window.evaluate(async (address) => {
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
  }, outside())
  expect(tried).toMatchObject({ fetch: true, socket: true, image: true, candidates: [] })
  // The main process itself, whose requests no page's policy governs.
  const main = await launched.app.evaluate(
    ({ session }, address) =>
      session.defaultSession.fetch(address).then(
        () => 'reached',
        () => 'blocked',
      ),
    outside(),
  )
  expect(main).toBe('blocked')
  expect(visits).toEqual([])
})

test('no permission is given', async () => {
  const states = await launched.window.evaluate(async () => ({
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
  const done = await launched.app.evaluate(({ session }) => {
    Object.assign(globalThis, { downloads: [] as string[] })
    session.defaultSession.on('will-download', (event) => {
      ;(globalThis as unknown as { downloads: boolean[] }).downloads.push(event.defaultPrevented)
    })
  })
  expect(done).toBeUndefined()
  await launched.window.evaluate(() => {
    const href = URL.createObjectURL(new Blob(['data']))
    Object.assign(document.createElement('a'), { href, download: 'data.txt' }).click()
  })
  const seen = () => launched.app.evaluate(() => (globalThis as unknown as { downloads: boolean[] }).downloads)
  await expect.poll(seen).toEqual([true])
})

test('the app scheme serves the built page and nothing beside it', async () => {
  const statuses = await launched.app.evaluate(async ({ session }) => {
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

test('a page may not say what only the shell can know', async () => {
  expect(await ask('audit.note', { kind: 'print', detail: 'never printed' })).toMatchObject({
    error: { kind: 'forbidden' },
  })
  expect(await ask('print.ready', {})).toMatchObject({ error: { kind: 'forbidden' } })
  // Nor name a path that something is written to.
  expect(await ask('audit.writeExport', { file: '/tmp/never.json', format: 'json', filter: {} })).toMatchObject({
    error: { kind: 'forbidden' },
  })
  expect(await ask('__proto__', {})).toMatchObject({ error: { kind: 'not-found' } })
  expect(await ask('registry.erase', {})).toMatchObject({ error: { kind: 'not-found' } })
})

test('a frame inside the page gets no answer', async () => {
  const answered = await launched.window.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.srcdoc = '<p>inside</p>'
    document.body.append(frame)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const inside = frame.contentWindow as unknown as { bridge?: unknown } | null
    const hasBridge = Boolean(inside && 'bridge' in inside)
    frame.remove()
    return hasBridge
  })
  expect(answered).toBe(false)
})

test('what is in an attachment reaches nothing from its viewer', async () => {
  const { window } = launched
  expect(await ask('registry.open', { folder: demo(), passphrase: 'demo' })).toMatchObject({ ok: true })
  const caseId = await idOfCase('AS-0001')
  const attack = `<script>parent.bridge.call(1,'registry.close','{}');location='${outside()}'</script>`
  const active = `/AA << /O << /S /JavaScript /JS (app.launchURL\\("${outside()}"\\)) >> >>`
  const link = `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 300 300] /A << /S /URI /URI (${outside()}) >> >>]`
  const files = {
    'page.html.txt': attack,
    'drawing.svg.txt': `<svg xmlns="http://www.w3.org/2000/svg" onload="fetch('${outside()}')">${attack}</svg>`,
    'active.pdf': minimalPdf(
      `/OpenAction << /S /JavaScript /JS (this.submitForm\\("${outside()}"\\)) >>`,
      `${active} ${link}`,
    ),
  }
  for (const [fileName, text] of Object.entries(files)) {
    const base64 = Buffer.from(text, 'latin1').toString('base64')
    const values = { title: fileName }
    expect(await ask('attachments.store', { caseId, values, fileName, base64 })).toMatchObject({ ok: true })
  }
  await window.evaluate((route) => void (location.hash = route), `/cases/${caseId}/record?form=attachment`)
  await window.reload()
  const address = window.url()
  for (const fileName of Object.keys(files)) {
    await window.getByRole('row', { name: new RegExp(fileName) }).focus()
    await window.keyboard.press('o')
    await expect.poll(() => window.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME')
    const frame = window.frames().find((each) => each !== window.mainFrame())!
    expect(frame.url()).toMatch(/^app:\/\/local\/viewer\.html$/)
    await expect(frame.locator(fileName.endsWith('.pdf') ? 'canvas' : 'pre')).toBeVisible()
    expect(await frame.locator('script:not([src]), svg, a, form, iframe').count()).toBe(0)

    // Suppose that the file had taken the frame over: everything it could try from there.
    const tried = await frame.evaluate(async (to) => {
      const outcome = async (work: () => unknown) => {
        try {
          return (await work()) ? 'done' : 'nothing'
        } catch {
          return 'refused'
        }
      }
      return {
        origin: self.origin,
        bridge: 'bridge' in self,
        bridgeOfPage: await outcome(() => (parent as unknown as { bridge: unknown }).bridge),
        document: await outcome(() => parent.document),
        storage: await outcome(() => localStorage),
        cookie: await outcome(() => document.cookie),
        fetch: await outcome(() => fetch(to)),
        ownPage: await outcome(() => fetch('app://local/index.html')),
        window: await outcome(() => self.open(to)),
        top: await outcome(() => (top!.location.href = to)),
        self: await outcome(() => void (location.href = to)),
        page: await outcome(() => void (location.href = 'app://local/index.html')),
        inner: await outcome(() => {
          const inside = Object.assign(document.createElement('iframe'), { src: 'app://local/viewer.html' })
          document.body.append(inside)
        }),
        script: await outcome(() => {
          const script = document.createElement('script')
          script.textContent = 'globalThis.ran = true'
          document.body.append(script)
          return 'ran' in globalThis
        }),
        // Later, in a task of the page's own: what the test itself runs may evaluate text.
        eval: await outcome(
          () =>
            new Promise((resolve, reject) =>
              setTimeout(() => {
                try {
                  resolve(Reflect.construct(Function, ['return true'])())
                } catch (error) {
                  reject(error)
                }
              }, 50),
            ),
        ),
        form: await outcome(() => {
          const form = Object.assign(document.createElement('form'), { action: to, method: 'post' })
          document.body.append(form)
          form.submit()
        }),
      }
    }, outside())
    expect(tried).toEqual({
      origin: 'null',
      bridge: false,
      bridgeOfPage: 'refused',
      document: 'refused',
      storage: 'refused',
      cookie: 'refused',
      fetch: 'refused',
      ownPage: 'refused',
      window: 'nothing',
      top: 'refused',
      self: 'nothing',
      page: 'nothing',
      inner: 'nothing',
      script: 'nothing',
      eval: 'refused',
      form: 'nothing',
    })
    // What it says is not taken for more than it may say.
    await frame.evaluate(() => parent.postMessage({ type: 'changed', id: 1, name: 'registry.close', input: '{}' }, '*'))
    expect(await frame.evaluate(() => location.href)).toBe('app://local/viewer.html')
    expect(frame.childFrames().filter((inner) => inner.url().startsWith('app:'))).toEqual([])
    await window
      .getByRole('dialog')
      .getByRole('button', { name: /^Close/ })
      .click()
    await expect(window.getByRole('dialog')).toBeHidden()
  }
  expect(window.url()).toBe(address)
  expect(visits).toEqual([])
  expect(await ask('registry.status', {})).toMatchObject({ value: expect.stringContaining('"open"') })
})

test('the viewer has no origin even where nobody takes it away, and no other page stands in a frame', async () => {
  const policy = await launched.app.evaluate(async ({ session }) => {
    const response = await session.defaultSession.fetch('app://local/viewer.html')
    return response.headers.get('Content-Security-Policy') ?? ''
  })
  for (const part of ['sandbox allow-scripts;', "default-src 'none'", "frame-ancestors 'self'"])
    expect(policy).toContain(part)
  expect(policy).not.toMatch(/'unsafe-|https?:|\*/)
  const framed = await launched.window.evaluate(async () => {
    const frame = Object.assign(document.createElement('iframe'), { src: 'app://local/index.html' })
    document.body.append(frame)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const shown = frame.contentDocument?.querySelector('#root')
    frame.remove()
    return Boolean(shown)
  })
  expect(framed).toBe(false)
})

test('when the process that holds the registry dies, the page is told and the registry can be opened again', async () => {
  const { app, window } = launched
  const open = () => ask('registry.open', { folder: demo(), passphrase: 'demo' })
  expect(await open()).toMatchObject({ ok: true })
  const told = window.evaluate(
    () =>
      new Promise((resolve) => {
        const { bridge } = window as unknown as { bridge: { onEvent(listener: (event: unknown) => void): void } }
        bridge.onEvent(resolve)
      }),
  )
  await app.evaluate(({ app: electron }) => {
    const data = electron
      .getAppMetrics()
      .find(({ name, serviceName }) => `${name}${serviceName}`.includes('AS-ILD Registry data'))
    if (!data) throw new Error('no such process')
    process.kill(data.pid, 'SIGKILL')
  })
  expect(await told).toEqual({ type: 'changed', topics: ['registry'] })
  expect(await ask('cases.get', { code: 'AS-0001' })).toMatchObject({ error: { kind: 'locked' } })
  // The system may take a moment to give up the lock of the process that was killed.
  await expect.poll(open).toMatchObject({ ok: true })
  expect(await ask('cases.get', { code: 'AS-0001' })).toMatchObject({ ok: true })
})
