import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uidMapper } from '#main/imaging/deidentify/map-uid.ts'

const mapUid = uidMapper(Buffer.from('a secret of sixteen bytes'))
const uid = fc.array(fc.nat({ max: 99_999 }), { minLength: 2, maxLength: 9 }).map((parts) => `1.${parts.join('.')}`)

describe('identifiers of images', () => {
  it('become UUIDs under 2.25 that stay as they are when mapped again', () => {
    fc.assert(
      fc.property(uid, (original) => {
        const mapped = uidMapper(Buffer.from('a secret of sixteen bytes'))(original)
        expect(mapped).toMatch(/^2\.25\.[1-9]\d*$/)
        expect(mapped.length).toBeLessThanOrEqual(64)
        expect(mapUid(mapped)).toBe(mapped)
        expect(mapUid(original)).toBe(mapped)
        const hex = BigInt(mapped.slice(5)).toString(16).padStart(32, '0')
        expect([hex[12], '89ab'.includes(hex[16]!)]).toEqual(['8', true])
      }),
    )
  })

  it('are others for UUIDs that were made elsewhere', () => {
    const elsewhere = uidMapper(Buffer.from('another secret of a registry'))('1.2.3')
    expect(mapUid(elsewhere)).not.toBe(elsewhere)
    expect(mapUid('2.25.1234567890')).not.toBe('2.25.1234567890')
  })

  it('are not made with a secret that could be guessed', () => {
    expect(() => uidMapper(Buffer.from('short'))).toThrow('shorter than 16 bytes')
  })
})
