/** The lock hides and never discards: page, process and key are gone; what was typed, and the place, are back after it. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { canReadMemory, processTree } from '../bench/process-tree.ts'
import { faultsInBothSchemes } from '../support/accessibility-faults.ts'
import { countInMemory } from '../support/process-memory.ts'
import { canHaveBus, privateBus } from '../support/private-bus.ts'
import { locksWhileTyping } from '../trust/faults/locks-while-typing.ts'
import { ask } from './ask.ts'
import { launchApp } from './launch-app.ts'
import type { LaunchedApp } from './launch-app.ts'
import { prepareRegistry, typePassphrase, unlock } from './prepared-registry.ts'

/** Stands nowhere in the program, and is not put together from its parts. */
const markedName = 'Quuxwortlinger'

/** A page and two processes are started anew, on a machine that may do much else. */
const patience = { timeout: 20_000 }
const lockScreen = /#\/open\?folder=[^&]*$/

let place: string
test.beforeEach(() => {
  place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-lock-'))
})
test.afterEach(() => fs.rmSync(place, { recursive: true, force: true, maxRetries: 5 }))

const passphraseField = (window: Page) => window.getByLabel('Passphrase', { exact: true })

/** The process of the page, the title of the window and the address, told by the shell: a page that hangs can't be asked. */
const seenFromOutside = ({ app }: LaunchedApp) =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const { webContents } = window!
    return { pid: webContents.getOSProcessId(), title: window!.getTitle(), address: webContents.getURL() }
  })

function aRegistry(): { readonly folder: string; readonly notes: string } {
  const folder = path.join(place, 'clinic.asild')
  const [made] = prepareRegistry(folder, [
    ['cases.create', { values: { code: 'AS-0001', status: 'active' } }],
    ['records.add', { form: 'note', caseId: '$0.id', values: { title: markedName, text: 'Fewer falls' } }],
  ])
  return { folder, notes: `/cases/${made!['id']!}/record?form=note` }
}

test('locking ends the process of the page: the name that it showed is in no memory of pages and data any more', async () => {
  test.skip(!canReadMemory, 'the memory of processes is read from /proc')
  test.setTimeout(120_000)
  const { folder, notes } = aRegistry()
  const launched = await launchApp(path.join(place, 'profile'))
  const { app, window, complaints, close } = launched
  await unlock(window, folder, notes)
  await expect(window.getByRole('row', { name: new RegExp(markedName) })).toBeVisible()
  const before = await seenFromOutside(launched)
  expect(countInMemory(before.pid, markedName)).toBeGreaterThan(0)

  await window.keyboard.press('Control+l')
  await expect(window.getByText('Locked by hand.')).toBeVisible(patience)
  await expect(passphraseField(window)).toBeFocused()
  await expect(window.getByRole('heading', { name: 'clinic' })).toBeVisible()
  await expect(window.getByText('Dr. Zitronenfalter was working here.', { exact: false })).toBeVisible()
  await expect.poll(() => fs.existsSync(`/proc/${before.pid}`)).toBe(false)
  const locked = await seenFromOutside(launched)
  expect(locked.title).toBe('AS-ILD Registry')
  expect(locked.pid).not.toBe(before.pid)
  // The main process relays answers and forgets each; what it forgot lies in its memory until that is used anew.
  const others = processTree(app.process().pid!).filter(({ kind }) => kind !== 'main')
  expect(others.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['renderer', 'utility']))
  expect(others.filter(({ pid }) => countInMemory(pid, markedName) > 0)).toEqual([])
  expect(await faultsInBothSchemes(window)).toEqual([])

  await typePassphrase(window)
  await expect(window.getByRole('row', { name: new RegExp(markedName) })).toBeVisible()
  expect(new URL(window.url()).hash).toBe(`#${notes}`)
  expect(complaints).toEqual([])
  await close()
})

