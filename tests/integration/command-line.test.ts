/** The command line over real registries: what it prints, and how it ends. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { runCommand } from '#main/cli/run.ts'
import type { Surroundings } from '#main/cli/run.ts'
import { inProcessBackend } from '#main/shell/backend-in-process.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { cheapKdf } from '#tests/support/test-backend.ts'

const root = path.resolve(import.meta.dirname, '../..')
const passphrase = 'four words of mine'

interface Place {
  readonly folder: string
  readonly env?: Record<string, string>
}

const surroundings = ({ folder, env = {} }: Place): Surroundings => ({
  program: 'registry',
  env,
  cwd: folder,
  readInput: async () => '',
  openBackend: ({ readOnly }) => inProcessBackend({ appVersion: '0.0.0-test', kdf: cheapKdf, readOnly }),
})
const run = (place: Place, ...words: string[]) => runCommand(words, surroundings(place))

async function demo(): Promise<Place> {
  const place = { folder: temporaryFolder() }
  expect(await run(place, 'demo', 'd.asild', '--cases', '3')).toMatchObject({ code: 0, stderr: '' })
  return place
}

/** Damages a byte in the middle of the database. */
function damage(file: string): void {
  const handle = fs.openSync(file, 'r+')
  const at = Math.floor(fs.statSync(file).size / 2)
  const byte = Buffer.alloc(1)
  fs.readSync(handle, byte, 0, 1, at)
  fs.writeSync(handle, Buffer.from([byte[0]! ^ 0xff]), 0, 1, at)
  fs.closeSync(handle)
}

describe('a demo registry', () => {
  test('is made and read without a passphrase, since everybody knows it', async () => {
    const place = await demo()
    const { stdout } = await run(place, 'cases', 'd.asild', '--json')
    const { total, rows } = JSON.parse(stdout) as { total: number; rows: { code: string }[] }
    expect([total, ...rows.map(({ code }) => code)]).toEqual([3, 'AS-0001', 'AS-0002', 'AS-0003'])
  })

  test('tells what is overdue, the longest first, with --soon what will be, and what changed in a case', async () => {
    const place = await demo()
    const listed = async (...options: string[]) =>
      JSON.parse((await run(place, 'due', 'd.asild', '--json', ...options)).stdout) as {
        total: number
        rows: { caseCode: string; state: string; to: string }[]
      }
    const overdue = await listed()
    expect(new Set(overdue.rows.map(({ state }) => state))).toEqual(new Set(['overdue']))
    expect(overdue.rows.map(({ to }) => to)).toEqual(overdue.rows.map(({ to }) => to).toSorted())
    expect((await listed('--soon')).total).toBeGreaterThanOrEqual(overdue.total)
    const { stdout } = await run(place, 'due', 'd.asild')
    expect(stdout).toMatch(/AS-0001 +Ambulatory desaturation +overdue by at least .*2023 ACR\/CHEST guideline/)
    const whole = JSON.parse((await run(place, 'case', 'd.asild', 'AS-0001')).stdout) as {
      sinceLastVisit: { paragraph: string; source: string }
    }
    expect(whole.sinceLastVisit).toMatchObject({
      paragraph: expect.stringContaining('Prednisone 17.5 → 10 mg daily (taper).'),
      source: 'illustrative',
    })
  }, 60_000)

  test('has the same content for the same seed', async () => {
    const place = { folder: temporaryFolder() }
    const read = async (name: string) => {
      const { stdout } = await run(place, 'case', name, 'AS-0002')
      return stdout
    }
    for (const name of ['a.asild', 'b.asild']) await run(place, 'demo', name, '--cases', '2', '--seed', '7')
    await run(place, 'demo', 'c.asild', '--cases', '2', '--seed', '8')
    expect(await read('a.asild')).toBe(await read('b.asild'))
    expect(await read('c.asild')).not.toBe(await read('a.asild'))
  })

  test('is not made over something that is there', async () => {
    const place = await demo()
    const outcome = await run(place, 'demo', 'd.asild')
    expect(outcome).toMatchObject({ code: 1, stdout: '' })
    expect(outcome.stderr).toMatch(/^There is already something at .*d\.asild.*\n$/)
  })
})

describe('the first case', () => {
  let text: string
  beforeAll(async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'as-ild-test-'))
    try {
      await run({ folder }, 'demo', 'd.asild', '--cases', '1')
      text = (await run({ folder }, 'case', 'd.asild', 'AS-0001')).stdout
    } finally {
      fs.rmSync(folder, { recursive: true, force: true })
    }
  })

  test('comes as its whole record, with what is computed from it', () => {
    const whole = JSON.parse(text) as {
      case: { code: string }
      records: Record<string, unknown[]>
      facts: { antibodies: { synthetase: string } }
    }
    expect(whole.case.code).toBe('AS-0001')
    expect(whole.records['infusion']!.length).toBeGreaterThan(0)
    expect(whole.facts.antibodies.synthetase).toBe('not-recorded')
  })

  test('keeps a date that is known to the month as it is', () => {
    expect(text).toMatch(/"date": "2019-04"/)
  })

  test('says nothing of who the patient is', () => {
    expect(text).not.toMatch(/family_name|given_names|record_number/)
  })
})

