/**
 * Locks the real app at random moments while somebody types: into a record's form, the page of a visit, a dialog. After
 * the passphrase the same screen is there, and every field holds at least what it held when the lock was asked for.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { seededRandom } from '#main/demo/random.ts'
import type { Page } from '@playwright/test'
import { ask } from '#tests/e2e/ask.ts'
import { launchApp } from '#tests/e2e/launch-app.ts'
import type { LaunchedApp } from '#tests/e2e/launch-app.ts'
import { goTo, prepareRegistry, typePassphrase, unlock } from '#tests/e2e/prepared-registry.ts'
import type { Fault, FaultCount } from '../fault.ts'

/** What stands in the fields of a place, by their labels. */
type Fields = Readonly<Record<string, string>>

interface Place {
  readonly name: string
  readonly address: string
  readonly fields: readonly string[]
  /** Opens what the address alone does not show. */
  readonly enter?: (window: Page) => Promise<void>
  /** What was typed before is offered first; else it stands in the fields at once. */
  readonly offers: boolean
}

interface Snapshot {
  readonly fields: Fields
  /** When the page had it; missing for the keystroke that was under way when it went. */
  at?: number
}

/** Whole numbers from `from` up to and without `to`. */
type Random = (from: number, to: number) => number

const startedMs = 20_000
/** Characters, well under what the shortest of the fields takes. */
const longestText = 1_500

export const locksWhileTyping: Fault = {
  name: 'locks-while-typing',
  times: 200,
  async run(times, seed) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-locks-'))
    try {
      const { whole } = seededRandom(seed)
      return await lockTimes(folder, times, (from, to) => whole(from, to - 1))
    } finally {
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  },
}

async function lockTimes(folder: string, times: number, random: Random): Promise<FaultCount> {
  const registry = path.join(folder, 'clinic.asild')
  const [made, note] = prepareRegistry(registry, [
    ['cases.create', { values: { code: 'AS-0001', status: 'active' } }],
    ['records.add', { form: 'note', caseId: '$0.id', values: { title: 'Told by telephone', text: 'Fewer falls' } }],
  ])
  const places = placesIn(made!['id']!, note!['id']!)
  const launched = await launchApp(path.join(folder, 'profile'))
  const { window } = launched
  let lost = 0
  const losses: string[] = []
  try {
    await unlock(window, registry)
    for (let round = 0; round < times; round++) {
      const place = places[round % places.length]!
      const problem = await lockOnce(launched, place, random, round, round >= places.length)
      if (problem === undefined) continue
      lost += 1
      losses.push(`${place.name}, lock ${round + 1}: ${problem}`)
    }
    const { ok } = await ask<{ ok: boolean }>(window, 'registry.verify')
    if (!ok) throw new Error('the registry does not pass its checks after the locks')
  } finally {
    await launched.close()
  }
  const kinds = places.map(({ name }) => name).join(', ')
  return {
    fault: 'locked at a random moment while somebody types',
    tried: times,
    survived: times - lost,
    lost,
    note: losses.length > 0 ? losses.slice(0, 5).join('; ') : `${kinds}; every field as when the lock was asked for`,
  }
}

function placesIn(caseId: string, noteId: string): readonly Place[] {
  return [
    {
      name: 'form of a record',
      address: `/cases/${caseId}/record?form=visit&open=new`,
      fields: ['Assessment', 'Plan', 'Comment'],
      offers: true,
    },
    {
      name: 'page of a visit',
      address: `/cases/${caseId}/visit?open=new`,
      fields: ['Assessment', 'Plan', 'Weight'],
      offers: true,
    },
    {
      name: 'dialog of a query',
      address: `/cases/${caseId}/record?form=note&at=${noteId}`,
      fields: ['Question'],
      async enter(window) {
        const dialog = window.getByRole('dialog', { name: /^Ask about/ })
        const row = window.getByRole('row', { name: /Told by telephone/ })
        await row.waitFor({ timeout: startedMs })
        await row.focus()
        await window.keyboard.press('q')
        await dialog.waitFor({ timeout: startedMs })
      },
      offers: false,
    },
  ]
}

