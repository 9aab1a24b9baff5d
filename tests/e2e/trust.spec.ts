/** The short forms of what `npm run trust` does to the built program. */
import { expect, test } from '@playwright/test'
import { wasNotTried } from '../trust/fault.ts'
import { hourOfUse } from '../trust/faults/hour-of-use.ts'
import { noNetwork } from '../trust/faults/no-network.ts'

const seed = 20_261_126

// So few rounds tell a leak of pages, processes and handles; that memory stays level is for the long form to tell.
for (const { name, run, rounds } of [
  { ...hourOfUse, rounds: 3 },
  { ...noNetwork, rounds: 2 },
])
  test(`${name}: ${rounds} rounds of use leave nothing behind and reach nothing`, async () => {
    test.setTimeout(120_000)
    const count = await run(rounds, seed)
    test.skip(wasNotTried(count), count.note)
    expect(`${count.lost} of ${count.tried} lost: ${count.lost > 0 ? count.note : ''}`).toBe(`0 of ${rounds} lost: `)
  })
