/** Images that are compressed in threads of their own. */
import path from 'node:path'
import { expect, test } from 'vitest'
import { compressors } from '#main/backend/images/compressors.ts'
import { compressNow } from '#main/imaging/store/compress-here.ts'
import { someImages } from '#tests/support/image-pack.ts'

const workerFile = path.resolve(import.meta.dirname, '../../../main/backend/worker.ts')

test('Threads that compress give each image as it would be compressed here, many at once, and take its memory', async () => {
  const images = [...someImages(8), ...someImages(8, 100)]
  const expected = images.map(({ bytes, transferSyntax }) => compressNow(Buffer.from(bytes), transferSyntax))
  const compress = compressors(workerFile)
  const own = images.map(({ bytes }) => new Uint8Array(bytes))
  const given = await Promise.all(own.map((bytes, index) => compress(bytes, images[index]!.transferSyntax)))
  given.forEach(({ method, packed, sha256 }, index) => {
    const { packed: wanted, ...rest } = expected[index]!
    expect({ method, sha256 }, `image ${index}`).toEqual(rest)
    expect(Buffer.from(packed).equals(wanted), `image ${index}`).toBe(true)
  })
  expect(own.every(({ length }) => length === 0)).toBe(true)
})

test('What lies in memory that others use is copied for a thread, and stays', async () => {
  const shared = new Uint8Array(100_000).fill(7)
  const { sha256 } = await compressors(workerFile)(shared.subarray(500, 1500), 'any')
  expect(sha256).toBe(compressNow(shared.subarray(500, 1500), 'any').sha256)
  expect(shared.length).toBe(100_000)
})

test('A thread that can’t be started is told to whoever waits for an image', async () => {
  await expect(compressors('/nowhere/worker.ts')(new Uint8Array(10), 'any')).rejects.toThrow('nowhere')
})
