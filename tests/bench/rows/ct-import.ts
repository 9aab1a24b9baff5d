import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { createBackend } from '#main/backend/backend.ts'
import { systemClock } from '#main/backend/session.ts'
import { appVersion } from '#main/version.ts'
import { chestPhantom } from '#tests/support/chest-phantom.ts'
import { writeDicomSeries } from '#tests/support/dicom-series.ts'
import { passphrase } from '../bench-registry.ts'
import type { Ask } from '../asked-backend.ts'
import { interleaved, median } from '../row.ts'
import type { BenchRow } from '../row.ts'

const slices = 400
const times = 5
/** Different slices; more would only take longer to make. */
const kinds = 20

export const ctImport: BenchRow = {
  id: 'ct-import',
  what: '400 CT slices of 512 × 512 taken into a case – read, de-identified, compressed, encrypted, lasting, recorded – against reading, hashing and encrypting the same files bare',
  goal: 2.5,
  unit: 'ms',
  async measure({ place }) {
    const source = place('ct-import-source')
    const files = await writeDicomSeries(source, seriesOfChest())
    return inNewRegistry(place('ct-import.asild'), async (ask) => {
      const dataKey = randomBytes(32)
      const scans: number[] = []
      let number = 0
      const { values, floors } = await interleaved(
        times,
        async () => {
          // A case of its own each time: in one that has them they would not be taken again.
          const { id: caseId } = await ask('cases.create', { values: { code: `CT-${(number += 1)}` } })
          const looked = performance.now()
          const { scanId, studies } = await ask('images.scan', { caseId, sources: [source] })
          const start = performance.now()
          scans.push(start - looked)
          const { series } = await ask('images.import', {
            scanId,
            caseId,
            series: [{ key: studies[0]!.series[0]!.key, which: 'all', imaging: null }],
          })
          const ms = performance.now() - start
          if (series[0]?.outcome !== 'taken' || series[0].images !== slices) throw new Error('the series was not taken')
          return ms
        },
        async () => {
          const start = performance.now()
          for (const file of files) {
            const image = fs.readFileSync(file)
            createHash('sha256').update(image).digest()
            const cipher = createCipheriv('aes-256-gcm', dataKey, randomBytes(12))
            cipher.update(image)
            cipher.final()
          }
          return performance.now() - start
        },
      )
      const [value, floor] = [median(values), median(floors)]
      return {
        value,
        floor,
        parts: [
          ['reading, hashing, encrypting', floor],
          ['de-identifying, compressing, writing, syncing, recording', value - floor],
          ['beforehand, not counted: looking what is there', median(scans)],
        ],
      }
    })
  },
}

/** A noisy chest, repeated along the body: what is measured is how fast pixels pass, not what they show. */
function seriesOfChest() {
  const chest = chestPhantom({ size: 512, slices: kinds, noiseHu: 30 })
  return {
    ...chest,
    images: Array.from({ length: slices }, (_, index) => chest.images[index % kinds]!),
    kernel: 'B70f',
  }
}

async function inNewRegistry<T>(folder: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  fs.mkdirSync(path.dirname(folder), { recursive: true })
  const backend = createBackend({ appVersion, clock: systemClock, report: String })
  const ask: Ask = async (name, input) => {
    const reply = await backend.call(name, JSON.stringify(input))
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
    return JSON.parse(reply.value)
  }
  try {
    await ask('registry.create', { folder, name: 'Bench', user: 'bench', passphrase })
    return await work(ask)
  } finally {
    await backend.close()
  }
}
