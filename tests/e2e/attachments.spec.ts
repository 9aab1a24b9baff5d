/** Files dropped onto a case, asked about one by one, looked at inside the program: by keyboard alone. */
import fs from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Frame, Page } from '@playwright/test'
import { faultsInBothSchemes, faultsOf } from '#tests/support/accessibility-faults.ts'
import { pdfOf } from '#tests/support/pdf.ts'
import { launchDemo } from './demo-app.ts'

interface DroppedFile {
  readonly name: string
  readonly base64: string
}

/** Drops files as the system does: a drag that enters, hovers and lets go. */
async function dropFiles(page: Page, selector: string, files: readonly DroppedFile[]): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer()
    for (const { name, base64 } of given)
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name))
    return data
  }, files)
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.locator(selector).dispatchEvent(type, { dataTransfer: transfer })
}

const viewerOf = (page: Page): Frame | undefined => page.frames().find((frame) => frame !== page.mainFrame())

/** A picture that is one color, as PNG. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC'

test('files are dropped, described, refused with a reason, looked at in the viewer, and each look is on record', async () => {
  test.setTimeout(180_000)
  const { app, window, userData, complaints, ask, goTo, close } = await launchDemo(3)
  const { keyboard } = window
  const { case: own } = await ask<{ case: { id: string } }>('cases.get', { code: 'AS-0002' })
  const letter = pdfOf(['We can not pay for this yet.', 'Yours sincerely']).toString('base64')
  await goTo(`/cases/${own.id}/record?form=attachment`)
  await expect(window.getByText('Drop files here', { exact: false })).toBeVisible()
  expect(await faultsInBothSchemes(window)).toEqual([])

  await dropFiles(window, '.record-tab', [
    { name: '2021-04-12 refusal_insurer.pdf', base64: letter },
    { name: 'scan.png', base64: png },
    { name: 'results.txt', base64: Buffer.from('CK 310 U/L\n<script>alert(1)</script>\n').toString('base64') },
    { name: 'letter.docx', base64: Buffer.from([0x50, 0x4b, 3, 4, 0]).toString('base64') },
  ])
  await expect(
    window.getByText('letter.docx is none of the kinds that the registry keeps', { exact: false }),
  ).toBeVisible()
  const title = window.getByRole('textbox', { name: 'Title', exact: true })
  const date = window.getByRole('textbox', { name: 'Date', exact: true })
  await expect(window.getByRole('heading', { name: /refusal_insurer\.pdf, 1 of 3/ })).toBeVisible()
  await expect(title).toHaveValue('refusal insurer')
  await expect(date).toHaveValue('2021-04-12')
  expect(await faultsInBothSchemes(window)).toEqual([])
  await expect(window.getByRole('combobox', { name: 'Kind' })).toBeFocused()
  await keyboard.press('7')
  await keyboard.press('Control+Enter')
  await expect(window.getByRole('heading', { name: 'Attach scan.png, 2 of 3' })).toBeVisible()
  await expect(date).toBeFocused()
  await keyboard.press('Control+Enter')
  await expect(window.getByRole('heading', { name: 'Attach results.txt, 3 of 3' })).toBeVisible()
  await expect(date).toBeFocused()
  await keyboard.press('Control+Enter')
  await expect(window.getByText('3 files attached')).toBeVisible()
  const { records } = await ask<{ records: { attachment: readonly Record<string, unknown>[] } }>('cases.get', {
    caseId: own.id,
  })
  expect(records.attachment).toMatchObject([
    { title: 'scan', media_type: 'image/png' },
    { title: 'results', media_type: 'text/plain' },
    { title: 'refusal insurer', kind: 'payer', date: '2021-04-12', media_type: 'application/pdf' },
  ])

  const dialog = window.getByRole('dialog')
  const open = async (name: RegExp) => {
    const row = window.getByRole('row', { name })
    await row.focus()
    await keyboard.press('o')
    await expect(dialog).toBeVisible()
    await expect.poll(() => window.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME')
  }
  const closeViewer = async () => {
    await keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }

  await open(/refusal insurer/)
  const pages = viewerOf(window)!.locator('section.sheet')
  await expect(pages.first().locator('canvas')).toBeVisible()
  // The words lie over the drawing, where screen readers and the selection find them.
  await expect(pages.first().locator('.words')).toHaveText('We can not pay for this yet.')
  await expect(pages).toHaveCount(2)
  const page = viewerOf(window)!.locator('output.page')
  const size = viewerOf(window)!.locator('output.size')
  await expect(page).toHaveText(/^Page 1 of/)
  await keyboard.press('ArrowRight')
  await expect(page).toHaveText(/^Page 2 of/)
  await keyboard.press('ArrowLeft')
  await expect(page).toHaveText(/^Page 1 of/)
  const scrolled = () =>
    viewerOf(window)!
      .locator('main')
      .evaluate((element) => element.scrollTop)
  const before = await scrolled()
  await keyboard.press('PageDown')
  await expect.poll(scrolled).toBeGreaterThan(before)
  await keyboard.press('+')
  await expect(size).toHaveText('125 %')
  await keyboard.press('-')
  await keyboard.press('-')
  await expect(size).toHaveText('80 %')
  await keyboard.press('0')
  await expect(size).toHaveText('100 %')
  expect(await faultsInBothSchemes(window)).toEqual([])
  await closeViewer()

  await open(/scan/)
  await expect(viewerOf(window)!.locator('img')).toHaveJSProperty('naturalWidth', 10)
  // It is dark since the last look: the viewer follows.
  await expect(viewerOf(window)!.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  expect(await faultsOf(window)).toEqual([])
  await closeViewer()
  await open(/results/)
  // What looks like a page is text.
  await expect(viewerOf(window)!.locator('pre')).toContainText('<script>alert(1)</script>')
  await closeViewer()

  const { sets } = await ask<{ sets: readonly { operation: string; event?: { kind: string } }[] }>('changes.ofCase', {
    caseId: own.id,
    limit: 50,
  })
  const kinds = (operation: string) => sets.filter((set) => set.operation === operation).map(({ event }) => event?.kind)
  expect(kinds('attachments.view')).toEqual(['view', 'view', 'view'])
  expect(kinds('attachments.read')).toEqual([])

  const copy = `${userData}/copy.txt`
  await app.evaluate(({ dialog: system }, filePath) => {
    system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, copy)
  await keyboard.press('c')
  await expect.poll(() => fs.existsSync(copy)).toBe(true)
  const after = await ask<{ sets: typeof sets }>('changes.ofCase', { caseId: own.id, limit: 1 })
  expect(after.sets[0]).toMatchObject({ operation: 'attachments.read', event: { kind: 'export' } })

  // A damaged PDF says so, and keeps the way to a copy.
  await dropFiles(window, '.record-tab', [
    { name: 'broken.pdf', base64: Buffer.from('%PDF-1.7\nnothing more').toString('base64') },
  ])
  await expect(window.getByRole('heading', { name: 'Attach broken.pdf' })).toBeVisible()
  await expect(date).toBeFocused()
  await keyboard.press('Control+Enter')
  await expect(window.getByText('One file attached')).toBeVisible()
  await window.getByRole('row', { name: /broken/ }).focus()
  await keyboard.press('o')
  await expect(window.getByRole('alert')).toContainText('can’t be shown')
  await closeViewer()

  expect(complaints).toEqual([])
  await close()
  fs.rmSync(userData, { recursive: true, force: true })
})
