/** Times one call in R, the floor of the rows on statistical methods. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { onPath } from '#main/tooling/system-packages.ts'

export const lacksR = (): string | undefined => (onPath('Rscript') ? undefined : 'R with its survival package')

export type NumericColumns = Readonly<Record<string, readonly number[]>>

/** Writes columns where R reads them fast: one file of doubles each. */
export function writeColumns(folder: string, columns: NumericColumns): void {
  fs.mkdirSync(folder, { recursive: true })
  for (const [name, values] of Object.entries(columns))
    fs.writeFileSync(path.join(folder, name), Buffer.from(Float64Array.from(values).buffer))
}

/**
 * Milliseconds of the call alone, the second time it is made.
 * @param folder of columns, which are the data frame `d`
 */
export function rMs(folder: string, library: string, call: string): number {
  const script = `suppressPackageStartupMessages(library(${library}))
    files <- list.files(${JSON.stringify(folder)}, full.names = TRUE)
    d <- as.data.frame(lapply(setNames(files, basename(files)), function(f) readBin(f, "double", file.size(f) / 8)))
    for (time in 1:2) took <- system.time(${call})[["elapsed"]]
    cat(1000 * took)`
  return Number(execFileSync('Rscript', ['--vanilla', '-e', script], { encoding: 'utf8' }))
}
