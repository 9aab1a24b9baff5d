/** The figure of a marked pair, from a stored series to its pictures. */
import { describe, expect, test } from 'vitest'
import type { CtFigure, FigurePicture } from '#shared/ipc/areas/ct-figures.ts'
import { storeChests } from '#tests/support/ct-pair-registry.ts'
import { failureOf, newRegistry, passphrase } from '#tests/support/test-backend.ts'

const shiftMm = 17
const thickest = 3

const lungWindow = { window_center_hu: -600, window_width_hu: 1500 }

async function registryWithChests() {
  const { client, folder } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  await client.call('registry.close', {})
  const chests = await storeChests(folder, passphrase, {
    caseId,
    chests: [
      { size: 128, spacingMm: 3, thicknessMm: thickest, firstZMm: 30, slices: 30, seed: 1 },
      { size: 160, spacingMm: 2.5, thicknessMm: 2.5, firstZMm: 46, slices: 36, shiftMm, seed: 2 },
    ],
  })
  await client.call('registry.open', { folder, passphrase })
  const [earlier, later] = chests.map(({ seriesId }) => seriesId) as [string, string]
  return {
    client,
    caseId,
    chests,
    async marked(values: Record<string, string | number>): Promise<string> {
      const level = { offset_mm: shiftMm, earlier_at_mm: 50 }
      const saved = await client.call('records.add', {
        form: 'ct_pair',
        caseId,
        values: { earlier, later, ...level, ...lungWindow, ...values },
      })
      return saved.id
    },
    figure: (pairId: string, widthPx = 400): Promise<CtFigure> => client.call('ctFigures.ofPair', { pairId, widthPx }),
  }
}

/**
 * The level of the chest that a picture shows, read off its pixels: along the middle row both lungs are as wide as their
 * ellipsoids are there (54 and 120 mm from the middle to the side and to the top).
 */
function levelSeen({ base64, widthPx, heightPx }: FigurePicture, widthMm: number): number {
  const row = Math.floor(heightPx / 2) - 2
  const line = Buffer.from(base64, 'base64').subarray(row * widthPx, (row + 1) * widthPx)
  const inBody = [...line].slice(
    line.findIndex((gray) => gray > 200),
    line.findLastIndex((gray) => gray > 200),
  )
  // Lung of -850 HU: darker than tissue and the windpipe's wall, brighter than the windpipe's air.
  const lungMm = (inBody.filter((gray) => gray > 72 && gray < 160).length / widthPx) * widthMm
  return 120 * Math.sqrt(Math.max(0, 1 - (lungMm / (4 * 54)) ** 2))
}

describe('The figure of a marked pair', () => {
  test('shows both dates at the same level of the body, within one slice', async () => {
    const { marked, figure } = await registryWithChests()
    for (const levelMm of [96, 102, 108]) {
      const { pictures } = await figure(await marked({ earlier_at_mm: levelMm }), 800)
      const { earlier, later, widthMm } = pictures!
      expect(Math.abs(later.levelMm - shiftMm - earlier.levelMm)).toBeLessThanOrEqual(thickest / 2)
      const [a, b] = [levelSeen(earlier, widthMm), levelSeen(later, widthMm)]
      expect(Math.abs(a - levelMm)).toBeLessThan(thickest)
      expect(Math.abs(a - b)).toBeLessThan(thickest)
      // As the two were scanned, without the link, it would not be so.
      const { pictures: unlinked } = await figure(await marked({ earlier_at_mm: levelMm, offset_mm: 0 }), 800)
      expect(Math.abs(levelSeen(unlinked!.later, widthMm) - a)).toBeGreaterThan(thickest * 2)
    }
  })

  test('shows as many millimeters on both sides, whatever their pixels', async () => {
    const { marked, figure } = await registryWithChests()
    const pairId = await marked({ crop_left_mm: -150, crop_top_mm: -90, crop_width_mm: 300, crop_height_mm: 200 })
    const { pictures } = await figure(pairId, 600)
    const { earlier, later, widthMm, heightMm } = pictures!
    expect([widthMm, heightMm]).toEqual([300, 200])
    for (const one of [earlier, later]) {
      expect([one.widthPx, one.heightPx, one.channels]).toEqual([600, 400, 1])
      expect([one.leftLetter, one.rightLetter]).toEqual(['R', 'L'])
      // The windpipe lies in the middle, 8 mm behind it: air, black in the lung window.
      const windpipe = Buffer.from(one.base64, 'base64')[Math.round((98 / 200) * 400) * 600 + 300]!
      expect(windpipe).toBeLessThan(90)
    }
  })

  test('says what the record says: dates, interval, levels, window, slices', async () => {
    const { marked, figure } = await registryWithChests()
    const { caption } = await figure(await marked({ title: 'Above the carina' }))
    expect(caption).toBe(
      'Above the carina. CT at the same level of the body (table position 50 mm and 67 mm): (a) 11 Feb 2021, (b) 9 Mar 2022, 13 months apart. Lung window (width 1500, level −600); slices of 3 mm (a) and 2.5 mm (b); same scale.',
    )
  })

  test('is refused in words beyond the ends of a series', async () => {
    const { marked, figure } = await registryWithChests()
    const { pictures, why } = await figure(await marked({ offset_mm: 300 }))
    expect(pictures).toBeUndefined()
    expect(why).toMatch(/^The later series ends \d+\.\d mm before the level that was marked/)
  })

  test('is there no more once its pair is voided', async () => {
    const { client, caseId, marked, figure } = await registryWithChests()
    const id = await marked({})
    await client.call('records.change', {
      caseId,
      label: 'Pair voided',
      reason: 'Wrong',
      changes: [{ do: 'void', form: 'ct_pair', id, version: 1, reason: 'Wrong' }],
    })
    expect(await failureOf(figure(id))).toMatchObject({ kind: 'not-found' })
    await client.call('changes.undo', {})
    expect((await figure(id)).pictures).toBeDefined()
  })

  test('stands in documents where the pair says so: the two newest', async () => {
    const { client, caseId, marked } = await registryWithChests()
    const ids = [
      await marked({ in_documents: 'yes' }),
      await marked({ in_documents: 'yes' }),
      await marked({ in_documents: 'yes' }),
    ]
    await marked({ in_documents: 'no' })
    const { figures } = await client.call('ctFigures.ofCase', { caseId, widthPx: 64 })
    expect(figures.map(({ pairId }) => pairId)).toEqual([ids[2], ids[1]])
  })

  test('is noted as looked at once an hour', async () => {
    const { client, caseId, marked, figure } = await registryWithChests()
    const pairId = await marked({})
    const entries = async () => (await client.call('registry.info', {})).auditEntries
    await figure(pairId)
    const before = await entries()
    await figure(pairId)
    await client.call('ctFigures.ofCase', { caseId, widthPx: 64 })
    expect(await entries()).toBe(before)
  })
})
