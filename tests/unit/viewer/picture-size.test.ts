import { expect, test } from 'vitest'
import { pictureSize } from '#renderer/viewer/picture-size.ts'

const bytes = (...parts: readonly (number | readonly number[])[]): ArrayBuffer => new Uint8Array(parts.flat()).buffer
const zeros = (count: number) => Array.from({ length: count }, () => 0)

test('A PNG tells its size in its header, however large it claims to be', () => {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  const chunk = [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
  const picture = bytes(signature, chunk, [0, 0, 0xea, 0x60], [0, 0, 0, 2], zeros(5))
  expect(pictureSize(picture)).toEqual({ width: 60_000, height: 2 })
})

test('A JPEG tells its size where its frame begins, behind other segments', () => {
  const comment = [0xff, 0xe1, 0, 4, 1, 2]
  const frame = [0xff, 0xc2, 0, 11, 8, 0x01, 0x02, 0x03, 0x04, 1, 0, 0, 0]
  expect(pictureSize(bytes([0xff, 0xd8], comment, frame))).toEqual({ height: 0x0102, width: 0x0304 })
})

test.each([
  ['nothing', bytes()],
  ['a PNG that is cut off', bytes([0x89, 0x50, 0x4e, 0x47], zeros(8))],
  ['a JPEG without a frame', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff, 0xd9])],
  [
    'a JPEG whose segments have no length',
    bytes([0xff, 0xd8], ...Array.from({ length: 50 }, () => [0xff, 0xe1, 0, 0])),
  ],
])('Of %s no size is told, and it is not looked for without end', (_what, picture) => {
  expect(pictureSize(picture)).toBeUndefined()
})
