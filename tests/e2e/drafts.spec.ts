/** Nothing typed is ever lost: killed, locked, closed, reloaded or overtaken, the draft is offered again, field for field. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { processTree, stillRuns } from '../bench/process-tree.ts'
import { faultsInBothSchemes } from '../support/accessibility-faults.ts'
import { launchApp } from './launch-app.ts'
import type { LaunchedApp } from './launch-app.ts'
import { ask } from './ask.ts'
import { prepareRegistry, unlock } from './prepared-registry.ts'

const kills = 20
/** A keystroke must be safe after this time. */
const promisedMs = 1000

let place: string
test.beforeEach(() => {
  place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-drafts-'))
})
test.afterEach(() => fs.rmSync(place, { recursive: true, force: true, maxRetries: 5 }))

const longTexts = ['Assessment', 'Plan', 'Comment'] as const
/** What stands in the fields that are typed into, and the code of the chosen answer. */
type Fields = Readonly<Record<(typeof longTexts)[number] | 'Weight' | 'Cough', string>>

interface Snapshot {
  readonly fields: Fields
  /** When the page had it; missing for the keystroke that was under way when the app was killed. */
  at?: number
}

const field = (window: Page, name: string) => window.getByRole('textbox', { name, exact: true })
const answers = (window: Page, name: string) => window.getByRole('radiogroup', { name }).getByRole('radio')

async function fieldsOf(window: Page): Promise<Fields> {
  const texts = await Promise.all([...longTexts, 'Weight'].map((name) => field(window, name).inputValue()))
  const [Assessment = '', Plan = '', Comment = '', Weight = ''] = texts
  const chosen = window.getByRole('radiogroup', { name: 'Cough' }).locator('input:checked')
  return { Assessment, Plan, Comment, Weight, Cough: (await chosen.count()) > 0 ? await chosen.inputValue() : '' }
}

/** Types into one field after the other until the app is gone. Every keystroke leaves a snapshot of all fields. */
async function typeUntilGone(window: Page, start: Fields, round: number): Promise<readonly Snapshot[]> {
  const snapshots: Snapshot[] = [{ fields: start, at: 0 }]
  let fields = start
  const stroke = async (change: Partial<Fields>, key: string) => {
    fields = { ...fields, ...change }
    const snapshot: Snapshot = { fields }
    snapshots.push(snapshot)
    await window.keyboard.press(key)
    snapshot.at = performance.now()
  }
  try {
    for (let turn = 0; ; turn++) {
      const name = longTexts[turn % longTexts.length]!
      await field(window, name).focus()
      await window.keyboard.press('Control+End')
      for (const letter of ` ${round}.${turn} seen`)
        await stroke({ [name]: fields[name] + letter }, letter === ' ' ? 'Space' : letter)
      await answers(window, 'Cough').first().focus()
      const codes = ['none', 'mild', 'moderate', 'severe']
      await stroke({ Cough: codes[turn % 4]! }, String((turn % 4) + 1))
      await field(window, 'Weight').focus()
      await window.keyboard.press('Control+A')
      for (const [index, digit] of String(60 + (turn % 30))
        .split('')
        .entries())
        await stroke({ Weight: index === 0 ? digit : fields.Weight + digit }, digit)
    }
  } catch {
    return snapshots // The app is gone, in the middle of whatever.
  }
}

/** Ends every process of the app at once, as a power cut would, and says when. */
async function kill({ app }: LaunchedApp): Promise<number> {
  const processes = processTree(app.process().pid!)
  const at = performance.now()
  for (const { pid } of processes) process.kill(pid, 'SIGKILL')
  await expect.poll(() => processes.filter(stillRuns)).toEqual([])
  return at
}

/** On the list of cases: back into the newest draft by keyboard, all of it. */
async function goOnWithDraft(window: Page): Promise<void> {
  await expect(window.getByRole('complementary', { name: 'Unfinished' })).toContainText('1 unfinished')
  await window.keyboard.press('f')
  await expect(window.getByRole('dialog', { name: 'Go on where you left off?' })).toBeVisible()
  await expect(window.getByRole('button', { name: 'Go on with it' })).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('dialog')).toBeHidden()
}

