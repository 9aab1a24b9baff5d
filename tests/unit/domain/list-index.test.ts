import { describe, expect, it } from 'vitest'
import { ofTreatment, withId } from '#shared/domain/list-index.ts'

const first = { id: 'a', treatment: 'mycophenolate' }
const loose = { id: 'b' }
const second = { id: 'c', treatment: 'mycophenolate' }
const other = { id: 'd', treatment: 'prednisone' }
const list = [first, loose, second, other]

describe('the index of a list of records', () => {
  it('finds a record by its id, and none for an id that is not there or not known', () => {
    expect(withId(list, 'c')).toBe(second)
    expect(withId(list, 'e')).toBeUndefined()
    expect(withId(list, undefined)).toBeUndefined()
  })

  it('finds those of a treatment in the order of the list, and none that belongs to none', () => {
    expect(ofTreatment(list, 'mycophenolate')).toEqual([first, second])
    expect(ofTreatment(list, 'azathioprine')).toEqual([])
  })

  it('keeps lists apart that share records', () => {
    expect(ofTreatment([second], 'mycophenolate')).toEqual([second])
    expect(withId([second], 'a')).toBeUndefined()
  })
})
