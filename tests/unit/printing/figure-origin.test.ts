import { decode, encode } from 'fast-png'
import { expect, test } from 'vitest'
import { originWords, pngWithOrigin, svgWithOrigin } from '#main/printing/figure-origin.ts'

const origin = originWords('1.2.3', 'ab12')

test('A PNG says where it comes from, and is the same picture', () => {
  const picture = { width: 2, height: 1, channels: 3, data: new Uint8Array([1, 2, 3, 4, 5, 6]) } as const
  // The reader checks the sum of each chunk.
  const read = decode(pngWithOrigin(Buffer.from(encode(picture)), origin), { checkCrc: true })
  expect(read.text).toEqual({ Source: 'AS-ILD Registry 1.2.3, head of the audit chain ab12' })
  expect([...read.data]).toEqual([...picture.data])
})

test('An SVG says where it comes from within its own element', () => {
  const svg = svgWithOrigin('<svg xmlns="http://www.w3.org/2000/svg" width="1"><svg><g/></svg></svg>', `${origin} <&>`)
  expect(svg).toBe(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1">\n<metadata>${origin} &#60;&#38;&#62;</metadata><svg><g/></svg></svg>`,
  )
})