test(`killed ${kills} times at random moments while somebody types, the draft holds every keystroke up to a second before`, async () => {
  test.setTimeout(600_000)
  const folder = path.join(place, 'clinic.asild')
  const caseId = prepareRegistry(folder, [['cases.create', { values: { code: 'AS-0001', status: 'active' } }]])[0]![
    'id'
  ]!
  const userData = path.join(place, 'profile')
  const visit = `/cases/${caseId}/record?form=visit&open=new`
  let app = await launchApp(userData)
  await unlock(app.window, folder, visit)
  await expect(field(app.window, 'Assessment')).toBeVisible()

  for (let round = 1; round <= kills; round++) {
    const typing = typeUntilGone(app.window, await fieldsOf(app.window), round)
    // Long enough that, on a slow machine too, the first keystrokes are older than what is promised.
    const lived = 2 * promisedMs + Math.random() * 2500
    await wait(lived)
    const killedAt = await kill(app)
    const snapshots = await typing
    expect(snapshots.length).toBeGreaterThan(3)

    app = await launchApp(userData)
    await unlock(app.window, folder)
    await goOnWithDraft(app.window)
    const found = await fieldsOf(app.window)
    const safe = snapshots.findLastIndex(({ at }) => at !== undefined && at <= killedAt - promisedMs)
    const possible = snapshots.slice(Math.max(0, safe)).map(({ fields }) => fields)
    expect(possible, `round ${round}, killed after ${lived} ms`).toContainEqual(found)
  }
  expect(await ask<{ ok: boolean }>(app.window, 'registry.verify')).toMatchObject({ ok: true })
  await app.close()
})

test('a draft outlives locking, reloading, the death of the data process, leaving and closing the window, to the last keystroke', async () => {
  test.setTimeout(180_000)
  const folder = path.join(place, 'clinic.asild')
  const caseId = prepareRegistry(folder, [['cases.create', { values: { code: 'AS-0001', status: 'active' } }]])[0]![
    'id'
  ]!
  const userData = path.join(place, 'profile')
  const visit = `/cases/${caseId}/record?form=visit&open=new`
  const faults: Record<string, string[]> = {}
  const first = await launchApp(userData)
  const { app, window } = first
  const assessment = field(window, 'Assessment')
  let text = ''
  const type = async (words: string) => {
    await assessment.focus()
    await window.keyboard.press('Control+End')
    await window.keyboard.type(words)
    text += words
  }
  /** The draft is offered; Enter goes on with it, and not a letter is missing. */
  const goOn = async (page = window) => {
    await expect(page.getByRole('dialog', { name: 'Go on where you left off?' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Go on with it' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(field(page, 'Assessment')).toHaveValue(text)
  }
  await unlock(window, folder, visit)
  await expect(assessment).toBeVisible()

  await type('locked')
  await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
    items?.find(({ label }) => label === 'Close registry')?.click()
  })
  await expect(window.getByLabel('Passphrase', { exact: true })).toBeVisible()
  await expect(window.getByText('Kept as a draft.', { exact: false })).toBeVisible()
  await unlock(window, folder, visit)
  await expect(window.getByRole('dialog')).toBeVisible()
  faults['the offer'] = await faultsInBothSchemes(window)
  await goOn()

  await type(', reloaded')
  await window.reload()
  await goOn()

  await type(', orphaned')
  const data = await app.evaluate(
    ({ app: { getAppMetrics } }) =>
      getAppMetrics().find(({ name, serviceName }) => `${name} ${serviceName}`.includes('AS-ILD Registry data'))?.pid,
  )
  process.kill(data!, 'SIGKILL')
  await expect(window.getByLabel('Passphrase', { exact: true })).toBeVisible()
  await unlock(window, folder, visit)
  await goOn()

  await type(', left')
  await window.keyboard.press('Escape')
  await expect(window.getByRole('button', { name: 'Keep as draft' })).toBeFocused()
  faults['the question at the end'] = await faultsInBothSchemes(window)
  await window.keyboard.press('Enter')
  const unfinished = window.getByRole('complementary', { name: 'Unfinished' })
  await expect(unfinished).toContainText('1 unfinished')
  faults['a case with a draft'] = await faultsInBothSchemes(window)
  await window.keyboard.press('f')
  await goOn()

  await type(', closed')
  const ended = app.waitForEvent('close')
  await app.evaluate(({ BrowserWindow }) => setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()))
  await ended
  expect(first.complaints).toEqual([])

  const second = await launchApp(userData)
  await unlock(second.window, folder)
  await expect(second.window.getByRole('complementary', { name: 'Unfinished' })).toContainText('AS-0001 new visit')
  faults['cases with a draft'] = await faultsInBothSchemes(second.window)
  await second.window.keyboard.press('f')
  await goOn(second.window)
  await second.window.getByRole('textbox', { name: /^Date/ }).focus()
  await second.window.keyboard.type('t')
  await second.window.getByRole('combobox', { name: /^Kind of visit/ }).focus()
  await second.window.keyboard.type('1')
  await second.window.keyboard.press('Control+Enter')
  await expect(second.window.getByRole('row', { name: new RegExp(text) })).toBeVisible()
  expect(await ask<object>(second.window, 'drafts.list')).toEqual({ drafts: [] })
  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([])
  await second.close()
})

