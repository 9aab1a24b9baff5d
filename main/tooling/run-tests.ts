import { availableParallelism } from 'node:os'
import { asCommand } from './as-command.ts'
import type { Check, Outcome } from './checks/check.ts'
import { e2eTests } from './checks/e2e-tests.ts'
import { buildCheck, guards } from './checks/guards.ts'
import { typeChecks } from './checks/types.ts'
import { unitTests } from './checks/unit-tests.ts'
import { keepCompiled } from './keep-compiled.ts'
import { setUp } from './set-up.ts'

/** Read files only, so two may run at once. */
const readers: readonly Check[] = [...typeChecks, ...guards]
const oneByOne: readonly Check[] = [buildCheck, unitTests, e2eTests]

/** All of it, or the groups named as arguments. Every check runs, also after one has failed; the last line is the sum. */
async function runTests(): Promise<number> {
  const groups = process.argv.slice(2)
  const isWanted = (check: Check): boolean => groups.length === 0 || groups.includes(check.group)
  const unknown = groups.filter((group) => ![...readers, ...oneByOne].some((check) => check.group === group))
  if (unknown.length > 0) throw new Error(`There is no check named ${unknown.join(', ')}.`)

  const needsApp = [buildCheck, unitTests, e2eTests].some(isWanted)
  const outcomes: Outcome[] = needsApp ? await setUpOutcome() : []
  outcomes.push(...(await runSome(readers.filter(isWanted), Math.min(2, availableParallelism()))))
  outcomes.push(...(await runSome(oneByOne.filter(isWanted), 1)))

  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}

/** Empty when all is in place: having Electron is no achievement, lacking it is a failure. */
async function setUpOutcome(): Promise<Outcome[]> {
  try {
    await setUp('test')
    return []
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error)
    console.log(`FAILED  set-up\n${output}`)
    return [{ passed: 0, failed: 1, output }]
  }
}

async function runSome(checks: readonly Check[], atOnce: number): Promise<Outcome[]> {
  const waiting = [...checks]
  const outcomes: Outcome[] = []
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) outcomes.push(await runOne(check))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return outcomes
}

async function runOne(check: Check): Promise<Outcome> {
  const started = Date.now()
  const outcome = await check
    .run()
    .catch((error: unknown): Outcome => ({ passed: 0, failed: 1, output: String(error) }))
  const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`
  const remark = outcome.remark ? ` (${outcome.remark})` : ''
  const counts = outcome.passed + outcome.failed > 1 ? `: ${outcome.passed} passed, ${outcome.failed} failed` : ''
  console.log(`${outcome.failed > 0 ? 'FAILED' : 'ok'}  ${check.name}${counts}${remark}  ${seconds}`)
  if (outcome.failed > 0) console.log(outcome.output.trimEnd())
  return outcome
}

keepCompiled()
await asCommand(runTests)
