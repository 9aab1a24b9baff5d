import fs from 'node:fs'
import path from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { imagesFolder } from '#main/imaging/store/image-files.ts'
import { writeDicomSeries } from '#tests/support/dicom-series.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'

const script = path.join(import.meta.dirname, '../../support/import-until-killed.ts')
const seriesCount = 6
const slices = 40
const side = 96
const rounds = 5

/** Lets a process import until it is killed, a while after it began. Answers the series that it said were in. */
async function importUntilKilled(words: readonly string[], afterMs: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  await Promise.race([once(child.stdout, 'data'), ended])
  await wait(afterMs)
  child.kill('SIGKILL')
  const [code] = (await ended) as [number | null]
  expect(code).toBe(null)
  const lines = said.split('\n').slice(0, -1)
  expect(lines[0]).toBe('begun')
  return lines.flatMap((line) => /^(?:taken|here) (.+)$/.exec(line)?.[1] ?? [])
}

test(`An import that is killed, ${rounds} times, keeps each series that was in, nothing of any other, and goes on where it was`, async () => {
  const { client, folder } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  await client.call('registry.close', {})
  const source = temporaryFolder()
  for (let number = 0; number < seriesCount; number += 1)
    await writeDicomSeries(path.join(source, String(number)), {
      images: Array.from({ length: slices }, (_, slice) =>
        Int16Array.from({ length: side * side }, (__, at) => ((at * 31 + slice * 7 + number) % 2000) - 1000),
      ),
      rows: side,
      columns: side,
      spacingMm: 1,
      thicknessMm: 1,
      firstZMm: 0,
      series: `series ${number}`,
    })
  const acknowledged = new Set<string>()
  for (let round = 0; round < rounds; round += 1) {
    for (const id of await importUntilKilled([folder, passphrase, caseId, source], 20 + round * 90))
      acknowledged.add(id)
    const after = testBackend()
    await after.client.call('registry.open', { folder, passphrase })
    const { image_series: series, imaging } = (await after.client.call('cases.get', { caseId })).records
    expect([...acknowledged].filter((id) => !series.some((each) => each.id === id))).toEqual([])
    expect(series.map(({ images }) => images)).toEqual(series.map(() => slices))
    expect(imaging.length).toBeLessThanOrEqual(series.length)
    // Whole files of the series that are recorded, and nothing else.
    const files = fs.existsSync(imagesFolder(folder))
      ? fs
          .readdirSync(imagesFolder(folder), { recursive: true, encoding: 'utf8' })
          .filter((name) => name.includes('.images'))
      : []
    expect(files.map((name) => path.basename(name)).toSorted()).toEqual(
      series.map(({ id }) => `${id}.images`).toSorted(),
    )
    expect((await after.client.call('registry.verify', {})).checks.filter(({ ok }) => !ok)).toEqual([])
    await after.backend.close()
  }
  const last = testBackend().client
  await last.call('registry.open', { folder, passphrase })
  const found = await last.call('images.scan', { caseId, sources: [source] })
  const { series } = await last.call('images.import', {
    scanId: found.scanId,
    caseId,
    series: found.studies.flatMap((study) =>
      study.series.map(({ key }) => ({ key, which: 'all' as const, imaging: null })),
    ),
  })
  const before = found.studies.flatMap((study) => study.series.map(({ here }) => here))
  expect(series.map(({ outcome }) => outcome)).toEqual(before.map((here) => (here === 'all' ? 'here' : 'taken')))
  expect((await last.call('cases.get', { caseId })).records.image_series).toHaveLength(seriesCount)
}, 240_000)
