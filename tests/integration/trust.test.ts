/** The short form of `npm run trust`: each fault a few times. */
import { expect, test } from 'vitest'
import { wasNotTried } from '#tests/trust/fault.ts'
import { faults } from '#tests/trust/faults.ts'

/** Together seconds, not minutes. */
const shareOfRun = 0.02
const least = 4

test.for(faults)('Nothing is lost: $name', { timeout: 300_000 }, async ({ times, run }, { skip }) => {
  // CI wants the same answer twice; elsewhere each run looks at another place.
  const seed = process.env['CI'] ? 20_261_126 : Date.now() % 2 ** 31
  const count = await run(Math.max(least, Math.round(times * shareOfRun)), seed)
  skip(wasNotTried(count), count.note)
  const { lost, note } = count
  expect(`${lost} lost (seed ${seed}): ${lost > 0 ? note : ''}`).toBe(`0 lost (seed ${seed}): `)
})
