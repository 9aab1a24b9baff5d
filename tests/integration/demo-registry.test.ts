import path from 'node:path'
import { expect, test } from 'vitest'
import { openReader } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { forms, tableOf } from '#shared/dictionary/forms.ts'
import { recordSchema } from '#shared/dictionary/record-schema.ts'
import { testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

async function demo(options: { cases: number; seed?: number; images?: boolean }) {
  const folder = path.join(temporaryFolder(), 'demo.asild')
  const { client } = testBackend()
  await client.call('registry.createDemo', { folder, ...options })
  await client.call('registry.open', { folder, passphrase: 'demo' })
  return { client, folder }
}

/** Every row of every form, as text. */
async function contentOf(options: { cases: number; seed?: number }): Promise<string> {
  const { client, folder } = await demo(options)
  const { keyHex } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  const db = openReader(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
  try {
    return JSON.stringify(forms.map((form) => db.prepare(`SELECT * FROM ${tableOf(form)} ORDER BY id`).all()))
  } finally {
    db.close()
  }
}

test('The demo registry has the same content for the same seed, and another for another', async () => {
  const first = await contentOf({ cases: 5 })
  expect(await contentOf({ cases: 5 })).toBe(first)
  expect(await contentOf({ cases: 5, seed: 2 })).not.toBe(first)
}, 60_000)

test('The demo registry opens with its own passphrase, says that it is a demo, and verifies', async () => {
  const { client } = await demo({ cases: 3 })
  expect(await client.call('registry.status', {})).toMatchObject({ state: 'open', demo: true })
  expect((await client.call('registry.verify', {})).ok).toBe(true)
}, 60_000)

test('The published case keeps dates as they are known, and marks what is illustrative', async () => {
  const { client } = await demo({ cases: 1 })
  const { case: baseline, records } = await client.call('cases.get', { code: 'AS-0001' })
  expect(records.antibody.find((antibody) => antibody.specificity === 'ana')).toMatchObject({
    titre: 5120,
    date: '2019-04',
    source: 'recorded',
  })
  expect(records.infusion[0]).toMatchObject({ date: '2021-04', dose_per_kg: 2 })
  expect(records.imaging.map((study) => study.date)).toContain('2022-03')
  expect(baseline.birth_date).toBeUndefined()
  expect(records.laboratory.length).toBeGreaterThan(10)
  expect(new Set(records.laboratory.map((result) => result.source))).toEqual(new Set(['illustrative']))
})

test('Every record that the backend hands out is one of the dictionary', async () => {
  const { client } = await demo({ cases: 4 })
  const { rows } = await client.call('cases.find', { offset: 0, limit: 10 })
  for (const { id } of rows) {
    const { case: baseline, records } = await client.call('cases.get', { caseId: id })
    recordSchema('case').parse(baseline)
    for (const form of forms.filter((form) => form.repeats))
      for (const record of records[form.id as keyof typeof records]) recordSchema(form.id).parse(record)
  }
}, 60_000)

test('The published case has a phantom at its two dates where images are wanted, marked as illustrative throughout', async () => {
  const { client } = await demo({ cases: 1, images: true })
  const { case: shown, records } = await client.call('cases.get', { code: 'AS-0001' })
  const made = [...records.image_series, ...records.ct_density, ...records.ct_pair]
  expect(made).toHaveLength(5)
  expect(new Set(made.map(({ source }) => source))).toEqual(new Set(['illustrative']))
  for (const { label, imaging, date } of records.image_series) {
    expect(label).toBe('Synthetic phantom, not a patient')
    expect(records.imaging.find(({ id }) => id === imaging)?.date).toBe(date)
  }
  expect((await client.call('registry.verify', {})).ok).toBe(true)

  // It lies alike at both dates: the pair shows one level of the body, and the denser band is less dense later.
  const { figures } = await client.call('ctFigures.ofCase', { caseId: shown.id, widthPx: 300 })
  const { facts, pictures, caption } = figures[0]!
  expect(facts?.source).toBe('illustrative')
  expect(caption).toContain('Illustrative: these are not images of the patient.')
  const [earlier, later] = [pictures!.earlier, pictures!.later].map(({ base64 }) => Buffer.from(base64, 'base64'))
  const apart = earlier!.reduce((sum, gray, at) => sum + Math.abs(gray - later![at]!), 0) / earlier!.length
  // Of 255: noise, the band, and what half a slice makes. A body that lies elsewhere differs by three times as much.
  expect(apart).toBeLessThan(14)
  const shares = records.ct_density.map(({ haa_pct }) => haa_pct!)
  expect(shares[0]).toBeGreaterThan(shares[1]! + 1)
}, 120_000)
