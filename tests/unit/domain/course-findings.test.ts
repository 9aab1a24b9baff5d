import { describe, expect, it } from 'vitest'
import { courseFindings } from '#shared/domain/course-findings.ts'
import { isoOfDay } from '#shared/domain/partial-date.ts'
import { nothingStaged, stage, withStaged } from '#shared/domain/staged-records.ts'
import { aCase, type CaseBuilder } from '#tests/support/a-case.ts'

const today = '2024-06-30'
const mg = (dose: number, started?: string, ended?: string, treatment = 'treatment-1') =>
  ({ treatment, dose, unit: 'mg', frequency: 'daily', started, ended }) as const
const course = (started?: string, ended?: string) => aCase().with('treatment', { drug: 'prednisone', started, ended })

const found = (built: CaseBuilder) => courseFindings(built.record, today)
const told = (built: CaseBuilder) =>
  found(built).map(({ kind, from, to }) => `${kind} ${isoOfDay(from)} ${isoOfDay(to)}`)

/** Every mend of a finding that stages something does away with it. */
function expectMendsToHelp(built: CaseBuilder) {
  const before = found(built)
  for (const { id, mends } of before) {
    for (const { edits } of mends) {
      if (!edits) continue
      const after = withStaged(built.record, stage(nothingStaged, built.record, edits))
      expect(courseFindings(after, today).map((finding) => finding.id)).not.toContain(id)
    }
  }
}

describe('what fits together is left alone', () => {
  it('a taper, a pause between two courses, a pulse by vein within tablets', () => {
    const fine = course('2021-01-01', '2021-12-31')
      .with('dose_step', mg(60, '2021-01-01'))
      .with('dose_step', mg(40, '2021-02-01', '2021-12-31'))
      .with('treatment', { drug: 'prednisone', started: '2022-03-01' })
      .with('dose_step', mg(20, '2022-03-01', undefined, 'treatment-2'))
      .with('treatment', { drug: 'methylprednisolone', route: 'iv', started: '2023-01-01', ended: '2023-01-03' })
      .with('treatment', { drug: 'methylprednisolone', route: 'oral', started: '2022-12-01', ended: '2023-03-03' })
    expect(found(fine)).toEqual([])
  })

  it('partial dates that may well fit, and what is not known', () => {
    const vague = course('2021')
      .with('dose_step', mg(60, '2021-03', '2021-05'))
      .with('dose_step', mg(40, '2021-05'))
      .with('dose_step', { treatment: 'treatment-1', dose_text: 'high dose' })
      .with('treatment', { drug: 'prednisone', started: '2020', ended: '2021' })
    expect(found(vague)).toEqual([])
  })
})

describe('two courses of one drug', () => {
  it('are found on the days on which both certainly run, and the earlier can be ended', () => {
    const twice = course('2021-01-01')
      .with('dose_step', mg(20, '2021-01-01'))
      .with('treatment', { drug: 'prednisone', started: '2022-03' })
      .with('dose_step', mg(10, '2022-03', undefined, 'treatment-2'))
    expect(told(twice)).toEqual(['two-courses 2022-03-31 2024-06-30'])
    expect(found(twice)[0]).toMatchObject({
      text: 'Two courses of Prednisone run from 31 Mar 2022 to 30 Jun 2024.',
      mends: [{ label: 'End the earlier course on 30 Mar 2022' }],
    })
    expectMendsToHelp(twice)
  })

  it('that begin on one day can not be told apart by dates: no mend is offered', () => {
    const same = course('2021-01-01').with('treatment', { drug: 'prednisone', started: '2021-01-01' })
    expect(found(same)[0]).toMatchObject({ kind: 'two-courses', mends: [] })
  })
})

describe('doses within a course', () => {
  it('that overlap', () => {
    const overlap = course('2024-01-01')
      .with('dose_step', mg(60, '2024-01-01', '2024-02-15'))
      .with('dose_step', mg(40, '2024-02-01'))
    expect(told(overlap)).toEqual(['steps-overlap 2024-02-01 2024-02-15'])
    expectMendsToHelp(overlap)
  })

  it('that begin on the same day', () => {
    const twice = course('2024-01-01').with('dose_step', mg(20, '2024-01-01')).with('dose_step', mg(25, '2024-01-01'))
    expect(told(twice)).toEqual(['same-day 2024-01-01 2024-01-01'])
    expect(found(twice)[0]!.text).toBe(
      'Two doses of Prednisone begin on 1 Jan 2024: 20 mg daily and 25 mg daily. The later entry counts.',
    )
    expectMendsToHelp(twice)
  })

  it('that lie outside it', () => {
    const outside = course('2024-02-01', '2024-03-31')
      .with('dose_step', mg(20, '2024-01-20'))
      .with('dose_step', mg(10, '2024-04-10'))
    expect(told(outside)).toEqual(['outside-course 2024-01-20 2024-01-31', 'outside-course 2024-04-01 2024-04-10'])
    expectMendsToHelp(outside)
  })
})

describe('days without a dose', () => {
  it('between two doses', () => {
    const gap = course('2024-01-01')
      .with('dose_step', mg(60, '2024-01-01', '2024-01-14'))
      .with('dose_step', mg(40, '2024-02-01'))
    expect(told(gap)).toEqual(['gap 2024-01-15 2024-01-31'])
    expect(found(gap)[0]).toMatchObject({
      text: 'No dose of Prednisone for 17 days after 14 Jan 2024, until 40 mg daily begins on 1 Feb 2024.',
      stepId: 'dose_step-1',
      mends: [{ label: 'Let 60 mg daily go on' }, { label: 'Record the days as off the drug' }],
    })
    expectMendsToHelp(gap)
  })

  it('after the last dose while the course goes on', () => {
    const gap = course('2024-01-01').with('dose_step', mg(60, '2024-01-01', '2024-01-14'))
    expect(told(gap)).toEqual(['gap 2024-01-15 2024-06-30'])
    expect(found(gap)[0]!.mends[0]!.label).toBe('End the course on 14 Jan 2024')
    expectMendsToHelp(gap)
  })
})

describe('intervals of infusions', () => {
  const ivig = (...dates: readonly string[]) =>
    dates.reduce(
      (all, date) => all.with('infusion', { treatment: 'treatment-1', drug: 'ivig', date }),
      aCase().with('treatment', { drug: 'ivig', started: '2024-01-01', ended: '2024-05-10' }).with('dose_step', {
        treatment: 'treatment-1',
        started: '2024-01-01',
        dose: 2,
        unit: 'g/kg',
        frequency: 'q4w',
      }),
    )

  it('are found where more than half an interval too long, not where a little', () => {
    const late = found(ivig('2024-01-01', '2024-02-05', '2024-03-20', '2024-04-17'))
    expect(late.map(({ text }) => text)).toEqual([
      'IVIg came 16 days after the day computed from its interval (4 Mar 2024).',
    ])
  })

  it('with a cycle of which nothing is recorded offer to record it, and store nothing by themselves', () => {
    const missed = found(ivig('2024-01-01', '2024-02-26', '2024-03-25', '2024-04-22'))
    expect(missed).toMatchObject([
      {
        kind: 'long-interval',
        text: 'No IVIg is recorded around 29 Jan 2024, when a cycle fell due by its interval.',
        mends: [{ label: 'Record an infusion', addInfusionOn: '2024-01-29' }],
      },
    ])
    expect(missed[0]!.mends[0]).not.toHaveProperty('edits')
  })
})
