/** The program is used where every packet that leaves is counted: it works, and sends none to anybody. */
import type { Fault } from '../fault.ts'
import { canCountPackets } from '../network-meter.ts'
import { canUseApp, useApp } from '../use-of-app.ts'

const fault = 'Used in a network namespace of its own'

export const noNetwork: Fault = {
  name: 'no-network',
  times: 10,
  async run(times) {
    if (!canUseApp || !canCountPackets())
      return { fault, tried: 0, survived: 0, lost: 0, note: 'not tried: counting packets takes Linux, root and veth' }
    const { packets, foreign, requests, complaints } = await useApp(times, { isAlone: true })
    const isQuiet = packets === 0 && foreign.length === 0 && complaints.length === 0
    return {
      fault,
      tried: times,
      survived: isQuiet ? times : 0,
      lost: isQuiet ? 0 : times,
      note: `${packets} packets to anybody outside; ${requests} requests of its pages, ${foreign.length} not to themselves${[
        ...foreign,
        ...complaints,
      ]
        .slice(0, 3)
        .map((what) => `; ${what}`)
        .join('')}`,
    }
  },
}
