import fs from 'node:fs'
import path from 'node:path'
import { root, workFolder } from '#main/tooling/project.ts'
import type { Check, Outcome } from './check.ts'
import { runScript } from './run-command.ts'

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

export const unitTests: Check = { group: 'unit', name: 'tests: Vitest', run }

async function run(): Promise<Outcome> {
  const report = path.join(workFolder, `vitest-${process.pid}.json`)
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
  const args = [
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const { ok, output } = await runScript(vitest, args, { timeoutMs: 25 * 60_000 })
  try {
    return outcome(JSON.parse(fs.readFileSync(report, 'utf8')) as VitestReport, ok, output)
  } catch (error) {
    return { passed: 0, failed: 1, output: `${output}\nVitest left no report: ${String(error)}` }
  } finally {
    fs.rmSync(report, { force: true })
  }
}

function outcome(report: VitestReport, ok: boolean, output: string): Outcome {
  // A file that could not be loaded has no tests in it to fail.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + broken
  const isSilentFailure = failed === 0 && (!ok || report.numPassedTests === 0)
  return {
    passed: report.numPassedTests,
    failed: isSilentFailure ? 1 : failed,
    output,
    ...(report.numPendingTests > 0 ? { remark: `${report.numPendingTests} left out` } : {}),
  }
}
