/** Each imagined attack on the running program is a test, named after it. More are in security-*.spec.ts. */
import { deflateSync } from 'node:zlib'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { contract } from '#shared/ipc/contract.ts'
import type { Operation } from '#shared/ipc/operation.ts'
import { processTree } from '#tests/bench/process-tree.ts'
import { countInMemory } from '#tests/support/secrets-in-memory.ts'
import { arbitraryOf, spoiled } from '#tests/trust/fuzz/arbitrary-of.ts'
import { wildJson } from '#tests/trust/fuzz/hostile.ts'
import { ask } from './ask.ts'
import { launchApp } from './launch-app.ts'
import type { LaunchedApp } from './launch-app.ts'
import { prepareRegistry, unlock } from './prepared-registry.ts'

interface Reply {
  readonly ok: boolean
  readonly error?: { readonly kind: string; readonly message: string }
}

let launched: LaunchedApp
let folder: string
let caseId: string
let keyHex: string

test.beforeAll(async () => {
  launched = await launchApp()
  folder = path.join(launched.userData, 'Attacked.asild')
  const made = prepareRegistry(folder, [
    ['cases.create', { values: { code: 'AS-0001', status: 'active' } }],
    ['registry.recoverySheet', {}],
  ])
  caseId = made[0]!['id']!
  keyHex = made[1]!['keyHex']!
  await expect(launched.window.locator('main')).not.toBeEmpty()
  // Nobody sits here to answer dialogs.
  await launched.app.evaluate(({ dialog }) => {
    const dismissed = { canceled: true, filePaths: [], filePath: '' }
    Object.assign(dialog, {
      showOpenDialog: async () => dismissed,
      showSaveDialog: async (_window: unknown, options: object) => {
        Object.assign(globalThis, { offered: options })
        return dismissed
      },
    })
  })
})

test.afterAll(async () => {
  await launched.close()
  fs.rmSync(launched.userData, { recursive: true, force: true })
})

/** Sends calls at once, over the page's own bridge, as text. */
function sendAll(calls: readonly (readonly [name: string, input: string])[]): Promise<readonly Reply[]> {
  return launched.window.evaluate(
    (given) => {
      const { bridge } = window as unknown as {
        bridge: { call(id: number, name: string, input: string): Promise<Reply> }
      }
      return Promise.all(given.map(([name, input], index) => bridge.call(2_000_000 + index, name, input)))
    },
    calls as [string, string][],
  )
}

const open = () => ask(launched.window, 'registry.open', { folder, passphrase: 'four words of mine' })

const operations = Object.entries(contract as Readonly<Record<string, Operation>>)
/** The same inputs at every run: what is new is tried by `npm run trust`. */
const sampled = (arbitrary: fc.Arbitrary<unknown>, count: number) =>
  fc.sample(arbitrary, { numRuns: count, seed: 20_261_126 }).map((value) => JSON.stringify(value) ?? 'null')

test('before anything is unlocked no operation that needs a right is answered', async () => {
  const guarded = operations.filter(([, { right, place }]) => right !== 'none' && place === 'backend')
  expect(guarded.length).toBeGreaterThan(20)
  const calls = guarded.flatMap(([name, { input }]) =>
    sampled(
      arbitraryOf(input, () => undefined),
      3,
    ).map((text) => [name, text] as const),
  )
  const replies = await sendAll(calls)
  expect(replies.filter(({ ok }) => ok)).toEqual([])
  expect([...new Set(replies.map(({ error }) => error!.kind))].toSorted()).toEqual(expect.arrayContaining(['locked']))
  expect(replies.filter(({ error }) => !['locked', 'forbidden', 'invalid-input'].includes(error!.kind))).toEqual([])
})

