/** Hundreds of rounds of what is done all day: memory, handles and pages stay where they are. */
import type { Fault } from '../fault.ts'
import { canUseApp, useApp } from '../use-of-app.ts'
import type { Sample } from '../use-of-app.ts'

const fault = 'An hour’s use: case, chart, record, save, preview, back'
/** Caches fill at first. */
const warmUp = 0.3
/** What grows less than this over all rounds is no leak that anybody meets. */
const most = { megabytes: 80, handles: 20, processes: 1, contents: 0 } as const

export const hourOfUse: Fault = {
  name: 'hour-of-use',
  times: 300,
  async run(times) {
    if (!canUseApp)
      return { fault, tried: 0, survived: 0, lost: 0, note: 'not tried: it reads /proc, which only Linux has' }
    const { samples, complaints } = await useApp(times)
    const warm = samples.slice(Math.floor(samples.length * warmUp))
    const third = Math.max(1, Math.floor(warm.length / 3))
    const first = mean(warm.slice(0, third))
    const last = mean(warm.slice(-third))
    const leaks = (Object.keys(most) as (keyof Sample)[]).filter((what) => last[what] - first[what] > most[what])
    const lost = leaks.length + complaints.length > 0 ? times : 0
    const told = (Object.keys(most) as (keyof Sample)[]).map(
      (what) => `${what} ${Math.round(first[what])} to ${Math.round(last[what])}`,
    )
    const note = `${told.join(', ')} between the first and the last third after warming up${complaints.length > 0 ? `; ${complaints[0]}` : ''}`
    return { fault, tried: times, survived: times - lost, lost, note }
  },
}

function mean(samples: readonly Sample[]): Sample {
  const of = (what: keyof Sample) => samples.reduce((sum, sample) => sum + sample[what], 0) / samples.length
  return { megabytes: of('megabytes'), handles: of('handles'), processes: of('processes'), contents: of('contents') }
}
