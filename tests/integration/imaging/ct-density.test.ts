/** Lung density through the whole path: a phantom in the registry, measured by the thread, kept as a record. */
import { describe, expect, test } from 'vitest'
import { runsOf } from '#shared/domain/imaging/density/coded-mask.ts'
import { runCommand } from '#main/cli/run.ts'
import { inProcessBackend } from '#main/shell/backend-in-process.ts'
import { chestPhantom } from '#tests/support/chest-phantom.ts'
import type { ChestPhantom } from '#tests/support/chest-phantom.ts'
import { expectWithin } from '#tests/support/expect-within.ts'
import { storePhantom } from '#tests/support/stored-phantom.ts'
import { cheapKdf, failureOf, newRegistry, passphrase } from '#tests/support/test-backend.ts'

const chest = chestPhantom({ noiseHu: 20 })

async function registryWith(phantom: ChestPhantom) {
  const made = await newRegistry()
  const { client, folder } = made
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  await client.call('registry.close', {})
  const stored = await storePhantom(folder, passphrase, phantom, { caseId })
  await client.call('registry.open', { folder, passphrase })
  return { ...made, ...stored, caseId }
}

describe('Lung density of a stored series', () => {
  test('is within 1 % of what the phantom holds, and becomes a record once', async () => {
    const { client, seriesId, imagingId, caseId } = await registryWith(chest)
    const answer = await client.call('ctDensity.measure', { seriesId })
    if (!('figures' in answer)) throw new Error(answer.refusal)
    const { figures, recordId } = answer
    expect(answer.isNew).toBe(true)
    expectWithin(figures.volumeMl, chest.truth.lungMl, 0.01)
    expectWithin(figures.meanHu, chest.truth.meanHu, 0.01)
    expectWithin(figures.highAttenuationPercent, chest.truth.densePercent, 0.01)
    const records = async () => (await client.call('cases.get', { caseId })).records.ct_density
    expect(await records()).toMatchObject([
      {
        id: recordId,
        series: seriesId,
        imaging: imagingId,
        date: '2026-01-15',
        method: 'lung-density, version 1',
        volume_ml: Math.round(figures.volumeMl),
        haa_pct: Number(figures.highAttenuationPercent.toFixed(1)),
        perc15_hu: figures.percentilesHu[15],
        perc85_hu: figures.percentilesHu[85],
      },
    ])
    expect(await client.call('ctDensity.measure', { seriesId })).toMatchObject({ recordId, isNew: false })
    expect(await records()).toHaveLength(1)
    await client.call('changes.undo', {})
    expect(await records()).toEqual([])
    expect((await client.call('registry.verify', {})).ok).toBe(true)
  })

  test('is shown with what was counted as lung, image by image', async () => {
    const { client, seriesId } = await registryWith(chest)
    const answer = await client.call('ctDensity.mask', { seriesId })
    if (!('mask' in answer)) throw new Error(answer.refusal)
    const { mask } = answer
    expect(mask).toMatchObject({ rows: chest.rows, columns: chest.columns })
    expect(mask.images).toHaveLength(chest.images.length)
    const pixels = mask.images
      .flatMap((text) => runsOf(new Uint16Array(new Uint8Array(Buffer.from(text, 'base64')).buffer)))
      .reduce((sum, { from, to }) => sum + to - from, 0)
    const ml = (pixels * chest.spacingMm ** 2 * chest.thicknessMm) / 1000
    expectWithin(ml, chest.truth.lungMl, 0.01)
    expect(await client.call('ctDensity.mask', { seriesId })).toEqual(answer)
  })

  test('is refused in words where the lungs are cut off, and nothing is recorded', async () => {
    const half = Math.floor(chest.images.length / 2)
    const { client, seriesId, caseId } = await registryWith({
      ...chest,
      images: chest.images.slice(half),
      firstZMm: chest.firstZMm + half * chest.thicknessMm,
    })
    expect(await client.call('ctDensity.measure', { seriesId })).toEqual({
      reason: 'cut-off-bottom',
      refusal: expect.stringMatching(/^The lungs are cut off at the bottom of the series/),
    })
    expect((await client.call('cases.get', { caseId })).records.ct_density).toEqual([])
  })

  test('is left off when it is cancelled: nothing is recorded, and the next time it is measured', async () => {
    const { backend, client, seriesId, caseId } = await registryWith(chest)
    const stop = new AbortController()
    const reply = await backend.call('ctDensity.measure', JSON.stringify({ seriesId }), {
      signal: stop.signal,
      progress: () => stop.abort(),
    })
    expect(reply).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
    expect((await client.call('cases.get', { caseId })).records.ct_density).toEqual([])
    expect(await client.call('ctDensity.measure', { seriesId })).toMatchObject({ isNew: true })
  })

  test('ends with the registry', async () => {
    const { client, seriesId } = await registryWith(chest)
    const measuring = failureOf(client.call('ctDensity.measure', { seriesId }))
    await client.call('registry.close', {})
    expect(await measuring).toMatchObject({ kind: 'locked' })
  })

  test('does not keep others waiting', async () => {
    const { client, seriesId } = await registryWith(chest)
    const measuring = client.call('ctDensity.measure', { seriesId })
    let answered = 0
    let isMeasured = false
    void measuring.then(() => (isMeasured = true))
    while (!isMeasured) {
      await client.call('cases.find', { offset: 0, limit: 10 })
      answered++
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(answered).toBeGreaterThan(5)
  })

  test('is measured from the command line, which says why where there is no number', async () => {
    const { client, folder } = await registryWith(chest)
    const { case: own } = await client.call('cases.get', { code: 'AS-0001' })
    await client.call('registry.close', {})
    const half = Math.floor(chest.images.length / 2)
    const cut = { ...chest, images: chest.images.slice(0, half) }
    await storePhantom(folder, passphrase, cut, { caseId: own.id, date: '2026-03-01', label: 'Half' })
    const run = (...words: string[]) =>
      runCommand(words, {
        program: 'registry',
        env: { AS_ILD_PASSPHRASE: passphrase },
        cwd: folder,
        readInput: async () => '',
        openBackend: ({ readOnly }) => inProcessBackend({ appVersion: '0.0.0-test', kdf: cheapKdf, readOnly }),
      })
    const whole = await run('density', folder, 'AS-0001', '--series', '1', '--json')
    expect(whole).toMatchObject({ code: 0, stderr: '' })
    const [first] = JSON.parse(whole.stdout) as { figures: { volumeMl: number }; isNew: boolean }[]
    expect(first!.isNew).toBe(true)
    expectWithin(first!.figures.volumeMl, chest.truth.lungMl, 0.01)
    const both = await run('density', folder, 'AS-0001')
    expect(both.code).not.toBe(0)
    expect(both.stdout + both.stderr).toContain('The lungs are cut off at the top of the series')
    expect((await run('density', folder, 'AS-0001', '--series', '3')).stderr).toContain('this case has 2')
  })
})