test('after unlocking, the passphrase stands nowhere where it is not needed, and the key in one process alone', async () => {
  test.skip(
    process.platform !== 'linux' || process.getuid?.() !== 0,
    'Memory of processes is read from /proc, by root.',
  )
  const passphrase = 'four words of mine'
  await unlock(launched.window, folder)
  await expect(launched.window.getByRole('grid')).toBeVisible()
  const tree = processTree(launched.app.process().pid!)
  for (const { pid } of tree)
    for (const file of ['cmdline', 'environ'])
      expect(fs.readFileSync(`/proc/${pid}/${file}`, 'latin1')).not.toContain(passphrase)
  const patterns = [
    [Buffer.from(passphrase, 'latin1')],
    [Buffer.from(passphrase, 'utf16le')],
    [Buffer.from(keyHex, 'hex')],
    [Buffer.from(keyHex, 'latin1'), Buffer.from(keyHex, 'utf16le')],
  ]
  const backend = await launched.app.evaluate(
    ({ app }) =>
      app.getAppMetrics().find(({ name, serviceName }) => `${name}${serviceName}`.includes('AS-ILD Registry data'))
        ?.pid,
  )
  const found = () =>
    tree.map(({ pid, kind }) => {
      const [typed = 0, asTyped = 0, key = 0, keyAsText = 0] = countInMemory(pid, patterns)
      return { kind: pid === backend ? 'backend' : kind, typed, asTyped, key: key + keyAsText }
    })
  const left = found()
  test.info().annotations.push({ type: 'left in memory', description: JSON.stringify(left) })
  // The process that opens the file needs the key; no other ever has it.
  expect(left.filter(({ kind, key }) => kind !== 'backend' && key > 0)).toEqual([])
  // What the passphrase went through keeps copies of it in memory that is free again: see SECURITY.md.
  const wentThrough = ['main', 'renderer', 'backend']
  expect(left.filter(({ kind, typed, asTyped }) => !wentThrough.includes(kind) && typed + asTyped > 0)).toEqual([])
})

test('the page calls thousands of times at once, with nonsense, and goes on', async () => {
  await open()
  // Documents that are laid out take seconds each: they are no matter of thousands. A lock ends the page that asks.
  const shell = operations.filter(
    ([name, { place }]) => place === 'shell' && !/^(print|documents|figures|lock)\./.test(name),
  )
  const nonsense = shell.flatMap(([name, { input }]) => {
    const allowed = arbitraryOf(input, () => undefined)
    return sampled(fc.oneof(spoiled(allowed), wildJson), 12).map((text) => [name, text] as const)
  })
  const many = Array.from({ length: 3000 }, () => ['registry.status', '{}'] as const)
  const replies = await sendAll([...nonsense, ...many])
  expect(replies.slice(nonsense.length).filter(({ ok }) => !ok)).toEqual([])
  expect(replies.filter(({ error }) => error?.kind === 'internal')).toEqual([])
  expect(await ask(launched.window, 'registry.status')).toMatchObject({ state: 'open' })
  expect(launched.complaints).toEqual([])
})

