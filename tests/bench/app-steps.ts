/** What a person does in the app, as steps for the bench. Times are milliseconds by the page's clock. */
import type { BenchPage } from './dev-tools.ts'
import { afterPaint, until } from './in-page.ts'

/** The unlock form of a registry, its passphrase typed. */
export async function typePassphrase(page: BenchPage, folder: string, passphrase: string): Promise<void> {
  await page.run(
    async ({ address, folder }) => {
      location.hash = address
      const form = await until(() => [...document.forms].find((one) => one.textContent.includes(folder)))
      await until(
        () => document.activeElement?.matches('input[type=password]') && form.contains(document.activeElement),
      )
    },
    { address: `/open?folder=${encodeURIComponent(JSON.stringify(folder))}`, folder },
  )
  await page.type(passphrase)
  await page.run(async () => void (await until(() => document.querySelector('button[type=submit]:enabled'))), undefined)
}

/** Enter on the passphrase until the table shows its first rows and answers the keyboard. */
export async function unlock(page: BenchPage): Promise<number> {
  const unlocked = page.run(async () => {
    const pressed = new Promise<number>((resolve) =>
      document.addEventListener('keydown', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true }),
    )
    document.documentElement.dataset['benchListens'] = ''
    const start = await pressed
    await until(
      () => document.querySelector('[role=grid] [aria-rowindex="2"]:not([aria-busy]) [role=gridcell]')?.textContent,
    )
    const grid = await until(() => document.activeElement?.matches('[role=grid]') && document.activeElement)
    const before = grid.getAttribute('aria-activedescendant')
    grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
    await until(() => grid.getAttribute('aria-activedescendant') !== before)
    return (await afterPaint()) - start
  }, undefined)
  unlocked.catch(() => {}) // It is waited for below, after the key.
  await page.run(async () => void (await until(() => 'benchListens' in document.documentElement.dataset)), undefined)
  await page.press('Enter')
  return unlocked
}

/** Opens the first case of the table and waits until its chart is drawn. */
export async function openFirstCase(page: BenchPage): Promise<void> {
  await page.run(async () => {
    const grid = await until(() => document.querySelector('[role=grid]'))
    grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }))
    grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    await until(() => document.querySelector('.one-chart-drawing svg path, .one-chart-drawing canvas'))
    await afterPaint()
  }, undefined)
}

interface Asked<T> {
  readonly ms: number
  readonly value: T
  /** When a job told how far it was, first to last. */
  readonly steps: readonly number[]
}

interface PageBridge {
  call(id: number, name: string, input: string): Promise<PageReply>
  onEvent(listener: (event: { readonly type: string; readonly id?: number }) => void): () => void
}
type PageReply =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly error: { readonly message: string } }

/** Asks over the page's own bridge: page, preload, main process, backend process and back, the answer read. */
export async function ask<T>(page: BenchPage, name: string, input: object): Promise<Asked<T>> {
  return page.run(
    async (given) => {
      const { bridge } = window as unknown as { bridge: PageBridge }
      // Far from the page's own numbers.
      const id = 1_000_000_000 + Math.floor(Math.random() * 1_000_000_000)
      const steps: number[] = []
      const start = performance.now()
      const stop = bridge.onEvent(
        (event) => event.type === 'progress' && event.id === id && steps.push(performance.now() - start),
      )
      const reply = await bridge.call(id, given.name, JSON.stringify(given.input))
      if (!reply.ok) throw new Error(reply.error.message)
      const value = JSON.parse(reply.value) as T
      const ms = performance.now() - start
      stop()
      return { ms, value, steps }
    },
    { name, input },
  )
}