describe('a registry of one’s own', () => {
  const create = (place: Place) => run(place, 'create', 'mine.asild', '--user', 'Dr. Test', '--name', 'Bern')

  test('is made with a passphrase, and its recovery sheet is printed', async () => {
    const place = { folder: temporaryFolder(), env: { AS_ILD_PASSPHRASE: passphrase } }
    const { stdout, code } = await create(place)
    expect(code).toBe(0)
    expect(stdout).toContain('Recovery sheet of Bern')
    expect([...stdout.matchAll(/(?:^|\s)\d{1,2} {2}[a-z]{3,8}(?=\s|$)/gm)]).toHaveLength(24)
    expect(stdout).toMatch(/PRAGMA key = "x'[0-9a-f]{64}'";/)
  })

  test('opens with the passphrase from a file as well as from the environment', async () => {
    const place = { folder: temporaryFolder(), env: { AS_ILD_PASSPHRASE: passphrase } }
    await create(place)
    fs.writeFileSync(path.join(place.folder, 'secret'), `${passphrase}\n`)
    const outcome = await run({ folder: place.folder }, 'info', 'mine.asild', '--passphrase-file', 'secret', '--json')
    expect(JSON.parse(outcome.stdout)).toMatchObject({ name: 'Bern', cases: 0, lastBackup: null })
  })

  test('doesn’t open with none or with another, and each is said in one line', async () => {
    const place = { folder: temporaryFolder(), env: { AS_ILD_PASSPHRASE: passphrase } }
    await create(place)
    const none = await run({ folder: place.folder }, 'info', 'mine.asild')
    expect(none).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Give the passphrase in AS_ILD_PASSPHRASE or with --passphrase-file FILE.\n',
    })
    const wrong = await run(
      { folder: place.folder, env: { AS_ILD_PASSPHRASE: 'something else' } },
      'info',
      'mine.asild',
    )
    expect(wrong).toMatchObject({ code: 1, stdout: '' })
    expect(wrong.stderr).toMatch(/^This passphrase does not open the registry\..*\n$/)
  })

  test('is looked at while another program has it open', async () => {
    const place = { folder: temporaryFolder(), env: { AS_ILD_PASSPHRASE: passphrase } }
    await create(place)
    const other = inProcessBackend({ appVersion: '0.0.0-test', kdf: cheapKdf })
    onTestFinished(() => other.close())
    const input = { folder: path.join(place.folder, 'mine.asild'), passphrase }
    expect(await other.call(1, 'registry.open', JSON.stringify(input))).toMatchObject({ ok: true })
    expect(await run(place, 'info', 'mine.asild')).toMatchObject({ code: 0 })
    expect(await run(place, 'verify', 'mine.asild')).toMatchObject({ code: 0 })
  })
})

test('users lists who opens a registry, and a wrong passphrase makes the command line wait as well', async () => {
  const place = { folder: temporaryFolder(), env: { AS_ILD_PASSPHRASE: passphrase } }
  await run(place, 'create', 'mine.asild', '--user', 'Dr. Test')
  const { stdout } = await run(place, 'users', 'mine.asild')
  expect(stdout).toMatch(/^name +rights +since .*\nDr\. Test +Administrator +20.* active\n$/)
  const wrong = { ...place, env: { AS_ILD_PASSPHRASE: 'something else' } }
  for (let time = 0; time < 5; time++) await run(wrong, 'users', 'mine.asild')
  expect(await run(place, 'users', 'mine.asild')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^After several wrong passphrases the next one can be tried in [12] seconds?\..*\n$/),
  })
})

describe('verify', () => {
  test('prints each check of a sound registry', async () => {
    const { stdout, stderr, code } = await run(await demo(), 'verify', 'd.asild')
    expect([stderr, code]).toEqual(['', 0])
    expect(stdout.trim().split('\n').length).toBeGreaterThanOrEqual(5)
    expect(stdout).not.toContain('FAILED')
  })

  test('ends with 1 on a damaged one, and says where', async () => {
    const place = await demo()
    damage(path.join(place.folder, 'd.asild', 'registry.db'))
    const outcome = await run(place, 'verify', 'd.asild')
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toMatch(/damaged/i)
    expect(outcome.stderr).toMatch(/page \d+/)
    expect(outcome.stderr.trimEnd()).not.toContain('\n')
  })
})

