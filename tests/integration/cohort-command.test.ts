/** Cohorts on the command line, over the demo registry. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCommand } from '#main/cli/run.ts'
import { inProcessBackend } from '#main/shell/backend-in-process.ts'
import { analysisRequest } from '#shared/domain/cohort/analysis-request.ts'
import { analysisResult, type AnalysisResult } from '#shared/domain/cohort/analysis-result.ts'
import type { CohortFlow } from '#shared/domain/cohort/cohort-spec.ts'
import { readCsv } from '#tests/support/read-csv.ts'
import { cheapKdf } from '#tests/support/test-backend.ts'

const onIvig = {
  name: 'Anti-synthetase ILD on IVIg',
  index: { event: 'infusion', drug: 'ivig', number: 1 },
  steps: [
    { label: 'Anti-synthetase positive', condition: { fact: 'synthetase-positive', op: 'is', value: true } },
    {
      label: 'ILD diagnosed',
      condition: { record: 'diagnosis', where: [{ item: 'kind', op: 'is', value: 'ild' }] },
    },
    {
      label: 'At least two FVC',
      condition: { record: 'pft', where: [{ item: 'fvc', op: 'known' }], count: { atLeast: 2 } },
    },
  ],
  requests: { lmm: { outcome: 'dlco-percent', random: 'intercept' } },
}

let made: Promise<Demo> | undefined
/** One for all: nothing here changes it. */
const demo = () => (made ??= makeDemo())
afterAll(async () => made && fs.rmSync((await made).folder, { recursive: true, force: true }))

type Demo = Awaited<ReturnType<typeof makeDemo>>

async function makeDemo() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-test-'))
  const run = async (...words: string[]) => {
    const outcome = await runCommand(words, {
      program: 'registry',
      env: {},
      cwd: folder,
      readInput: async () => '',
      openBackend: ({ readOnly }) => inProcessBackend({ appVersion: '0.0.0-test', kdf: cheapKdf, readOnly }),
    })
    const json = () => JSON.parse(outcome.stdout) as { flow: CohortFlow; result: AnalysisResult; files: string[] }
    return { ...outcome, json }
  }
  const write = (name: string, content: unknown) => fs.writeFileSync(path.join(folder, name), JSON.stringify(content))
  const read = (...names: string[]) => fs.readFileSync(path.join(folder, ...names), 'utf8')
  await run('demo', 'd.asild', '--cases', '40')
  write('ivig.json', onIvig)
  return { run, write, read, folder }
}

describe('cohort on the command line', () => {
  test('tells how many cases are left after each step', async () => {
    const { run } = await demo()
    const { json, code } = await run('cohort', 'd.asild', '--spec', 'ivig.json', '--json')
    expect(code).toBe(0)
    const { flow } = json()
    expect(flow.registry).toBe(40)
    expect(flow.steps.slice(1).map(({ label }) => label)).toEqual(onIvig.steps.map(({ label }) => label))
    expect(flow.steps.at(-1)!.left).toBe(flow.cases)
    expect(flow.cases).toBeGreaterThan(2)
  })

  test('writes the result, its data, its tables and its script', async () => {
    const { run, read, folder } = await demo()
    const { json, stderr } = await run(
      'cohort',
      'd.asild',
      '--spec',
      'ivig.json',
      '--analysis',
      'lmm',
      '--out',
      'out',
      '--json',
    )
    expect(stderr).toBe('')
    const { result, files } = json()
    expect(result.title).toBe('DLCO % predicted around the first infusion of IVIg: linear mixed model')
    expect(result.findings[0]).toMatch(
      /^DLCO % predicted (?:fell|rose) by .* before the first infusion of IVIg and .*95 % CI/,
    )
    expect(analysisResult.parse(JSON.parse(read('out', 'result.json')))).toEqual(result)
    const names = files.map((file) => path.relative(path.join(folder, 'out'), file))
    expect(names).toEqual(
      fs.readdirSync(path.join(folder, 'out')).toSorted((a, b) => names.indexOf(a) - names.indexOf(b)),
    )
    expect(names).toEqual(expect.arrayContaining(['result.json', 'data.csv', 'script.R', 'table-slopes.csv']))
    const script = read('out', 'script.R')
    expect(script).toContain('# Cohort: Anti-synthetase ILD on IVIg')
    expect(script).toContain(`digest ${result.cut.hash}`)
    expect(script).toContain('lmer(dlco_percent ~ years + years_after + (1 | patient)')
    const data = readCsv(read('out', 'data.csv'))
    expect(data).toHaveLength(result.used.rows)
    expect(JSON.stringify(data)).not.toMatch(/AS-\d{4}/)
  })

  test.each(['table1', 'lmm', 'gee', 'km', 'cox', 'cuminc', 'rates', 'paired', 'exposure'])(
    'has an answer of %s without a word about it',
    async (analysis) => {
      const { run } = await demo()
      const { json, stderr } = await run('cohort', 'd.asild', '--analysis', analysis, '--json')
      expect(stderr).toBe('')
      const { result } = json()
      expect(analysisRequest.parse(result.request).analysis).toBe(analysis)
      expect(result.used.cases).toBeGreaterThan(0)
      expect(result.findings.length).toBeGreaterThan(0)
    },
  )

  test('tells people its findings, its tables and its method', async () => {
    const { run } = await demo()
    const { stdout } = await run('cohort', 'd.asild', '--spec', 'ivig.json', '--analysis', 'km')
    expect(stdout).toMatch(/^Survival from the first infusion of IVIg\n/)
    expect(stdout).toMatch(/patients had the endpoint \(death\)/)
    expect(stdout).toMatch(/Median follow-up by the reverse Kaplan–Meier estimate/)
  })

  test('says in one line what is wrong with a cohort, a request or a name', async () => {
    const { run, write } = await demo()
    write('odd.json', { ...onIvig, step: [] })
    write('request.json', { outcome: 7 })
    write('nothing.json', { outcome: 'mood' })
    const said = async (...words: string[]) => (await run('cohort', 'd.asild', ...words)).stderr
    expect(await said('--spec', 'odd.json')).toMatch(/^The cohort is not as it should be: .*step/)
    expect(await said('--spec', 'no.json')).toMatch(/^no\.json can’t be read as JSON\./)
    expect(await said('--analysis', 'anova')).toMatch(/^There is no analysis “anova”\. Analyses: table1 lmm/)
    expect(await said('--analysis', 'lmm', '--request', 'request.json')).toMatch(/^The request .*outcome/)
    expect(await said('--analysis', 'lmm', '--request', 'nothing.json')).toMatch(/^There is no outcome “mood”/)
    expect(await said('--analysis', 'lmm', '--cut', 'Spring')).toMatch(/^There is no data cut “Spring”/)
    expect(await said('--out', 'out')).toBe('--out goes with --analysis.\n')
  })
})
