/** The program is used where there is no network at all: it works, and never so much as tries to reach one. */
import type { Fault } from '../fault.ts'
import { canBeAlone, useApp } from '../use-of-app.ts'

const fault = 'Used in a network namespace of its own'

export const noNetwork: Fault = {
  name: 'no-network',
  times: 10,
  async run(times) {
    if (!canBeAlone())
      return { fault, tried: 0, survived: 0, lost: 0, note: 'not tried: a network namespace takes Linux and root' }
    const { attempts, foreign, requests, complaints } = await useApp(times, { alone: true })
    const isQuiet = attempts === 0 && foreign.length === 0 && complaints.length === 0
    return {
      fault,
      tried: times,
      survived: isQuiet ? times : 0,
      lost: isQuiet ? 0 : times,
      note: `${attempts} tries to reach an address outside; ${requests} requests of its pages, ${foreign.length} not to themselves${[
        ...foreign,
        ...complaints,
      ]
        .slice(0, 3)
        .map((what) => `; ${what}`)
        .join('')}`,
    }
  },
}