test('a save dialog that is answered after the lock, and after unlocking, writes nothing; a minimized window is locked and stays small', async () => {
  test.setTimeout(120_000)
  const { folder, notes } = aRegistry()
  const launched = await launchApp(path.join(place, 'profile'))
  const { app, window, close } = launched
  const files = [path.join(place, 'late.pdf'), path.join(place, 'wanted.pdf')] as const
  await unlock(window, folder, notes.replace(/record.*/, 'documents'))
  await expect(window.getByRole('button', { name: 'Save as PDF' }).first()).toBeVisible()
  // The first dialog is answered when the test says so, the second one at once.
  await app.evaluate(({ dialog }, [late, wanted]) => {
    const waits = globalThis as unknown as { answer?: () => void }
    dialog.showSaveDialog = () =>
      waits.answer
        ? Promise.resolve({ canceled: false, filePath: wanted })
        : new Promise((resolve) => {
            waits.answer = () => resolve({ canceled: false, filePath: late })
          })
  }, files)
  await window.getByRole('button', { name: 'Save as PDF' }).first().click()
  await expect.poll(() => app.evaluate(() => 'answer' in globalThis)).toBe(true)

  const isSmall = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isMinimized())
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize())
  const wasSmall = await isSmall()
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
  await expect.poll(async () => (await seenFromOutside(launched)).address, patience).toMatch(lockScreen)
  expect(await isSmall()).toBe(wasSmall)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.restore())
  await expect(window.getByText('Locked together with the screen of this computer.')).toBeVisible(patience)
  await typePassphrase(window)
  await expect(window.getByRole('button', { name: 'Save as PDF' }).first()).toBeVisible()
  await app.evaluate(() => (globalThis as unknown as { answer: () => void }).answer())
  // By the time that a document which was asked for later is written, the other one would be.
  await window.getByRole('button', { name: 'Save as PDF' }).first().click()
  await expect(window.getByText(/wanted\.pdf/)).toBeVisible({ timeout: 30_000 })
  expect(files.map((file) => fs.existsSync(file))).toEqual([false, true])
  await close()
})

test('a desktop of Linux that tells of its locked screen locks the registry with it', async () => {
  test.skip(!canHaveBus, 'it takes dbus-daemon and gdbus, and so Linux')
  test.setTimeout(120_000)
  const { folder, notes } = aRegistry()
  const bus = await privateBus(place)
  const launched = await launchApp(path.join(place, 'profile'), { DBUS_SESSION_BUS_ADDRESS: bus.address })
  const { window, complaints, close } = launched
  await unlock(window, folder, notes)
  await expect(window.getByRole('row', { name: new RegExp(markedName) })).toBeVisible()
  // Nobody on this bus says whether the screen is locked; by the time of the answer the program listens.
  expect(await ask(window, 'lock.screen')).toEqual({ isTold: false })
  const active = ['/org/freedesktop/ScreenSaver', 'org.freedesktop.ScreenSaver.ActiveChanged'] as const
  await bus.emit(...active, 'false')
  await bus.emit(...active, 'true')
  await expect(window.getByText('Locked together with the screen of this computer.')).toBeVisible(patience)
  await expect(passphraseField(window)).toBeFocused()
  await typePassphrase(window)
  await expect(window.getByRole('row', { name: new RegExp(markedName) })).toBeVisible()
  expect(complaints).toEqual([])
  await close()
  await bus.stop()
})

test('a page that hangs is locked within moments all the same', async () => {
  test.setTimeout(120_000)
  const { folder, notes } = aRegistry()
  const launched = await launchApp(path.join(place, 'profile'))
  const { app, window, close } = launched
  await unlock(window, folder, notes)
  await expect(window.getByRole('row', { name: new RegExp(markedName) })).toBeVisible()
  const before = await seenFromOutside(launched)
  void window
    .evaluate(() =>
      setTimeout(() => {
        for (;;);
      }),
    )
    .catch(() => {})
  await wait(200)
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))
  await expect.poll(async () => (await seenFromOutside(launched)).address, patience).toMatch(lockScreen)
  const locked = await seenFromOutside(launched)
  expect(locked.title).toBe('AS-ILD Registry')
  expect(locked.pid).not.toBe(before.pid)
  await close()
})

test('locked at random moments while somebody types, every field is back', async () => {
  test.setTimeout(180_000)
  expect(await locksWhileTyping.run(4, 20_261_126)).toMatchObject({ tried: 4, survived: 4, lost: 0 })
})
