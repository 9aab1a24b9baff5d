/** Each imagined attack over the bridge is a test: a page that went bad holds and is told nothing beyond its own. */
import { expect, test } from '@playwright/test'
import { attackedApp } from './attacked-app.ts'
import type { AttackedApp } from './attacked-app.ts'

let attacked: AttackedApp

test.beforeAll(async () => {
  attacked = await attackedApp()
})

test.afterAll(() => attacked.close())

test('the page holds nothing of Node or Electron but a bridge with four functions', async () => {
  const found = await attacked.window.evaluate(() => ({
    names: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
    bridge: Object.keys((window as unknown as { bridge: object }).bridge).toSorted(),
  }))
  expect(found).toEqual({ names: [], bridge: ['call', 'cancel', 'onEvent', 'openPixels'] })
})

test('a policy that allows nothing by default comes with the page, with a nonce of this load', async () => {
  const policy = () =>
    attacked.window.evaluate(async () => {
      const response = new Promise<string>((resolve) =>
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.originalPolicy), { once: true }),
      )
      document.body.append(Object.assign(document.createElement('img'), { src: 'https://outside.invalid/x.png' }))
      return response
    })
  const first = await policy()
  await attacked.window.reload()
  await expect(attacked.window.locator('#root')).not.toBeEmpty()
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
  const { window } = attacked
  await window.addInitScript(() => {
    const seen: string[] = []
    Object.assign(globalThis, { violations: seen })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
      seen.push(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`),
    )
  })
  await window.reload()
  await expect(window.locator('#root')).not.toBeEmpty()
  expect(await attacked.ask('registry.open', { folder: attacked.demo, passphrase: 'demo' })).toMatchObject({ ok: true })
  const id = await attacked.idOfCase('AS-0001')
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

test('a page may not say what only the shell can know', async () => {
  expect(await attacked.ask('audit.note', { kind: 'print', detail: 'never printed' })).toMatchObject({
    error: { kind: 'forbidden' },
  })
  expect(await attacked.ask('print.ready', {})).toMatchObject({ error: { kind: 'forbidden' } })
  // Nor name a path that something is written to.
  expect(
    await attacked.ask('audit.writeExport', { file: '/tmp/never.json', format: 'json', filter: {} }),
  ).toMatchObject({
    error: { kind: 'forbidden' },
  })
  expect(await attacked.ask('__proto__', {})).toMatchObject({ error: { kind: 'not-found' } })
  expect(await attacked.ask('registry.erase', {})).toMatchObject({ error: { kind: 'not-found' } })
})

test('a frame inside the page gets no answer', async () => {
  const answered = await attacked.window.evaluate(async () => {
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

test('when the process that holds the registry dies, the page is told and the registry can be opened again', async () => {
  const { app, window } = attacked
  const open = () => attacked.ask('registry.open', { folder: attacked.demo, passphrase: 'demo' })
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
  expect(await attacked.ask('cases.get', { code: 'AS-0001' })).toMatchObject({ error: { kind: 'locked' } })
  // The system may take a moment to give up the lock of the process that was killed.
  await expect.poll(open).toMatchObject({ ok: true })
  expect(await attacked.ask('cases.get', { code: 'AS-0001' })).toMatchObject({ ok: true })
})
