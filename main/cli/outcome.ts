/** How a command run by another process of ours tells what it would have printed: Electron's own noise stays out of it. */
import fs from 'node:fs'
import { z } from 'zod'

export const outcomeSchema = z.object({
  stdout: z.string(),
  stderr: z.string(),
  code: z.union([z.literal(0), z.literal(1)]),
})
export type Outcome = z.infer<typeof outcomeSchema>

/** Names the file in which the outcome is awaited. */
export const outcomeFileVariable = 'AS_ILD_OUTCOME_FILE'

/** Prints, or leaves it in the file where one is awaited. */
export function deliver(outcome: Outcome): void {
  const file = process.env[outcomeFileVariable]
  if (file) return fs.writeFileSync(file, JSON.stringify(outcome), { mode: 0o600 })
  // Who reads only the first lines (`| head`) has what they wanted.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.stdout.write(outcome.stdout)
  process.stderr.write(outcome.stderr)
}