test('a draft that was overtaken by another save is merged field by field, by keyboard', async () => {
  test.setTimeout(90_000)
  const folder = path.join(place, 'clinic.asild')
  const saved = {
    date: '2026-11-02',
    kind: 'follow-up',
    weight: 71,
    weight_unit: 'kg',
    assessment: 'Stable',
    plan: 'Taper',
  }
  const [made, visit] = prepareRegistry(folder, [
    ['cases.create', { values: { code: 'AS-0001', status: 'active' } }],
    ['records.add', { form: 'visit', caseId: '$0.id', values: saved }],
  ])
  const id = visit!['id']!
  const list = `/cases/${made!['id']!}/record?form=visit&at=${id}`
  const { window, complaints, close } = await launchApp(path.join(place, 'profile'))
  await unlock(window, folder, list)
  await expect(window.getByRole('row', { name: /2 Nov 2026/ })).toBeFocused()
  await window.keyboard.press('Enter')
  await field(window, 'Assessment').focus()
  await window.keyboard.press('Control+A')
  await window.keyboard.type('Worse')
  await field(window, 'Plan').focus()
  await window.keyboard.press('Control+A')
  await window.keyboard.type('Back to 20 mg')
  await window.keyboard.press('Escape')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('complementary', { name: 'Unfinished' })).toContainText('Visit, 2 Nov 2026')

  const values = { ...saved, assessment: 'Much worse', weight: 69 }
  await ask(window, 'records.edit', { form: 'visit', id, version: 1, values })
  await window.reload()
  await expect(window.getByRole('complementary', { name: 'Unfinished' })).toBeVisible()
  await window.keyboard.press('f')
  await expect(window.getByText('The visit was changed after you began.', { exact: false })).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])
  // From the button back to the last radio, which is for the plan; then to the one for the assessment.
  await window.keyboard.press('Shift+Tab')
  await window.keyboard.press('Shift+Tab')
  await expect(window.getByRole('radio', { name: 'Assessment: you typed Worse' })).toBeFocused()
  await window.keyboard.press('ArrowRight')
  await expect(window.getByRole('radio', { name: 'Assessment: recorded now Much worse' })).toBeChecked()
  await window.keyboard.press('Enter')
  await expect(field(window, 'Assessment')).toHaveValue('Much worse')
  await expect(field(window, 'Plan')).toHaveValue('Back to 20 mg')
  await expect(field(window, 'Weight')).toHaveValue('69')
  await window.keyboard.press('Control+Enter')
  await expect(window.getByText(/^Saved: /)).toBeVisible()
  expect(complaints).toEqual([])
  await close()
})
