/** The figure of a marked pair, and the documents that hold it, as they come out: read back by programs that we did not write. */
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/accessibility-faults.ts'
import { ask } from './ask.ts'
import { launchApp } from './launch-app.ts'

const root = path.resolve(import.meta.dirname, '../..')
const node = path.join(root, 'node_modules/.bin/node')
let folder: string

function registry(...words: string[]) {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env
  return spawnSync(node, [path.join(root, 'main/cli.ts'), ...words], { cwd: folder, env, encoding: 'utf8' })
}

/** Makes a file of the case with two marked pairs. */
function made(name: string, ...words: string[]): string {
  const { stderr, status } = registry(words[0]!, 'd.asild', 'AS-0001', ...words.slice(1), '--out', name)
  expect([stderr, status]).toEqual(['', 0])
  return path.join(folder, name)
}

const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' })
/** As one line: where lines end is the layout's affair. */
const textOf = (file: string) => run('pdftotext', file, '-').replaceAll(/\s+/g, ' ')
const pagesOf = (file: string) => Number(/^Pages: +(\d+)$/m.exec(run('pdfinfo', file))?.[1])

/** Width, height and dots an inch of each image in a PDF. */
const imagesOf = (file: string) =>
  run('pdfimages', '-list', file)
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.trim().split(/\s+/))
    .map((cells) => ({ width: Number(cells[3]), height: Number(cells[4]), dotsPerInch: Number(cells[12]) }))

const caption =
  'CT at the same level of the body (table position 66 mm and 83 mm): (a) 11 Feb 2021, (b) 9 Mar 2022, 13 months apart.'

test.beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-e2e-'))
  expect(registry('demo', 'd.asild', '--cases', '2')).toMatchObject({ status: 0, stderr: '' })
  run(node, path.join(root, 'tests/support/add-ct-pairs.ts'), path.join(folder, 'd.asild'), 'demo', 'AS-0001', '2')
})
test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test('the figure as PDF has its words as text and both pictures at 300 dots an inch', () => {
  const file = made('pair.pdf', 'figure', '--kind', 'ct-pair')
  expect(pagesOf(file)).toBe(1)
  expect(run('pdfinfo', file)).toMatch(/^Keywords: +AS-ILD Registry .*, head of the audit chain [0-9a-f]{64}$/m)
  const text = textOf(file)
  expect(text).toContain(`Upper lobes. ${caption}`)
  expect(text).toContain('a 11 Feb 2021')
  expect(text).toContain('5 cm')
  const images = imagesOf(file)
  expect(images).toHaveLength(2)
  for (const { width, dotsPerInch } of images) {
    expect(width).toBeGreaterThanOrEqual(1000)
    expect(dotsPerInch).toBeGreaterThanOrEqual(299)
  }
})

test('the figure as PNG is 170 mm wide at 300 dots an inch', () => {
  const png = fs.readFileSync(made('pair.png', 'figure', '--kind', 'ct-pair', '--pair', '1'))
  expect(Math.abs(png.readUInt32BE(16) - (170 / 25.4) * 300)).toBeLessThan(5)
  expect(png.toString('latin1')).toMatch(/AS-ILD Registry .*, head of the audit chain [0-9a-f]{64}/)
  const density = png.indexOf('pHYs')
  expect(png.readUInt32BE(density + 4)).toBe(Math.round(300 / 0.0254))
})

test('the summary keeps to its two pages and the MDT sheet to its one, and say of the pairs what there is room for', () => {
  const summary = made('summary.pdf', 'report', '--kind', 'summary')
  expect(pagesOf(summary)).toBe(2)
  expect(textOf(summary)).toMatch(/CT at the same level, two dates/)
  expect(imagesOf(summary)).toHaveLength(4)
  const mdt = made('mdt.pdf', 'report', '--kind', 'mdt')
  expect(pagesOf(mdt)).toBe(1)
  expect(textOf(mdt)).toMatch(/CT at the same level of the body.*One more pair of CT images is marked for documents/)
  expect(imagesOf(mdt)).toHaveLength(2)
})

test('the case report holds the pairs without a calendar date, in every format', () => {
  const pdf = made('draft.pdf', 'report', '--kind', 'case-report')
  expect(textOf(pdf)).toMatch(/\(a\) month −?\d+, \(b\) month −?\d+, 13 months apart/)
  expect(textOf(pdf)).not.toMatch(/Feb 2021|Mar 2022|Upper lobes/)
  expect(imagesOf(pdf).filter(({ dotsPerInch }) => dotsPerInch >= 299)).toHaveLength(4)

  const markdown = fs.readFileSync(made('draft.md', 'report', '--kind', 'case-report'), 'utf8')
  for (const name of ['draft figure.png', 'draft figure 2.png', 'draft figure 3.png']) {
    expect(markdown).toContain(`](${encodeURI(name)})`)
    expect(fs.statSync(path.join(folder, name)).size).toBeGreaterThan(10_000)
  }
  const docx = made('draft.docx', 'report', '--kind', 'case-report')
  const media = run('unzip', '-l', docx).match(/word\/media\/\S+\.png/g)
  expect(media).toHaveLength(3)
})

test('a pair that is not there is told in one line', () => {
  const { stderr, status } = registry(
    'figure',
    'd.asild',
    'AS-0001',
    '--kind',
    'ct-pair',
    '--pair',
    '7',
    '--out',
    'x.png',
  )
  expect(status).not.toBe(0)
  expect(stderr).toContain('AS-0001 has 2 marked pairs of CT images: --pair is 1 to 2.')
})

test('beside two dates in the case a level is marked, and its figure saved from there', async () => {
  const { caseId, series } = JSON.parse(
    run(node, path.join(root, 'tests/support/add-ct-pairs.ts'), path.join(folder, 'd.asild'), 'demo', 'AS-0002', '1'),
  ) as { caseId: string; series: readonly [string, string] }
  const launched = await launchApp()
  const { window, app, userData } = launched
  try {
    await window.getByRole('button', { name: 'Demo' }).waitFor()
    await ask(window, 'registry.open', { folder: path.join(folder, 'd.asild'), passphrase: 'demo' })
    await window.reload()
    await expect(window.getByRole('link', { name: 'AS-0002' })).toBeVisible({ timeout: 20_000 })
    await window.goto(`app://local/#/cases/${caseId}/imaging?series=${series[0]}&with=${series[1]}&panel=marks`)
    await expect(window.getByText('linked, right +17.0 mm')).toBeVisible({ timeout: 20_000 })
    await window.getByLabel('Title').fill('Where it opened')
    await window.getByRole('button', { name: 'Mark this level' }).click()
    const pair = window.getByRole('listitem').filter({ hasText: 'Where it opened' })
    await pair.getByRole('button', { name: 'Figure' }).click()
    await expect(pair.getByRole('img', { name: 'CT, a: 11 Feb 2021' })).toBeVisible()
    expect(await faultsInBothSchemes(window)).toEqual([])
    if (process.env['CT_SHOTS']) await window.screenshot({ path: `${process.env['CT_SHOTS']}/compared-dark.png` })
    const file = path.join(folder, 'saved.png')
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    await pair.getByRole('button', { name: /^Save PNG… of/ }).click()
    await expect(window.getByText(`Saved to ${file}`)).toBeVisible({ timeout: 30_000 })
    expect(fs.readFileSync(file).indexOf('pHYs')).toBeGreaterThan(0)
  } finally {
    await launched.close()
    fs.rmSync(userData, { recursive: true, force: true })
  }
})
