/** Runs R, the independent program that the statistics are held against. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { onPath } from '#main/tooling/system-packages.ts'
import { temporaryFolder } from './temporary-folder.ts'

export const hasR =
  onPath('Rscript') &&
  ['jsonlite', 'lme4', 'lmerTest', 'geepack', 'sandwich'].every((name) =>
    fs.existsSync(`/usr/lib/R/site-library/${name}`),
  )

/** What agreement between raters is held against: Debian's r-cran-psych. */
export const hasPsych = hasR && fs.existsSync('/usr/lib/R/site-library/psych')

export type Columns = Readonly<Record<string, readonly (number | string | null)[]>>

/**
 * Runs a script that ends with an expression; its value comes back through JSON with 17 digits, single values unboxed.
 * @param data is `data` in the script: a data frame with its text as text
 * @throws Error with what R said
 */
export function askR<T>(script: string, data?: Columns): T {
  const folder = temporaryFolder()
  const files = {
    script: path.join(folder, 'script.R'),
    data: path.join(folder, 'data.json'),
    out: path.join(folder, 'out.json'),
  }
  const read = data
    ? `data <- as.data.frame(jsonlite::fromJSON(${JSON.stringify(files.data)}), stringsAsFactors = FALSE)\n`
    : ''
  if (data) fs.writeFileSync(files.data, JSON.stringify(data))
  fs.writeFileSync(
    files.script,
    `${read}result <- local({\n${script}\n})\n` +
      `writeLines(jsonlite::toJSON(result, digits = I(17), auto_unbox = TRUE, na = "null", null = "null"), ${JSON.stringify(files.out)})\n`,
  )
  const run = spawnSync('Rscript', ['--vanilla', files.script], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  if (run.status !== 0) throw new Error(`R failed:\n${run.stderr}`)
  return JSON.parse(fs.readFileSync(files.out, 'utf8')) as T
}