describe('what was typed wrong is said in one line', () => {
  test.each([
    [['nonsense'], /There is no command “nonsense”/],
    [['case', 'd.asild'], /^Usage: case REG CODE/],
    [['cases', 'd.asild', '--colour'], /Unknown option '--colour'/],
    [['cases', 'nowhere.asild'], /There is no registry at .*nowhere\.asild/],
    [['demo', 'x.asild', '--cases', 'many'], /--cases wants a whole number, not “many”/],
    [['case', 'd.asild', 'AS-9999'], /AS-9999/],
    [['report', 'd.asild', 'AS-0001', '--kind', 'poem', '--out', 'x.pdf'], /There is no document “poem”/],
    [['report', 'd.asild', 'AS-0001'], /--out/],
    [['report', 'd.asild', 'AS-0001', '--out', 'x.doc'], /must end in \.pdf/],
    [['report', 'd.asild', 'AS-0001,AS-0002'], /into which folder/],
    [['report', 'd.asild', 'AS-0001', '--drug', 'ivig', '--out', 'x.pdf'], /--drug goes with --kind dossier/],
    [['report', 'd.asild', 'AS-0001', '--kind', 'dossier', '--drug', 'tea', '--out', 'x.pdf'], /no code “tea”/],
    [['report', 'd.asild', 'AS-0001', '--visit', '2022-03', '--out', 'x.pdf'], /--visit goes with --kind visit-note/],
    [['report', 'd.asild', '--out', 'x.pdf'], /Say of which case: report REG CODE --kind summary/],
    [['report', 'd.asild', '--kind', 'case-report', '--out', 'x.md'], /Say of which case/],
    [
      ['report', 'd.asild', 'AS-0001', '--kind', 'case-report', '--dates', 'never', '--out', 'x.md'],
      /--dates is relative or absolute, not “never”/,
    ],
    [['report', 'd.asild', 'AS-0001', '--kind', 'case-report', '--out', 'x.txt'], /must end in \.pdf, \.docx, \.md/],
    [['report', 'd.asild', 'AS-0001', '--kind', 'codebook', '--out', 'x.pdf'], /The codebook is the registry’s/],
    [
      ['report', 'd.asild', '--kind', 'paper-forms', '--forms', 'poem', '--out', 'x.pdf'],
      /There is no paper form “poem”/,
    ],
    [['figure', 'd.asild', 'AS-0001', '--out', 'x.gif'], /must end in \.svg, \.png, \.pdf/],
    [
      ['figure', 'd.asild', 'AS-0001', '--out', 'x.svg', '--align', 'aspirin'],
      /no dated start of “aspirin”.*mycophenolate/,
    ],
    [['figure', 'd.asild', 'AS-0001', '--out', 'x.svg', '--lanes', 'fvc,liver'], /no lane “liver”.*fvc/],
    [['figure', 'd.asild', 'AS-0001', '--out', 'x.svg', '--with', 'AS-0001'], /another case/],
    [['figure', 'd.asild', 'AS-0001', '--out', 'x.svg', '--with', 'AS-9999'], /AS-9999/],
  ] as const)('%j', async (words, expected) => {
    const outcome = await run(await demo(), ...words)
    expect(outcome).toMatchObject({ code: 1, stdout: '' })
    expect(outcome.stderr).toMatch(expected)
    expect(outcome.stderr.match(/\n/g)).toHaveLength(1)
  })
})

describe('as a process of its own', () => {
  const start = (cwd: string, ...words: string[]) =>
    spawnSync(process.execPath, [path.join(root, 'main/cli.ts'), ...words], { cwd, encoding: 'utf8' })

  test('it prints one JSON document and nothing else, and ends with 0', () => {
    const cwd = temporaryFolder()
    expect(start(cwd, 'demo', 'd.asild', '--cases', '1', '--json').stdout).toMatch(/^\{[^]*\}\n$/)
    const { stdout, stderr, status } = start(cwd, 'info', 'd.asild', '--json')
    expect([stderr, status]).toEqual(['', 0])
    expect(JSON.parse(stdout)).toMatchObject({ cases: 1 })
  })

  test('it ends with 1 and a line on stderr', () => {
    const { stdout, stderr, status } = start(temporaryFolder(), 'info', 'nowhere.asild')
    expect([stdout, status]).toEqual(['', 1])
    expect(stderr).toMatch(/^There is no registry at [^\n]*\n$/)
  })

  test('help lists every command', () => {
    const { stdout, status } = start(root, 'help')
    expect(status).toBe(0)
    for (const name of ['demo', 'create', 'info', 'cases', 'case', 'due', 'report', 'figure', 'verify'])
      expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'))
  })
})

test('Who reads only the first lines of a listing gets no error of the inside', () => {
  const { stderr } = spawnSync('sh', ['-c', '"$0" main/cli.ts compute list | true', process.execPath], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
})
