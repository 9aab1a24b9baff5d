import { lmsOf } from '#shared/domain/reference-values/equation.ts'
import { referenceValue } from '#shared/domain/reference-values/reference-value.ts'
import { gli2012Equation, gli2022Equation } from '#shared/domain/reference-values/spirometry.ts'
import { gli2021Equation } from '#shared/domain/reference-values/static-volumes.ts'
import { gli2017Equation } from '#shared/domain/reference-values/transfer-factor.ts'
import { interleaved, median } from '../row.ts'
import type { BenchRow } from '../row.ts'

const values = 100_000
const times = 25

const people = Array.from({ length: values }, (_, index) => ({
  // Spread over the ages without a pattern, hardly one of them at a row of the splines.
  age: 18 + ((index * 0.618_033_988_7) % 1) * 60,
  height: 148 + (index % 50),
  measured: 2 + (index % 7) / 3,
}))
/** A table of each set, for both sexes. */
const equations = (['M', 'F'] as const).flatMap((sex) => [
  gli2022Equation('FVC', sex),
  gli2012Equation('FEV1', sex, 'Other'),
  gli2021Equation('TLC', sex),
  gli2017Equation('TLCO', sex, 'traditional'),
])

export const gli: BenchRow = {
  id: 'gli',
  what: '100,000 predicted values of all four sets, each with its L and S, against 100,000 calls of exp and of log',
  goal: 5,
  unit: 'ms',
  async measure() {
    const measured = await interleaved(
      times,
      () => Promise.resolve(timed((index) => lmsOf(equationAt(index), people[index]!.age, people[index]!.height).mu)),
      () => Promise.resolve(timed((index) => Math.exp(Math.log(people[index]!.age)))),
    )
    const complete = Array.from({ length: times }, () => timed(percentAt))
    const value = median(measured.values)
    const floor = median(measured.floors)
    return {
      value,
      floor,
      parts: [
        ['exp and log of the floor', floor],
        ['a second exp and log, and three splines', value - floor],
        ['limits of normal, percent and z beside it, not counted in the value', median(complete) - value],
      ],
    }
  },
}

const equationAt = (index: number) => equations[index % equations.length]!

function percentAt(index: number): number {
  const answer = referenceValue(equationAt(index), people[index]!)
  if ('unavailable' in answer) throw new Error(answer.unavailable)
  return answer.percent!
}

/** Milliseconds for the answer of every person; the answers are summed up, so that none can be left out. */
function timed(answerAt: (index: number) => number): number {
  const start = performance.now()
  let sum = 0
  for (let index = 0; index < values; index++) sum += answerAt(index)
  const ms = performance.now() - start
  if (!Number.isFinite(sum)) throw new Error('a value is no number')
  return ms
}
