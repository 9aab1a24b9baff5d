/** Every screen by keyboard: reached through the palette, walked by Tab, and the place where one is always to be seen. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { launchApp } from './launch-app.ts'
import { command, openNewRegistry } from './new-registry.ts'

interface Stop {
  /** What is there, for whoever reads a failure. */
  readonly what: string
  /** The look of the element, or of what stands around it, with the focus and without it. */
  readonly seen: boolean
  readonly key: string
}

/**
 * The element that has the keyboard, and whether one sees it: its outline or shadow, or that of what holds it, is another
 * one than without the focus.
 */
function stopHere(): Stop | undefined {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return undefined
  // A table keeps the keyboard itself and marks the row that it is on.
  const marked = element.querySelector('[aria-selected="true"]')
  const around = [element, element.parentElement, element.parentElement?.parentElement, marked].filter(
    (one) => one != null,
  )
  const look = () =>
    around.map((one) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(one)
      const outline = outlineStyle === 'none' || outlineWidth === '0px' ? 'none' : `${outlineWidth} ${outlineColor}`
      return `${outline} ${boxShadow} ${borderColor}`
    })
  const focused = look()
  element.blur()
  const blurred = look()
  element.focus()
  const label = element.getAttribute('aria-label') ?? element.textContent ?? ''
  return {
    what: `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} ${label.trim().slice(0, 40)}`,
    seen: focused.some((one, index) => one !== blurred[index]),
    key: `${element.tagName} ${element.id} ${element.className} ${label.slice(0, 60)} ${[...document.querySelectorAll('*')].indexOf(element)}`,
  }
}

/** Walks a screen by Tab until it comes round; says how many stops there are and which of them can't be seen. */
async function walk(window: Page): Promise<{ readonly stops: number; readonly unseen: readonly string[] }> {
  const keys = new Set<string>()
  const unseen: string[] = []
  for (let presses = 0; presses < 160; presses += 1) {
    await window.keyboard.press('Tab')
    const stop = await window.evaluate(stopHere)
    if (!stop) continue
    if (keys.has(stop.key)) break
    keys.add(stop.key)
    if (!stop.seen) unseen.push(stop.what)
  }
  return { stops: keys.size, unseen }
}

test('every screen is reached through the palette and walked by Tab, and the focus is always seen', async () => {
  test.setTimeout(240_000)
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-e2e-place-'))
  const { window, userData, complaints, close } = await launchApp()
  const faults: Record<string, readonly string[]> = {}
  const stops: Record<string, number> = {}
  const unseen: Record<string, readonly string[]> = {}
  const look = async (screen: string) => {
    const walked = await walk(window)
    stops[screen] = walked.stops
    if (walked.unseen.length > 0) unseen[screen] = walked.unseen
  }

  await window.getByRole('button', { name: 'Demo' }).waitFor()
  await look('open')
  await openNewRegistry(window, path.join(place, 'bern.asild'))
  await look('cases')

  const goTo = async (words: string, title: RegExp) => {
    await command(window, words)
    await expect(window).toHaveTitle(title)
    await look(words)
  }
  await goTo('Registry', /^Registry/)
  await goTo('Data quality', /^Data quality/)
  await goTo('Settings', /^Settings/)
  await goTo('Items and measures', /^Items and measures/)
  await goTo('Help', /^Help/)
  await goTo('About', /^About/)
  await command(window, 'Cases')
  await expect(window.getByRole('row', { name: /AS-0001/ })).toBeVisible()
  await command(window, 'New case')
  await expect(window.getByRole('heading', { name: 'New case' })).toBeVisible()
  await look('new case')

  await command(window, 'AS-0001')
  const tabs = window.getByRole('navigation', { name: 'Parts of the case' })
  await expect(tabs).toBeVisible()
  // The tabs have digits; what else stands beside them leads out of the case.
  const labels = (await tabs.getByRole('link').allTextContents()).filter((text) => /\d$/.test(text.trim()))
  expect(labels.length).toBeGreaterThan(3)
  for (const tab of labels) {
    const name = tab.replace(/\s*\d$/, '').trim()
    await command(window, name)
    await expect(tabs.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
    await look(name)
  }
  await command(window, 'Add visit')
  await expect(window.getByRole('textbox', { name: /^Date/ }).first()).toBeFocused()
  await look('form')

  await window.keyboard.press('F1')
  await expect(window).toHaveTitle(/^Help/)
  await window.keyboard.press('/')
  await window.keyboard.type('fvc')
  await expect(window.getByRole('rowheader', { name: /^FVC/ }).first()).toBeVisible()
  faults['help'] = await faultsInBothSchemes(window)
  await window.keyboard.press('Control+k')
  await window.keyboard.type('theme')
  await expect(window.getByRole('option').first()).toBeVisible()
  faults['palette'] = await faultsInBothSchemes(window)
  await window.keyboard.press('Escape')
  await expect(window.getByRole('combobox', { name: 'Command or case' })).toBeHidden()

  expect(unseen).toEqual({})
  expect(Object.values(faults).flat()).toEqual([])
  for (const [screen, count] of Object.entries(stops)) expect(count, screen).toBeGreaterThan(3)
  expect(complaints).toEqual([])
  await close()
  for (const made of [place, userData]) fs.rmSync(made, { recursive: true, force: true })
})
