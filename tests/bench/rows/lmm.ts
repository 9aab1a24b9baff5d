import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { seededRandom } from '#main/demo/random.ts'
import { onPath } from '#main/tooling/system-packages.ts'
import { mixedData, type MixedModel } from '#shared/statistics/mixed/mixed-data.ts'
import { fitMixedModel } from '#shared/statistics/mixed/mixed-fit.ts'
import { interleaved, median, medianMs } from '../row.ts'
import type { BenchRow } from '../row.ts'

const patients = 10_000
const visits = 10
const times = 3

export const lmm: BenchRow = {
  id: 'lmm',
  what: 'A mixed model of 10,000 patients with 10 visits each, slopes between patients and degrees of freedom by Satterthwaite, against lme4 in R without the latter',
  goal: 1,
  unit: 'ms',
  cannot: () =>
    onPath('Rscript') && fs.existsSync('/usr/lib/R/site-library/lme4') ? undefined : 'R with lme4 is not installed',
  async measure(bench) {
    const model = followUp()
    const file = bench.place('lmm.csv')
    fs.writeFileSync(file, csvOf(model.data))
    const { values, floors } = await interleaved(
      times,
      () => Promise.resolve(timed(() => fitMixedModel(model).logLik)),
      () => Promise.resolve(timedInR(file)),
    )
    const value = median(values.map(({ ms }) => ms))
    const floor = median(floors.map(({ ms }) => ms))
    const difference = Math.abs(values[0]!.logLik - floors[0]!.logLik)
    if (!(difference < 1e-3)) throw new Error(`the log-likelihoods differ by ${difference}`)
    const preparation = medianMs(times, () => mixedData(model))
    return {
      value,
      floor,
      parts: [
        ['design matrices and sums of products', preparation],
        ['the way to the maximum', value - preparation],
      ],
    }
  },
}

function followUp(): MixedModel & { readonly data: Record<string, (string | number)[]> } {
  const random = seededRandom(2026)
  const data = { patient: [] as string[], sex: [] as string[], years: [] as number[], fvc: [] as number[] }
  for (let patient = 0; patient < patients; patient += 1) {
    const level = random.normal(75, 12)
    const slope = random.normal(-2, 2)
    const sex = random.pick(['f', 'm'])
    for (let visit = 0; visit < visits; visit += 1) {
      const years = visit / 2 + random.between(0, 0.3)
      data.patient.push(`P${patient}`)
      data.sex.push(sex)
      data.years.push(years)
      data.fvc.push(level + slope * years + random.normal(0, 4))
    }
  }
  const terms = { fixed: ['years', 'sex', 'years:sex'], random: ['1', 'years'] }
  return { data, outcome: 'fvc', group: 'patient', ...terms, method: 'REML' }
}

function csvOf(data: Readonly<Record<string, readonly (string | number)[]>>): string {
  const columns = Object.values(data)
  const lines = columns[0]!.map((_, row) => columns.map((column) => column[row]).join())
  return [Object.keys(data).join(), ...lines, ''].join('\n')
}

function timed(fit: () => number): { ms: number; logLik: number } {
  const start = performance.now()
  const logLik = fit()
  return { ms: performance.now() - start, logLik }
}

/** Only the fit counts: neither starting R nor reading the file. */
function timedInR(file: string): { ms: number; logLik: number } {
  const script = `data <- read.csv(commandArgs(TRUE), stringsAsFactors = TRUE)
    suppressMessages(library(lme4))
    seconds <- system.time(fit <- lmer(fvc ~ years * sex + (years | patient), data))[['elapsed']]
    cat(sprintf('%.17g', c(1000 * seconds, logLik(fit))))`
  const { stdout, stderr } = spawnSync('Rscript', ['--vanilla', '-e', script, file], { encoding: 'utf8' })
  const [ms, logLik] = stdout.split(' ').map(Number)
  if (logLik === undefined) throw new Error(`R failed: ${stderr}`)
  return { ms: ms!, logLik }
}
