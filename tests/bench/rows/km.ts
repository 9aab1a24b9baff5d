import { seededRandom } from '#main/demo/random.ts'
import { km as method } from '#shared/statistics/methods/km.ts'
import { followUpIn } from '#shared/statistics/survival/follow-up.ts'
import { kaplanMeier } from '#shared/statistics/survival/kaplan-meier.ts'
import { lacksR, rMs, writeColumns } from '../r-ms.ts'
import { interleaved, median, medianMs, msOf } from '../row.ts'
import type { BenchRow } from '../row.ts'

const rows = 1_000_000
const times = 5

export const km: BenchRow = {
  id: 'km',
  what: '1,000,000 rows to Kaplan–Meier curve, median and median follow-up, against R’s survfit alone',
  goal: 1,
  unit: 'ms',
  cannot: lacksR,
  async measure(bench) {
    const data = simulated()
    const folder = bench.place('km-columns')
    writeColumns(folder, data)
    const input = method.input.parse({ data, time: 'time', event: 'event' })
    const { values, floors } = await interleaved(
      times,
      () => Promise.resolve(msOf(() => method.run(input))),
      () => Promise.resolve(rMs(folder, 'survival', 'survfit(Surv(time, event) ~ 1, d)')),
    )
    const value = median(values)
    const read = () => followUpIn(data, { time: 'time', event: 'event' }, every)
    const sorting = medianMs(times, read)
    const sorted = read()
    const curve = medianMs(times, () => kaplanMeier(sorted))
    return {
      value,
      floor: median(floors),
      parts: [
        ['reading the columns and sorting', sorting],
        ['the curve', curve],
        ['follow-up, medians and points of the curve as objects', value - sorting - curve],
      ],
    }
  },
}

const every = Array.from({ length: rows }, (_, row) => row)

/** Hardly two times alike. */
function simulated() {
  const random = seededRandom(1)
  const ends = every.map(() => {
    const lasting = -1000 * Math.log(1 - random.next())
    const watched = random.between(0, 2000)
    return { time: Math.min(lasting, watched), event: Number(lasting <= watched) }
  })
  return { time: ends.map(({ time }) => time), event: ends.map(({ event }) => event) }
}
