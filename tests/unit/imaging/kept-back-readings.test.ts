import { describe, expect, it } from 'vitest'
import { isKeptBack, keptBackWords, withoutKeptBack } from '#shared/domain/imaging/kept-back-readings.ts'
import { aCase } from '#tests/support/a-case.ts'

const ada = { name: 'Dr. Ada', mayRead: true }
const start = aCase()
  .with('imaging', { date: '2024-01', modality: 'hrct' })
  .with('imaging', { date: '2025-02', modality: 'hrct' })
  .with('ct_reading', { imaging: 'imaging-1', date: '2025-03', reader: 'Dr. Bo', pattern: 'nsip' })
  .with('ct_reading', { imaging: 'imaging-2', date: '2025-03', reader: 'Dr. Bo', pattern: 'uip' })
  .with('ct_reading', { imaging: 'imaging-2', date: '2025-04', reader: ' dr.  ada', pattern: 'op' })
const { record } = start
const readersSeen = (of: typeof record) => of.records.ct_reading.map(({ imaging, reader }) => [imaging, reader?.trim()])

describe('readings of others', () => {
  it('are kept back until the same CT was read by who looks', () => {
    const seen = withoutKeptBack(record, ada)
    expect(seen.keptBack).toBe(1)
    expect(readersSeen(seen.record)).toEqual([
      ['imaging-2', 'Dr. Bo'],
      ['imaging-2', 'dr.  ada'],
    ])
  })

  it('are not kept back from who may not read, and all are from whom nobody knows', () => {
    expect(withoutKeptBack(record, { name: 'Dr. Cy', mayRead: false })).toEqual({ record, keptBack: 0 })
    expect(withoutKeptBack(record, { name: undefined, mayRead: true }).record.records.ct_reading).toEqual([])
  })

  it('are told by the same rule where they were voided, whatever the case holds of them', () => {
    const seen = withoutKeptBack(record, ada).record
    expect(isKeptBack({ reader: 'Dr. Bo', imaging: 'imaging-1' }, seen, ada)).toBe(true)
    expect(isKeptBack({ reader: 'Dr. Bo', imaging: 'imaging-2' }, seen, ada)).toBe(false)
    expect(isKeptBack({ imaging: 'imaging-1' }, seen, ada)).toBe(true)
  })

  it('leave the case as it is where there are none', () => {
    const own = aCase().with('imaging', { date: '2024-01', modality: 'hrct' }).record
    expect(withoutKeptBack(own, ada).record).toBe(own)
    expect(keptBackWords(2, 'this case')).toBe(
      '2 other readings of this case are kept back until you have saved your own of the same CT, so that you read without knowing them.',
    )
  })
})
