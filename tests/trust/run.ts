/**
 * Puts the program through every fault and counts what was lost.
 * npm run trust [-- --only NAME,NAME] [--times N] [--seed S] [--json FILE]
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { asCommand } from '#main/tooling/as-command.ts'
import { tell } from '#main/tooling/project.ts'
import { hasDisplay } from '#main/tooling/system-packages.ts'
import { underVirtualDisplay } from '#main/tooling/virtual-display.ts'
import { wasNotTried } from './fault.ts'
import type { Fault, FaultCount } from './fault.ts'
import { faults, faultsOfApp } from './faults.ts'

const all = [...faults, ...faultsOfApp]

await asCommand(async () => {
  const { values: options } = parseArgs({
    options: {
      only: { type: 'string' },
      times: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'string' },
    },
  })
  const wanted = chosen(options.only)
  if (wanted.some((fault) => faultsOfApp.includes(fault)) && !hasDisplay()) return onceMoreUnderDisplay()
  const times = numberOf('times', options.times)
  // A new seed at each run finds what the last one missed; it is told, so that what was found is found again.
  const seed = numberOf('seed', options.seed) ?? Date.now() % 2 ** 31
  tell(`seed ${seed}`)
  const counts: FaultCount[] = []
  for (const fault of wanted) {
    tell(`${fault.name} …`)
    counts.push(await tryFault(fault, times ?? fault.times, seed))
  }
  console.log(tableOf(counts))
  if (options.json) fs.writeFileSync(options.json, `${JSON.stringify(counts, null, 2)}\n`)
  if (counts.some(({ lost }) => lost > 0)) return 1
  // What was not tried has survived nothing.
  return counts.some(wasNotTried) ? 2 : 0
})

function onceMoreUnderDisplay(): number {
  const again = { command: process.execPath, args: process.argv.slice(1), env: process.env }
  const { command, args, env } = underVirtualDisplay(again)
  return spawnSync(command, args, { env, stdio: 'inherit' }).status ?? 1
}

/** What a fault does not count, a program that hangs or dies, counts as lost: the others are still tried. */
async function tryFault(fault: Fault, times: number, seed: number): Promise<FaultCount> {
  try {
    return await fault.run(times, seed)
  } catch (error) {
    return { fault: fault.name, tried: times, survived: 0, lost: times, note: `broke off: ${String(error)}` }
  }
}

function chosen(only: string | undefined): readonly Fault[] {
  const names = only?.split(',').map((name) => name.trim())
  const unknown = names?.filter((name) => !all.some((fault) => fault.name === name)) ?? []
  if (unknown.length > 0)
    throw new Error(`There is no fault ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}.`)
  return all.filter(({ name }) => !names || names.includes(name))
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number.`)
  return Number(text)
}

function tableOf(counts: readonly FaultCount[]): string {
  const rows = counts.map((count) => {
    const { fault, tried, survived, lost } = count
    return wasNotTried(count) ? [fault, 'not tried', '–', '–'] : [fault, String(tried), String(survived), String(lost)]
  })
  const lines = [['fault', 'tried', 'survived', 'lost'], ...rows]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const table = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  '),
  )
  return [...table, '', ...counts.map(({ fault, note }) => `${fault}: ${note}`)].join('\n')
}
