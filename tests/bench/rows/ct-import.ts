import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { beginPack } from '#main/imaging/store/image-pack.ts'
import { explicitLittleEndian, noisySlice } from '#tests/support/image-pack.ts'
import { interleaved, median } from '../row.ts'
import type { BenchRow } from '../row.ts'

const slices = 400
const times = 5
/** Different noise; more would only take longer to make. */
const kinds = 20

export const ctImport: BenchRow = {
  id: 'ct-import',
  what: '400 CT slices read, compressed and put into an encrypted file that lasts, against reading, hashing and encrypting them bare',
  goal: 2.5,
  unit: 'ms',
  async measure({ place }) {
    const folder = place('ct-import')
    fs.mkdirSync(folder, { recursive: true })
    const files = Array.from({ length: slices }, (_, index) => path.join(folder, `${index}.dcm`))
    const bytes = Array.from({ length: kinds }, (_, seed) => noisySlice(seed, 512))
    files.forEach((file, index) => fs.writeFileSync(file, bytes[index % kinds]!))
    const dataKey = randomBytes(32)
    let number = 0
    const { values, floors } = await interleaved(
      times,
      async () => {
        const pack = beginPack({ registry: folder, dataKey, seriesId: `series-${(number += 1)}` })
        const start = performance.now()
        for (const [index, file] of files.entries())
          await pack.add(await fs.promises.readFile(file), {
            sopInstanceUid: `2.25.${index}`,
            transferSyntax: explicitLittleEndian,
            frames: 1,
          })
        await pack.finish({ modality: 'CT', geometry: null })
        return performance.now() - start
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
        ['compressing on both cores, writing, syncing', value - floor],
      ],
    }
  },
}
