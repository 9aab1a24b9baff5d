import fs from 'node:fs'
import path from 'node:path'
import { ensureBuilt } from '#main/tooling/build.ts'
import type { Command } from '#main/tooling/command.ts'
import { root, workFolder } from '#main/tooling/project.ts'
import type { Check, Outcome } from './check.ts'
import { runCommand } from './run-command.ts'

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

export const e2eTests: Check = { group: 'e2e', name: 'tests: Playwright', run }

async function run(): Promise<Outcome> {
  await ensureBuilt()
  const report = path.join(workFolder, `playwright-${process.pid}.json`)
  const { command, args, env } = playwright(['--project=dev', '--reporter=list,json', '--retries=1'])
  const { ok, output } = await runCommand(command, args, {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    timeoutMs: 30 * 60_000,
  })
  try {
    const { stats } = JSON.parse(fs.readFileSync(report, 'utf8')) as PlaywrightReport
    const passed = stats.expected + stats.flaky
    const failed = stats.unexpected
    const isSilentFailure = failed === 0 && (!ok || passed === 0)
    const remarks = [
      ...(stats.skipped > 0 ? [`${stats.skipped} left out`] : []),
      // A machine that is busy with something else can make a window late. What is wrong fails twice.
      ...(stats.flaky > 0 ? [`${stats.flaky} at the second attempt only`] : []),
    ]
    return {
      passed,
      failed: isSilentFailure ? 1 : failed,
      output,
      ...(remarks.length > 0 && { remark: remarks.join(', ') }),
    }
  } catch (error) {
    return { passed: 0, failed: 1, output: `${output}\nPlaywright left no report: ${String(error)}` }
  } finally {
    fs.rmSync(report, { force: true })
  }
}

/** Without a display, its workers get virtual ones (tests/e2e/displays.ts). */
export function playwright(args: readonly string[]): Command {
  const cli = path.join(root, 'node_modules/@playwright/test/cli.js')
  return {
    command: process.execPath,
    args: [cli, 'test', '--config', 'tests/playwright.config.ts', ...args],
    env: process.env,
  }
}
