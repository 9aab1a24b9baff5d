import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mediaTypeOf } from '#shared/domain/media-type.ts'
import { largestFileBytes, refusalOfFile } from '#shared/domain/refusal-of-file.ts'

/** The platform's own reading of UTF-8, which shared code does without. */
function isTextHere(bytes: Uint8Array): boolean {
  try {
    return bytes.length > 0 && !/[^\P{Cc}\t\n\f\r]/u.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}

const encoder = new TextEncoder()

describe('What a file is', () => {
  test('is told by its first bytes', () => {
    expect(mediaTypeOf(encoder.encode('%PDF-1.7\n'))).toBe('application/pdf')
    expect(mediaTypeOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe('image/png')
    expect(mediaTypeOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg')
    expect(mediaTypeOf(Uint8Array.of(0x50, 0x4b, 3, 4))).toBeUndefined()
  })

  test('is text exactly where the platform reads UTF-8 without control characters', () => {
    const nearby = fc.uint8Array({ maxLength: 6 })
    // Bytes at the edges of what UTF-8 allows.
    const edges = fc
      .array(
        fc.constantFrom(0x09, 0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5),
        {
          maxLength: 5,
        },
      )
      .map((bytes) => Uint8Array.from(bytes))
    const texts = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => encoder.encode(text))
    fc.assert(
      // The platform takes a byte order mark off; it is no control character either way.
      fc.property(
        fc.oneof(nearby, edges, texts),
        (bytes) => (mediaTypeOf(bytes) === 'text/plain') === isTextHere(bytes),
      ),
      { numRuns: 3000 },
    )
  })
})

test('Files that the registry doesn’t keep are refused in words', () => {
  expect(refusalOfFile('a.txt', encoder.encode('CK 310'))).toBeUndefined()
  expect(refusalOfFile('a.txt', new Uint8Array())).toBe('a.txt is empty.')
  expect(refusalOfFile('a.docx', Uint8Array.of(0x50, 0x4b, 3, 4))).toContain('Save it as a PDF first')
  expect(refusalOfFile('a.pdf', new Uint8Array(largestFileBytes + 1))).toContain('larger than 25 MB')
  expect(refusalOfFile('a.pdf', undefined)).toContain('larger than 25 MB')
})
