import { seededRandom } from '#main/demo/random.ts'
import { cox as method } from '#shared/statistics/methods/cox.ts'
import { coxData } from '#shared/statistics/survival/cox/cox-data.ts'
import { maximize } from '#shared/statistics/survival/cox/maximize.ts'
import { followUpOf } from '#shared/statistics/survival/follow-up.ts'
import { lacksR, rMs, writeColumns } from '../r-ms.ts'
import { interleaved, median, medianMs, msOf } from '../row.ts'
import type { BenchRow } from '../row.ts'

const rows = 100_000
const times = 9

export const cox: BenchRow = {
  id: 'cox',
  what: '100,000 rows to a Cox regression on three covariates (Efron’s ties) with its test of proportional hazards, against R’s coxph without it',
  goal: 1,
  unit: 'ms',
  cannot: lacksR,
  async measure(bench) {
    const data = simulated()
    const folder = bench.place('cox-columns')
    writeColumns(folder, data)
    const input = method.input.parse({ data, time: 'days', event: 'event', terms: ['x', 'y', 'z'] })
    const { values, floors } = await interleaved(
      times,
      () => Promise.resolve(msOf(() => method.run(input))),
      () => Promise.resolve(rMs(folder, 'survival', 'coxph(Surv(days, event) ~ x + y + z, d)')),
    )
    const value = median(values)
    const typed = (column: readonly number[]) => Float64Array.from(column)
    const prepared = () =>
      coxData(followUpOf(typed(data.days), data.event), [typed(data.x), typed(data.y), typed(data.z)])
    const sorting = medianMs(times, prepared)
    const ready = prepared()
    const fitting = medianMs(times, () => maximize(ready, 'efron'))
    return {
      value,
      floor: median(floors),
      parts: [
        ['sorting', sorting],
        ['the steps to the maximum', fitting],
        ['reading columns, proportional hazards, concordance', value - sorting - fitting],
      ],
    }
  },
}

/** Whole days, with ties as in a register. */
function simulated() {
  const random = seededRandom(2)
  const people = Array.from({ length: rows }, () => {
    const [x, y, z] = [random.normal(0, 1), Number(random.chance(0.5)), random.between(0, 1)]
    const lasting = (-1000 * Math.log(1 - random.next())) / Math.exp(0.3 * x - 0.5 * y + z)
    const watched = random.between(0, 2000)
    return { days: Math.ceil(Math.min(lasting, watched)), event: Number(lasting <= watched), x, y, z }
  })
  return {
    days: people.map(({ days }) => days),
    event: people.map(({ event }) => event),
    x: people.map(({ x }) => x),
    y: people.map(({ y }) => y),
    z: people.map(({ z }) => z),
  }
}
