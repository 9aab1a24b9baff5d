/** Images on the command line: in and out again. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCommand } from '#main/cli/run.ts'
import { inProcessBackend } from '#main/shell/backend-in-process.ts'
import { writeDicomSeries, type SeriesToWrite } from '#tests/support/dicom-series.ts'
import { cheapKdf } from '#tests/support/test-backend.ts'

interface Told {
  readonly found: { readonly studies: readonly { readonly series: readonly { readonly key: string }[] }[] }
  readonly chosen: readonly string[]
  readonly series: readonly { readonly outcome: string; readonly images: number }[]
  readonly removed: { readonly images: number }
  readonly files: number
  readonly code: string
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-test-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const run = async (...words: string[]) => {
  const outcome = await runCommand(words, {
    program: 'registry',
    env: {},
    cwd: folder,
    readInput: async () => '',
    openBackend: ({ readOnly }) => inProcessBackend({ appVersion: '0.0.0-test', kdf: cheapKdf, readOnly }),
  })
  return { ...outcome, json: () => JSON.parse(outcome.stdout) as Told }
}

let made: Promise<unknown> | undefined
const registry = () => (made ??= makeAll())

const slices = (more: Partial<SeriesToWrite>): SeriesToWrite => ({
  images: Array.from({ length: 12 }, (_, slice) =>
    Int16Array.from({ length: 32 * 32 }, (__, at) => ((at * 3 + slice) % 900) - 900),
  ),
  rows: 32,
  columns: 32,
  spacingMm: 1,
  thicknessMm: 1,
  firstZMm: 0,
  ...more,
})

async function makeAll(): Promise<void> {
  await run('demo', 'd.asild', '--cases', '3')
  await writeDicomSeries(path.join(folder, 'ct', 'lung'), slices({ series: 'lung', kernel: 'LUNG' }))
  await writeDicomSeries(path.join(folder, 'ct', 'soft'), slices({ series: 'soft', thicknessMm: 5 }))
}

describe('import on the command line', () => {
  test('lists what is there and takes nothing in a dry run', async () => {
    await registry()
    const listed = await run('import', 'd.asild', '--images', 'ct', '--case', 'AS-0002', '--dry-run')
    expect(listed).toMatchObject({ code: 0, stderr: '' })
    const rows = listed.stdout.split('\n').map((line) => line.trim().replace(/\s+/g, ' '))
    expect(rows[0]).toBe('series date kind plane mm kernel images here mind')
    expect(rows).toContainEqual(expect.stringMatching(/^\* series-\d 2024-01-15 CT axial 1 LUNG 12$/))
    const { json } = await run('import', 'd.asild', '--images', 'ct', '--case', 'AS-0002', '--dry-run', '--json')
    expect(json().chosen).toHaveLength(1)
  })

  test('takes the series for the lungs, then what is named, and nothing twice', async () => {
    await registry()
    const words = ['import', 'd.asild', '--images', 'ct', '--case', 'AS-0002'] as const
    const first = await run(...words, '--json')
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.json()).toMatchObject({ series: [{ outcome: 'taken', images: 12 }], removed: { images: 12 } })
    const all = (await run(...words, '--series', 'all', '--json')).json()
    expect(all.series.map(({ outcome }) => outcome).toSorted()).toEqual(['here', 'taken'])
    expect(await run(...words)).toMatchObject({ code: 1, stderr: expect.stringContaining('has these images already') })
    const other = await run('import', 'd.asild', '--images', 'ct', '--case', 'AS-0003')
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('Another case has these images') })
  })

  test('says in one line what is wrong', async () => {
    await registry()
    const failures = await Promise.all(
      [
        run('import', 'd.asild', '--images', 'ct'),
        run('import', 'd.asild', '--images', 'ct', '--case', 'AS-0003', '--series', 'series-9'),
        run('import', 'd.asild', '--images', 'nowhere', '--case', 'AS-0003'),
      ].map(async (each) => each),
    )
    for (const { code, stderr, stdout } of failures) {
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr.trim().split('\n')).toHaveLength(1)
    }
  })
})

describe('export of images on the command line', () => {
  test('writes DICOM files under a code, into a folder that was not there', async () => {
    await registry()
    await run('import', 'd.asild', '--images', 'ct', '--case', 'AS-0002', '--series', 'all')
    const out = await run('export', 'd.asild', '--images', 'AS-0002', '--out', 'out', '--json')
    expect(out).toMatchObject({ code: 0, stderr: '' })
    expect(out.json().files).toBe(24)
    const files = fs.readdirSync(path.join(folder, 'out'), { recursive: true, encoding: 'utf8' })
    expect(files.filter((name) => name.endsWith('.dcm'))).toHaveLength(24)
    expect(await run('export', 'd.asild', '--images', 'AS-0002', '--out', 'out')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('exists already'),
    })
    expect(await run('export', 'd.asild', '--images', 'AS-0003', '--out', 'none')).toMatchObject({
      code: 1,
      stderr: 'AS-0003 has no images.\n',
    })
  })
})
