import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect } from '@playwright/test'
import { launchApp } from './launch-app.ts'
import type { LaunchedApp } from './launch-app.ts'

interface Reply {
  readonly ok: boolean
  readonly value?: string
  readonly error?: { readonly kind: string }
}

export interface AttackedApp extends LaunchedApp {
  /** A registry of three demo cases. */
  readonly demo: string
  /** Address of a server on this machine … */
  readonly outside: string
  /** … and who came there: nobody ever should. */
  readonly visits: readonly string[]
  /** Asks over the page's own bridge. */
  ask(name: string, input: object): Promise<Reply>
  idOfCase(code: string): Promise<string>
}

/** The app, its page taken for one that went bad, and what it could reach outside. */
export async function attackedApp(): Promise<AttackedApp> {
  const visits: string[] = []
  const server = http.createServer((request, response) => {
    visits.push(request.url ?? '')
    response.setHeader('Access-Control-Allow-Origin', '*').end('hello')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const launched = await launchApp()
  const { window, userData } = launched
  const demo = path.join(userData, 'Demo.asild')
  const ask = (name: string, input: object): Promise<Reply> =>
    window.evaluate(
      async ([operation, json]) => {
        const { bridge } = globalThis as unknown as {
          bridge: { call(id: number, name: string, input: string): Promise<Reply> }
        }
        return bridge.call(1_000_001, operation, json)
      },
      [name, JSON.stringify(input)] as const,
    )
  await expect(window.locator('main')).not.toBeEmpty()
  expect(await ask('registry.createDemo', { folder: demo, cases: 3 })).toMatchObject({ ok: true })
  return {
    ...launched,
    demo,
    outside: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visits,
    ask,
    async idOfCase(code) {
      const { value = '' } = await ask('cases.get', { code })
      return (JSON.parse(value) as { case: { id: string } }).case.id
    },
    async close() {
      await launched.close()
      await new Promise((resolve) => server.close(resolve))
      fs.rmSync(userData, { recursive: true, force: true })
    },
  }
}
