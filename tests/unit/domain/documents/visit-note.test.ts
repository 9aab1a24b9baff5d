import { describe, expect, it } from 'vitest'
import { standardClinicalSettings as settings } from '#shared/domain/clinical-settings.ts'
import { notedVisit, visitNoteOf } from '#shared/domain/documents/visit-note-of.ts'
import { aCase } from '#tests/support/a-case.ts'

const today = '2026-11-26'

const followed = aCase({ sex: 'female', birth_date: '1960-01-01', height: 165, height_unit: 'cm' })
  .with('diagnosis', { kind: 'ild', date: '2022-01-10' })
  .with('visit', { date: '2022-01-10', kind: 'baseline', mmrc: 2 })
  .with('visit', { date: '2022-06-14', kind: 'follow-up', mmrc: 1, plan: 'Taper prednisone' })
  .with('visit', { date: '2023-01-09', kind: 'follow-up', mmrc: 3 })
  .with('pft', { date: '2022-01-10', fvc: 2.1, fvc_unit: 'L' })
  .with('pft', { date: '2022-06-14', fvc: 2.3, fvc_unit: 'L' }).record

describe('A visit note', () => {
  it('is of the last visit unless another is named', () => {
    expect(notedVisit(followed, undefined, today)?.date).toBe('2023-01-09')
    expect(notedVisit(followed, 'visit-2', today)?.date).toBe('2022-06-14')
    expect(notedVisit(followed, 'visit-9', today)).toBeUndefined()
    expect(notedVisit(aCase().record, undefined, today)).toBeUndefined()
  })

  it('compares an earlier visit with the one before it, and knows nothing of what came later', () => {
    const { since, asOf } = visitNoteOf(followed, notedVisit(followed, 'visit-2', today)!, today, settings)
    expect(asOf).toBe('2022-06-14')
    if ('why' in since) throw new Error(since.why)
    expect(since.visits.before.date).toBe('2022-01-10')
    expect(since.measures.map(({ label, text }) => [label, text])).toContainEqual(['mMRC', '2 → 1'])
    expect(since.paragraph).not.toContain('3')
  })

  it('says of the first visit that there is none to compare it with', () => {
    const { since } = visitNoteOf(followed, notedVisit(followed, 'visit-1', today)!, today, settings)
    expect(since).toMatchObject({ why: expect.stringContaining('One visit so far') })
  })

  it('computes what is predicted from the tests of the day, naming the equations, or says why not', () => {
    const { computed } = visitNoteOf(followed, notedVisit(followed, 'visit-2', today)!, today, settings)
    expect(computed).toEqual([
      expect.stringMatching(/^Computed: FVC \d+ % \(GLI Global 2022, z −?\d\.\d, LLN \d\.\d+ L\)\.$/),
    ])
    const short = aCase()
      .with('visit', { date: '2022-06' })
      .with('pft', { date: '2022-06', fvc: 2.3, fvc_unit: 'L' }).record
    expect(visitNoteOf(short, notedVisit(short, undefined, today)!, today, settings).computed).toEqual([
      'Percent of predicted not computed: sex at birth is not recorded.',
    ])
  })

  it('tells what is due counted from the visit, not from today', () => {
    const { due } = visitNoteOf(followed, notedVisit(followed, 'visit-2', today)!, today, settings)
    expect(due.join('\n')).toMatch(/^Pulmonary function test: due .*2022.* \(last 14 Jun 2022\)$/m)
  })

  it('of two visits of about the same date compares with the one that certainly came before', () => {
    const { record } = aCase()
      .with('visit', { date: '2021-03-09', mmrc: 2 })
      .with('visit', { date: '2022-03-08', mmrc: 0 })
      .with('visit', { date: '2022-03', mmrc: 1 })
    const note = visitNoteOf(record, notedVisit(record, 'visit-3', today)!, today, settings)
    expect(note.asOf).toBe('2022-03-31')
    expect(note.since).toMatchObject({ visits: { before: { date: '2021-03-09' } } })
  })
})
