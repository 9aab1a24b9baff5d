/**
 * Uses the built program as people do, many rounds, and prints as one line of JSON what it took: ROUNDS [counted]. Run under a
 * display; what is measured is read from /proc. Counted: in a network namespace of its own, with the packets that it sent.
 */
import fs from 'node:fs'
import { expect as quickly } from '@playwright/test'
import { memoryByKind, processTree } from '#tests/bench/process-tree.ts'
import { launchDemo } from '#tests/e2e/demo-app.ts'
import { packetsOut } from '../network-meter.ts'
import type { Sample, UseOfApp } from '../use-of-app.ts'

// A machine that does other work as well is slow, not wrong.
const expect = quickly.configure({ timeout: 60_000 })
const rounds = Number(process.argv[2])
const isCounted = process.argv[3] === 'counted'
const samples = Math.min(rounds, 25)
// Before the program is started: whatever it does while it starts counts as well.
const sentBefore = isCounted ? packetsOut() : 0
const { app, window, userData, complaints, ask, goTo, close } = await launchDemo(6)
const pid = app.process().pid!

// What the sessions of window and paper loaded, and what they were kept from.
await app.evaluate(({ session }) => {
  const asked: string[] = []
  Object.assign(globalThis, { asked })
  for (const each of [session.defaultSession, session.fromPartition('paper')]) {
    each.webRequest.onCompleted(({ url }) => void asked.push(url))
    each.webRequest.onErrorOccurred(({ url }) => void asked.push(url))
  }
})
const collector = await window.context().newCDPSession(window)

async function round(number: number): Promise<void> {
  const codes = ['AS-0001', 'AS-0002', 'AS-0003', 'AS-0004', 'AS-0005']
  const code = codes[number % codes.length]!
  await goTo('/cases')
  await expect(window.getByRole('row', { name: new RegExp(code) })).toBeVisible()
  const { case: own } = await ask<{ case: { id: string } }>('cases.get', { code })
  await goTo(`/cases/${own.id}/chart`)
  await expect(window.locator('.one-chart-drawing svg, .one-chart-drawing canvas').first()).toBeVisible()
  await goTo(`/cases/${own.id}/record?form=note`)
  await expect(window.getByRole('navigation', { name: 'Forms' })).toBeVisible()
  await goTo(`/cases/${own.id}/flow-sheet`)
  const values = { title: `Round ${number}`, text: 'Dyspnea on stairs.' }
  await ask('records.add', { form: 'note', caseId: own.id, values })
  if (number % 5 === 0) await ask('documents.preview', { document: { kind: 'summary', caseId: own.id, paper: 'A4' } })
}

async function sample(): Promise<Sample> {
  await collector.send('HeapProfiler.collectGarbage')
  const tree = processTree(pid)
  const megabytes = [...memoryByKind(tree).values()].reduce((sum, one) => sum + one, 0)
  const handles = tree.reduce((sum, one) => sum + fs.readdirSync(`/proc/${one.pid}/fd`).length, 0)
  const contents = await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)
  return { megabytes: Math.round(megabytes), handles, processes: tree.length, contents }
}

const taken: Sample[] = []
for (let number = 0; number < rounds; number++) {
  await round(number)
  if (number % Math.ceil(rounds / samples) === 0) taken.push(await sample())
}
const addresses = await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
const use: UseOfApp = {
  rounds,
  samples: taken,
  complaints,
  foreign: addresses.filter((address) => !/^(app|blob|data|devtools):/.test(address)),
  requests: addresses.length,
  packets: isCounted ? packetsOut() - sentBefore : undefined,
}
await close()
fs.rmSync(userData, { recursive: true, force: true })
console.log(JSON.stringify(use))
process.exit(0)