test('a window that was not let in, a frame and a foreign page get no answer from the router', async () => {
  const answers = await launched.app.evaluate(async ({ app, BrowserWindow, ipcMain }) => {
    const [main] = BrowserWindow.getAllWindows()
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const request = { id: 1, name: 'registry.status', input: '{}' }
    const second = new BrowserWindow({
      show: false,
      webPreferences: { preload, sandbox: true, contextIsolation: true },
    })
    await second.loadURL('app://local/')
    const ofSecond: Reply = await second.webContents.executeJavaScript(`bridge.call(1, 'registry.status', '{}')`)
    // What a frame would send, had it a bridge: from the let-in window, but not from its top.
    const handlers = (
      ipcMain as unknown as { _invokeHandlers: Map<string, (event: object, message: object) => Promise<Reply>> }
    )._invokeHandlers
    const call = handlers.get('call')!
    const sender = main!.webContents
    const top = sender.mainFrame
    const frames = {
      none: null,
      inner: { parent: top, url: 'app://local/' },
      otherTop: { parent: null, url: 'app://local/' },
      gone: { parent: null, url: 'about:blank' },
    }
    const ofFrames = await Promise.all(
      Object.values(frames).map((senderFrame) => call({ sender, senderFrame }, request)),
    )
    const hidden = second.webContents
    await hidden.executeJavaScript(`location.href = 'https://outside.invalid/'; 0`)
    await hidden.executeJavaScript(`location.href = 'file:///etc/passwd'; 0`)
    const opened = await hidden.executeJavaScript(`String(window.open('app://local/'))`)
    const address = hidden.getURL()
    second.destroy()
    return { kinds: [ofSecond, ...ofFrames].map(({ ok, error }) => ok || error?.kind), address, opened }
  })
  expect(answers.kinds).toEqual(Array.from({ length: 5 }, () => 'forbidden'))
  expect(answers.address).toMatch(/^app:\/\/local\//)
  expect(answers.opened).toBe('null')
})

test('what is no request at all is refused by the router', async () => {
  const kinds = await launched.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const sender = BrowserWindow.getAllWindows()[0]!.webContents
    const handlers = (
      ipcMain as unknown as { _invokeHandlers: Map<string, (event: object, message: unknown) => Promise<Reply>> }
    )._invokeHandlers
    const messages = [
      null,
      7,
      'x',
      [],
      {},
      { id: 'a', name: 'registry.status', input: '{}' },
      { id: 1, name: {}, input: '{}' },
      { id: 1, name: 'registry.status', input: {} },
      { id: 1, name: 'x'.repeat(101), input: '{}' },
      { id: 1, name: 'registry.status', input: 'x'.repeat(2_000_001) },
    ]
    return Promise.all(
      messages.map(
        async (message) =>
          (await handlers.get('call')!({ sender, senderFrame: sender.mainFrame }, message)).error?.kind,
      ),
    )
  })
  expect(new Set(kinds)).toEqual(new Set(['invalid-input']))
})

test('the page reads no file of the workstation', async () => {
  const secret = path.join(launched.userData, 'secret.txt')
  fs.writeFileSync(secret, 'of somebody else')
  const read = await launched.window.evaluate(async (file) => {
    const address = `file://${file}`
    const outcome = (work: () => Promise<unknown>) =>
      work().then(
        () => 'read',
        () => 'refused',
      )
    return [
      await outcome(() => fetch(address)),
      await outcome(() =>
        fetch(`app://local/..%2f..%2f..%2f..${file}`).then((answer) =>
          answer.ok ? answer.text() : Promise.reject(new Error()),
        ),
      ),
      await outcome(() => import(/* @vite-ignore */ address)),
      await outcome(() => Object.assign(new Image(), { src: address }).decode()),
      await outcome(
        () =>
          new Promise((resolve, reject) => {
            const request = new XMLHttpRequest()
            request.addEventListener('load', resolve)
            request.addEventListener('error', reject)
            request.open('GET', address)
            request.send()
          }),
      ),
      await outcome(async () => {
        const frame = Object.assign(document.createElement('iframe'), { src: address })
        document.body.append(frame)
        await new Promise((resolve) => setTimeout(resolve, 300))
        const text = frame.contentDocument?.body.textContent
        frame.remove()
        if (!text) throw new Error('nothing')
      }),
    ]
  }, secret)
  expect(read).toEqual(read.map(() => 'refused'))
})

/** A PNG of one color that claims, and has, as many pixels as that. */
function png(width: number, height: number, data: Buffer): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(body.length)
    head.write(type, 4)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc(Buffer.concat([Buffer.from(type), body])))
    return Buffer.concat([head, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(data)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Buffer): number {
  let sum = -1
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return ~sum >>> 0
}

/** A PDF of objects as they are written. */
const pdf = (...objects: readonly string[]): Buffer =>
  Buffer.from(
    `%PDF-1.7\n${objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer << /Root 1 0 R >>\n%%EOF\n`,
  )
const launch = '<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >> >>'
const hostile: readonly (readonly [name: string, content: Buffer])[] = [
  ['huge-picture.png', png(60_000, 60_000, Buffer.alloc(2_000_000))],
  ['broken-picture.png', png(100, 100, Buffer.alloc(1)).subarray(0, 60)],
  ['truncated.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00])],
  ['no-end.jpg', Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(400, Buffer.from([0xff, 0xe1, 0, 0]))])],
  [
    'launch.pdf',
    pdf(
      `<< /Type /Catalog /Pages 2 0 R /OpenAction ${launch} >>`,
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>',
    ),
  ],
  ['endless-tree.pdf', pdf('<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 9 >>')],
  [
    'lying-count.pdf',
    pdf(
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>',
    ),
  ],
  [
    'endless-stream.pdf',
    pdf(
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e9 1e9] /Contents 4 0 R /Resources << /XObject << /X 4 0 R >> >> >>',
      '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream',
    ),
  ],
]

