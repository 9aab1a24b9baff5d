/** The commands that draw: Electron is started for them, without a display of one's own, and its noise stays away. */
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'

const root = path.resolve(import.meta.dirname, '../..')
let folder: string

function registry(...words: string[]) {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env
  const node = path.join(root, 'node_modules/.bin/node')
  return spawnSync(node, [path.join(root, 'main/cli.ts'), ...words], { cwd: folder, env, encoding: 'utf8' })
}

test.beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-e2e-'))
  expect(registry('demo', 'd.asild', '--cases', '2')).toMatchObject({ status: 0, stderr: '' })
})
test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test('a report is drawn without a display, and only its name is printed', () => {
  const { stdout, stderr, status } = registry(
    'report',
    'd.asild',
    'AS-0001',
    '--kind',
    'summary',
    '--out',
    'summary.pdf',
  )
  expect([stderr, status]).toEqual(['', 0])
  expect(stdout).toBe(`${path.join(folder, 'summary.pdf')}\n`)
  const text = execFileSync('pdftotext', ['-layout', path.join(folder, 'summary.pdf'), '-'], { encoding: 'utf8' })
  expect(text).toContain('AS-0001')
  expect(text).toMatch(/page 1 of 2/)
})

test('with --json one document says what was made', () => {
  const { stdout, stderr, status } = registry(
    'report',
    'd.asild',
    'AS-0002',
    '--out',
    'letter.pdf',
    '--paper',
    'Letter',
    '--json',
  )
  expect([stderr, status]).toEqual(['', 0])
  expect(JSON.parse(stdout)).toEqual({
    file: path.join(folder, 'letter.pdf'),
    kind: 'summary',
    code: 'AS-0002',
    paper: 'Letter',
  })
  expect(execFileSync('pdfinfo', [path.join(folder, 'letter.pdf')], { encoding: 'utf8' })).toMatch(/\(letter\)/)
})

for (const [format, start] of [
  ['svg', '<?xml'],
  ['png', '\x89PNG'],
  ['pdf', '%PDF-'],
] as const)
  test(`the chart is drawn as ${format}`, () => {
    const { stdout, stderr, status } = registry('figure', 'd.asild', 'AS-0001', '--out', `chart.${format}`)
    expect([stdout, stderr, status]).toEqual([`${path.join(folder, `chart.${format}`)}\n`, '', 0])
    expect(
      fs
        .readFileSync(path.join(folder, `chart.${format}`))
        .subarray(0, start.length)
        .toString('latin1'),
    ).toBe(start)
  })

test('a case that is not there is said in one line, and nothing is written', () => {
  const { stdout, stderr, status } = registry('report', 'd.asild', 'AS-9999', '--out', 'none.pdf')
  expect([stdout, status]).toEqual(['', 1])
  expect(stderr).toMatch(/^[^\n]*AS-9999[^\n]*\n$/)
  expect(fs.existsSync(path.join(folder, 'none.pdf'))).toBe(false)
})

test('what was printed stands in the audit chain, and the chain is whole', () => {
  const before = (JSON.parse(registry('info', 'd.asild', '--json').stdout) as { auditEntries: number }).auditEntries
  registry('report', 'd.asild', 'AS-0001', '--out', 'again.pdf')
  const after = JSON.parse(registry('info', 'd.asild', '--json').stdout) as { auditEntries: number; auditHead: string }
  expect(after.auditEntries).toBe(before + 2) // unlocked, printed
  const text = execFileSync('pdftotext', [path.join(folder, 'again.pdf'), '-'], { encoding: 'utf8' })
  expect(text).toContain(`audit ${after.auditHead.slice(0, 16)}`)
  expect(registry('verify', 'd.asild').status).toBe(0)
})
