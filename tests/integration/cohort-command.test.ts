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
import { cheapKdf, passphrase as testPassphrase, testBackend } from '#tests/support/test-backend.ts'

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

/** One of real patients, as far as the program knows: a woman and two men, one of them over 89. */
async function ownRegistry(folder: string): Promise<string> {
  const { client } = testBackend()
  await client.call('registry.create', { folder, name: 'Clinic', user: 'Dr. Test', passphrase: testPassphrase })
  const people = [
    { sex: 'female', birth_date: '1961-04-12' },
    { sex: 'male', birth_date: '1950-02-01' },
    { sex: 'male', birth_date: '1925-06-30' },
  ] as const
  for (const [at, values] of people.entries()) {
    const { id: caseId } = await client.call('cases.create', { values: { code: `AS-000${at + 1}`, ...values } })
    await client.call('records.add', { form: 'visit', caseId, values: { date: '2020-03-04', kind: 'follow-up' } })
  }
  await client.call('registry.close', {})
  return path.basename(folder)
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
    expect(result.cut.auditHead).toMatch(/^[0-9a-f]{64}$/)
    expect(script).toContain(`# Head of the audit chain: ${result.cut.auditHead}`)
  })

  test('writes patients by number alone, also in what figures hold of each', async () => {
    const { run, read } = await demo()
    const kinds = ['rates', 'paired', 'lmm'] as const
    for (const kind of kinds) {
      const { code } = await run('cohort', 'd.asild', '--analysis', kind, '--out', kind)
      expect(code).toBe(0)
      const { figures } = analysisResult.parse(JSON.parse(read(kind, 'result.json')))
      const patients = figures.flatMap((figure): readonly { readonly caseId: string }[] =>
        figure.kind === 'swimmer'
          ? figure.rows
          : figure.kind === 'waterfall'
            ? figure.bars
            : figure.kind === 'trajectories'
              ? figure.patients
              : [],
      )
      expect(patients.length).toBeGreaterThan(0)
      const numbered = new Set(readCsv(read(kind, 'data.csv')).map(({ patient }) => String(patient)))
      expect(patients.filter(({ caseId }) => !numbered.has(caseId))).toEqual([])
      expect(JSON.stringify(figures)).not.toMatch(/AS-\d{4}/)
    }
  })

  test('takes out small groups of a clinic’s patients only when that is asked for', async () => {
    const { run, folder } = await demo()
    const registry = await ownRegistry(path.join(folder, 'clinic.asild'))
    const ask = (...words: string[]) =>
      run('cohort', registry, '--analysis', 'table1', '--passphrase-file', 'p', '--out', 'small', ...words)
    fs.writeFileSync(path.join(folder, 'p'), testPassphrase)
    const refused = await ask()
    expect(refused.code).not.toBe(0)
    expect(refused.stderr).toMatch(
      /^Nothing was written\. By .*age.*, the smallest group in these data has one patient; /,
    )
    expect(refused.stderr).toContain('--with-small')
    expect(fs.existsSync(path.join(folder, 'small'))).toBe(false)
    expect(await ask('--with-small')).toMatchObject({ code: 0, stderr: '' })
    expect(fs.existsSync(path.join(folder, 'small', 'data.csv'))).toBe(true)
    const ages = readCsv(fs.readFileSync(path.join(folder, 'small', 'data.csv'), 'utf8')).map(
      (row) => row['age_at_index'],
    )
    expect(ages.map(Number).toSorted((a, b) => b - a)[0]).toBe(90)
    const { warnings, tables } = analysisResult.parse(
      JSON.parse(fs.readFileSync(path.join(folder, 'small', 'result.json'), 'utf8')),
    )
    expect(warnings).toContain('One age over 89 counts as 90, here and in the data.')
    expect(JSON.stringify(tables)).not.toContain('94.')
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