test('hostile pictures and PDFs are shown harmlessly or said to be unreadable, and the program goes on', async () => {
  test.setTimeout(120_000)
  const { window } = launched
  await open()
  // The page itself opened nothing: it looks anew.
  await window.reload()
  for (const [fileName, content] of hostile)
    await ask(window, 'attachments.store', {
      caseId,
      values: { title: fileName },
      fileName,
      base64: content.toString('base64'),
    })
  await window.evaluate((route) => void (location.hash = route), `/cases/${caseId}/record?form=attachment`)
  for (const [fileName] of hostile) {
    await window.getByRole('row', { name: new RegExp(fileName) }).focus()
    await window.keyboard.press('o')
    const dialog = window.getByRole('dialog')
    await expect(dialog).toBeVisible()
    const frame = () => window.frames().find((each) => each !== window.mainFrame())
    const outcome = async () => {
      if (await dialog.getByText('can’t be shown').isVisible()) return 'unreadable'
      return (await frame()?.locator('[role=toolbar]').count()) ? 'shown' : undefined
    }
    await expect.poll(outcome, { message: fileName, timeout: 20_000 }).toBeDefined()
    await dialog.getByRole('button', { name: /^Close/ }).click()
    await expect(dialog).toBeHidden()
  }
  expect(await ask(window, 'registry.status')).toMatchObject({ state: 'open' })
})

test('the name of an attachment, or one that the page makes up, leads into no other folder when a copy is saved', async () => {
  const { window, app } = launched
  for (const fileName of ['../../.bashrc', '/etc/cron.d/x', 'C:\\Windows\\win.ini', 'CON.pdf', 'a\0b']) {
    await ask(window, 'attachments.saveCopy', { id: 'x', fileName })
    const offered = await app.evaluate(({ app: electron }) => {
      const { offered: options } = globalThis as unknown as { offered: { defaultPath: string } }
      return { path: options.defaultPath, documents: electron.getPath('documents') }
    })
    expect(path.dirname(offered.path)).toBe(offered.documents)
    expect(path.basename(offered.path)).toMatch(/^[^.\\/:][^\\/:\0]*$/)
    expect(path.basename(offered.path)).not.toBe('CON.pdf')
  }
})

test('a process that crashes leaves no dump of its memory, and logs hold no secret', async () => {
  const { app, userData } = launched
  await app.evaluate(({ app: electron }) => {
    const backend = electron
      .getAppMetrics()
      .find(({ name, serviceName }) => `${name}${serviceName}`.includes('AS-ILD Registry data'))
    process.kill(backend!.pid, 'SIGSEGV')
  })
  // What was asked meanwhile is told that it stopped.
  await expect.poll(async () => (await sendAll([['registry.status', '{}']]))[0]!.ok).toBe(true)
  const commands = processTree(app.process().pid!).map(({ pid }) => fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1'))
  expect(commands.filter((command) => command.includes('crashpad'))).toEqual([])
  const files = fs.readdirSync(userData, { recursive: true, encoding: 'utf8' })
  expect(files.filter((file) => /\.(dmp|core)$|(^|\/)core(\.\d+)?$/.test(file))).toEqual([])
  for (const log of files.filter((file) => file.endsWith('.log'))) {
    const text = fs.readFileSync(path.join(userData, log), 'latin1')
    expect(text).not.toContain('four words of mine')
    expect(text).not.toContain(keyHex)
  }
})
