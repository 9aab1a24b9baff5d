import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Equation } from '#shared/domain/reference-values/equation.ts'
import { referenceValue, zOfLimit, type ReferenceValue } from '#shared/domain/reference-values/reference-value.ts'
import { gli2022Equation } from '#shared/domain/reference-values/spirometry.ts'
import { gli2021Equation } from '#shared/domain/reference-values/static-volumes.ts'
import { gli2017Equation } from '#shared/domain/reference-values/transfer-factor.ts'
import { convert } from '#shared/domain/units.ts'
import { allEquations } from './all-equations.ts'

const height = fc.double({ min: 100, max: 210, noNaN: true })
/** From 0 to 1, the share of the ages of an equation. */
const share = fc.double({ min: 0, max: 1, noNaN: true })
const ageAt = ({ ages }: Equation, of: number) => ages.from + (ages.to - ages.from) * of

/** What can have been measured, as a share of predicted. */
const part = fc.double({ min: 0.3, max: 1.5, noNaN: true })

function valueOf(equation: Equation, subject: { age: number; height: number; measured?: number }): ReferenceValue {
  const value = referenceValue(equation, subject)
  if ('unavailable' in value) throw new Error(value.unavailable)
  return value
}

const equation = fc.constantFrom(...allEquations).map((each) => each.equation)

describe('of every person', () => {
  it.each([
    ['FVC', gli2022Equation('FVC', 'F'), gli2022Equation('FVC', 'M')],
    ['FEV1', gli2022Equation('FEV1', 'F'), gli2022Equation('FEV1', 'M')],
    ['TLC', gli2021Equation('TLC', 'F'), gli2021Equation('TLC', 'M')],
    ['TLCO', gli2017Equation('TLCO', 'F', 'SI'), gli2017Equation('TLCO', 'M', 'SI')],
  ])('predicted %s grows with height', (_, ...both) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...both),
        share,
        height,
        fc.double({ min: 0.1, max: 40, noNaN: true }),
        (of, at, cm, more) => {
          const age = ageAt(of, at)
          expect(valueOf(of, { age, height: cm + more }).predicted).toBeGreaterThan(
            valueOf(of, { age, height: cm }).predicted,
          )
        },
      ),
    )
  })

  it('z grows with what was measured', () => {
    fc.assert(
      fc.property(
        equation,
        share,
        height,
        part,
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (of, at, cm, measured, more) => {
          const person = { age: ageAt(of, at), height: cm }
          const { predicted } = valueOf(of, person)
          const z = (times: number) => valueOf(of, { ...person, measured: predicted * times }).z!
          expect(z(measured + more)).toBeGreaterThan(z(measured))
        },
      ),
    )
  })

  it('more than 100 % of predicted is a z above 0, less is one below', () => {
    fc.assert(
      fc.property(equation, share, height, part, (of, at, cm, times) => {
        const person = { age: ageAt(of, at), height: cm }
        const { percent, z } = valueOf(of, { ...person, measured: valueOf(of, person).predicted * times })
        // At the median itself the last digit decides.
        fc.pre(Math.abs(percent! - 100) > 1e-9)
        expect(z! > 0).toBe(percent! > 100)
      }),
    )
  })

  it('the limits of normal lie on either side of predicted and have the z that they stand for', () => {
    fc.assert(
      fc.property(equation, share, height, (of, at, cm) => {
        const person = { age: ageAt(of, at), height: cm }
        const { predicted, lln, uln } = valueOf(of, person)
        expect(lln).toBeGreaterThan(0)
        expect(lln).toBeLessThan(predicted)
        expect(uln).toBeGreaterThan(predicted)
        expect(valueOf(of, { ...person, measured: lln }).z).toBeCloseTo(-zOfLimit, 9)
        expect(valueOf(of, { ...person, measured: uln }).z).toBeCloseTo(zOfLimit, 9)
      }),
    )
  })
})

describe('SI and traditional units', () => {
  const families = [
    ['mmol/min/kPa', 'mL/min/mm[Hg]'],
    ['mmol/min/kPa/L', 'mL/min/mm[Hg]/L'],
  ] as const

  it.each(families)('%s to %s is a factor of 2.987, and there and back is where it started', (si, traditional) => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 100, noNaN: true }), (value) => {
        const there = convert(value, si, traditional)!
        expect(there).toBe(value * 2.987)
        expect(convert(there, traditional, si)).toBeCloseTo(value, 12)
      }),
    )
  })

  it('predict the same lung', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('TLCO' as const, 'KCO' as const),
        fc.constantFrom('M' as const, 'F' as const),
        share,
        height,
        (index, sex, at, cm) => {
          const [si, traditional] = [gli2017Equation(index, sex, 'SI'), gli2017Equation(index, sex, 'traditional')]
          const person = { age: ageAt(si, at), height: cm }
          expect(valueOf(traditional, person).predicted / valueOf(si, person).predicted).toBeCloseTo(2.987, 4)
        },
      ),
    )
  })
})
