import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

interface Reply {
  readonly ok: boolean
  readonly value: string
}
/** What the preload script gave the page. */
interface PageWithBridge {
  readonly bridge: { call(id: number, name: string, input: string): Promise<Reply> }
}

/** Far from the numbers of the page's own calls. */
let lastId = 1_000_000

/** Asks an operation of the contract over the page's own bridge. */
export async function ask<T>(window: Page, name: string, input: object = {}): Promise<T> {
  lastId += 1
  const reply = await window.evaluate(
    ([id, operation, json]) => (globalThis as unknown as PageWithBridge).bridge.call(id, operation, json),
    [lastId, name, JSON.stringify(input)] as const,
  )
  expect(reply, name).toMatchObject({ ok: true })
  return JSON.parse(reply.value) as T
}
