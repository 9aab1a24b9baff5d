/** The licenses of everything that is shipped, as the build noted them, for reading. */
import fs from 'node:fs/promises'
import { z } from 'zod'

const schema = z.array(z.object({ name: z.string(), version: z.string(), license: z.string(), text: z.string() }))

export async function noticesText(file: string): Promise<string> {
  const notices = schema.parse(JSON.parse(await fs.readFile(file, 'utf8')))
  return notices
    .map(({ name, version, license, text }) => `${[name, version].filter(Boolean).join(' ')}\n${license}\n\n${text}`)
    .join(`\n\n${'-'.repeat(80)}\n\n`)
}
