import { describe, expect, it } from 'vitest'
import { outcomes } from '#shared/domain/cohort/outcomes.ts'
import type { CohortCase } from '#shared/domain/cohort/variable-model.ts'
import { variableOf, variables } from '#shared/domain/cohort/variables.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { FormId } from '#shared/dictionary/forms.ts'
import { demoCohort } from '../../support/demo-cohort.ts'

const demo = demoCohort()

/** The case with the records of these forms alone. */
function withOnly(one: CohortCase, forms: readonly FormId[]): CohortCase {
  const lists = Object.entries(one.record.records).map(([form, list]) => [
    form,
    forms.includes(form as FormId) ? list : [],
  ])
  return { ...one, record: { ...one.record, records: Object.fromEntries(lists) as CaseRecord['records'] } }
}

describe('variables of a cohort', () => {
  it('have ids of their own', () => {
    expect(new Set(variables.map(({ id }) => id)).size).toBe(variables.length)
    expect(variableOf('sex')?.label).toBe('Sex at birth')
    expect(variableOf('nonsense')).toBeUndefined()
  })

  it('read no form that they do not name', () => {
    for (const { id, reads, of } of variables)
      for (const one of demo) expect(of(withOnly(one, reads)), `${id} of ${one.record.case.code}`).toEqual(of(one))
  })

  it('answer in their type, with codes of their list', () => {
    for (const { id, type, choices, of } of variables)
      for (const one of demo) {
        const value = of(one)
        if (value === undefined) continue
        if (type === 'number') expect(Number.isFinite(value), id).toBe(true)
        if (type === 'yes-no') expect(typeof value, id).toBe('boolean')
        if (type === 'choice' && choices)
          expect(
            choices.map(({ code }) => code),
            id,
          ).toContain(value)
        if (type === 'choices')
          for (const code of value as readonly string[])
            expect(
              choices?.map((choice) => choice.code),
              id,
            ).toContain(code)
      }
  })

  it('are known of some demo case each', () => {
    const rarely = ['reference-group']
    // Demo cases come without images.
    const ofImages = ({ reads }: (typeof variables)[number]) =>
      reads.some((form) => form === 'ct_density' || form === 'ct_reading')
    for (const { id, of } of variables.filter((variable) => !ofImages(variable)))
      if (!rarely.includes(id))
        expect(
          demo.some((one) => of(one) !== undefined),
          id,
        ).toBe(true)
  })

  it('that count from the index know nothing without one', () => {
    const [one] = demo
    const { index: _, ...without } = one!
    for (const { id, atIndex, of } of variables) if (atIndex) expect(of(without), id).toBeUndefined()
  })
})

describe('outcomes of a cohort', () => {
  it('read no form that they do not name, and are in order of time', () => {
    for (const { id, reads, series } of outcomes())
      for (const one of demo) {
        const points = series(one)
        expect(series(withOnly(one, reads)), id).toEqual(points)
        expect(points.map(({ day }) => day)).toEqual(points.map(({ day }) => day).toSorted((a, b) => a - b))
      }
  })
})
