/** The disk becomes full while images are imported. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { uuidV7 } from '#main/database/uuid-v7.ts'
import { importInto, inSession } from '#tests/support/import-images.ts'
import { newPackOf, someImages } from '#tests/support/image-pack.ts'
import { canMount, smallDisk } from '#tests/support/small-disk.ts'
import { passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test.skipIf(!canMount)(
  'A disk that becomes full during an import is told, and leaves nothing half; then there is room again (only root can make a small disk)',
  async () => {
    const disk = smallDisk(path.join(temporaryFolder(), 'disk'))
    onTestFinished(() => disk.unmount())
    const folder = path.join(disk.folder, 'r.asild')
    const { client } = testBackend()
    await client.call('registry.create', { folder, name: 'Full', user: 'Dr. Test', passphrase })
    const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
    await client.call('registry.close', {})
    const images = await inSession(folder, passphrase, async (session) => {
      const { dataKey } = session.registry()
      const first = await importInto(session, { caseId, series: 1, images: 3 })
      for (const room of [0, 4096, 40_000, 200_000]) {
        disk.leave(room)
        const packing = newPackOf({ registry: folder, dataKey, seriesId: uuidV7() }, someImages(60, 128))
        await expect(packing, `${room} bytes`).rejects.toMatchObject({
          kind: 'full-disk',
          message: expect.stringContaining('not kept'),
        })
        expect(fs.readdirSync(first.images)).toHaveLength(1)
      }
      disk.free()
      await importInto(session, { caseId, series: 1, images: 3 })
      return first.images
    })
    expect(fs.readdirSync(images)).toHaveLength(2)
    await client.call('registry.open', { folder, passphrase })
    expect((await client.call('registry.verify', {})).checks.filter(({ ok }) => !ok)).toEqual([])
  },
)