/** @returns what was lost, in words; nothing where all of it was back */
async function lockOnce(
  { app, window }: LaunchedApp,
  place: Place,
  random: Random,
  round: number,
  isTypedInto: boolean,
): Promise<string | undefined> {
  // By way of a screen without such fields: two places have fields of the same names.
  await goTo(window, '/cases')
  await fieldOf(window, place.fields[0]!).waitFor({ state: 'detached', timeout: startedMs })
  await goTo(window, place.address)
  await enter(window, place, isTypedInto)
  const typing = typeUntilTold(window, place, await fieldsOf(window, place), round)
  await typing.begun
  await wait(random(0, 1500))
  const askedAt = performance.now()
  await lock(app, random)
  typing.stop()
  const snapshots = await typing.done
  // The window may show the new page before the last keystroke of the old one is given up.
  const locked = () => window.getByText(/^Locked /).waitFor({ timeout: startedMs })
  // The page is ended by the lock, maybe while it is waited for: then it is waited for the next one.
  await locked().catch(locked)
  const unlocking = window.getByLabel('Passphrase', { exact: true })
  await unlocking.fill('')
  await typePassphrase(window)
  await window.waitForURL((url) => url.hash.startsWith(`#${place.address}`), { timeout: startedMs })
  await enter(window, place, true)
  const found = await fieldsOf(window, place)
  const safe = snapshots.findLastIndex(({ at }) => at !== undefined && at <= askedAt)
  const isBack = snapshots.slice(Math.max(0, safe)).some(({ fields }) => same(fields, found))
  return isBack ? undefined : `${JSON.stringify(found)} instead of ${JSON.stringify(snapshots[safe]?.fields)}`
}

const same = (a: Fields, b: Fields): boolean => JSON.stringify(a) === JSON.stringify(b)

const fieldOf = (window: Page, name: string) => window.getByRole('textbox', { name, exact: true })

/** Until the fields stand there, with what was typed before. */
async function enter(window: Page, place: Place, hasDraft: boolean): Promise<void> {
  await place.enter?.(window)
  const goOn = window.getByRole('button', { name: 'Go on with it' })
  if (place.offers && hasDraft) {
    await goOn.waitFor({ timeout: startedMs })
    await goOn.click()
    await goOn.waitFor({ state: 'hidden', timeout: startedMs })
  }
  await fieldOf(window, place.fields[0]!).waitFor({ timeout: startedMs })
  if (!place.offers && hasDraft) await hasText(window, place)
}

/** A dialog puts what was typed into its field when it has found it. */
async function hasText(window: Page, { fields }: Place): Promise<void> {
  const until = performance.now() + startedMs
  while ((await fieldOf(window, fields[0]!).inputValue()) === '' && performance.now() < until) await wait(20)
}

async function fieldsOf(window: Page, { fields }: Place): Promise<Fields> {
  const texts = await Promise.all(fields.map((name) => fieldOf(window, name).inputValue()))
  return Object.fromEntries(fields.map((name, index) => [name, texts[index] ?? '']))
}

/** Types into one field after the other until it is told to stop, or the page is gone. Every key leaves a snapshot. */
function typeUntilTold(window: Page, { fields: names }: Place, start: Fields, round: number) {
  const snapshots: Snapshot[] = [{ fields: start, at: 0 }]
  let fields = start
  let goesOn = true
  let begin = () => {}
  const begun = new Promise<void>((resolve) => (begin = resolve))
  const stroke = async (name: string, text: string, key: string) => {
    fields = { ...fields, [name]: text }
    const snapshot: Snapshot = { fields }
    snapshots.push(snapshot)
    await window.keyboard.press(key)
    snapshot.at = performance.now()
    begin()
  }
  async function type(): Promise<readonly Snapshot[]> {
    try {
      for (let turn = 0; goesOn; turn++) {
        const name = names[turn % names.length]!
        await fieldOf(window, name).focus({ timeout: 1000 })
        if (name === 'Weight') {
          await window.keyboard.press('Control+A')
          const digits = String(60 + ((round + turn) % 30))
          for (let typed = 1; goesOn && typed <= digits.length; typed++)
            await stroke(name, digits.slice(0, typed), digits[typed - 1]!)
        } else {
          // A field takes no more than its limit: typed over before that.
          const isLong = fields[name]!.length > longestText
          await window.keyboard.press(isLong ? 'Control+A' : 'Control+End')
          let text = isLong ? '' : fields[name]!
          for (const letter of ` ${round}.${turn}`) {
            if (!goesOn) break
            text += letter
            await stroke(name, text, letter === ' ' ? 'Space' : letter)
          }
        }
      }
    } catch {
      // The page went, in the middle of whatever.
    }
    begin()
    return snapshots
  }
  return {
    begun,
    done: type(),
    stop() {
      goesOn = false
    },
  }
}

/** By the menu, by the computer going to sleep, by the screen being locked; or by two at once. */
async function lock(app: LaunchedApp['app'], random: Random): Promise<void> {
  const way = random(0, 4)
  await app.evaluate(({ Menu, powerMonitor }, chosen) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
    if (chosen === 0 || chosen === 3) items?.find(({ label }) => label === 'Lock registry')?.click()
    if (chosen === 1 || chosen === 3) powerMonitor.emit('suspend')
    if (chosen === 2) powerMonitor.emit('lock-screen')
  }, way)
}
