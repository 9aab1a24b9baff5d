/** De-identified data on the real backend: what leaves, what stays, and that nothing leaves unseen or unnoted. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Item } from '#shared/dictionary/define-form.ts'
import { repeatingForms } from '#shared/dictionary/forms.ts'
import type { RepeatingFormId } from '#shared/domain/case-record.ts'
import { standardClinicalSettings as settings } from '#shared/domain/clinical-settings.ts'
import { standardDetail } from '#shared/domain/deidentify/detail.ts'
import { caseReportMarkdown } from '#shared/domain/documents/case-report/case-report-markdown.ts'
import { caseReportOf } from '#shared/domain/documents/case-report/case-report.ts'
import { dayNumber } from '#shared/domain/partial-date.ts'
import type { ShareWish } from '#shared/ipc/areas/share.ts'
import type { Client } from '#shared/ipc/client.ts'
import { runCommand } from '#main/cli/run.ts'
import { blocksDocx } from '#main/printing/blocks-docx.ts'
import { inProcessBackend } from '#main/shell/backend-in-process.ts'
import { enterMarkedCase, markedBirthDate, marker } from '#tests/support/marked-registry.ts'
import { readCsv } from '#tests/support/read-csv.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { cheapKdf, failureOf, newRegistry, testBackend } from '#tests/support/test-backend.ts'
import { unzip } from '#tests/support/unzip.ts'

const wish: ShareWish = {
  dates: 'shift',
  anchor: 'diagnosis',
  detail: standardDetail,
  without: [],
  threshold: 5,
  withoutSmall: false,
}

async function share(client: Client, change: Partial<ShareWish> & { recipient?: string } = {}) {
  const { recipient, ...asked } = { ...wish, ...change }
  const { digest } = await client.call('share.report', asked)
  const folder = path.join(temporaryFolder(), 'out')
  const written = await client.call('share.write', { ...asked, folder, digest, ...(recipient && { recipient }) })
  return { ...written, text: (name: string) => fs.readFileSync(path.join(folder, name), 'utf8') }
}

const rowsOf = readCsv

/** A case whose consent lets it go. */
const consented = { consent: 'given', consent_scope: ['registry', 'sharing'] } as const
const add = (client: Client, code: string, values: object = consented) =>
  client.call('cases.create', { values: { code, sex: 'female', ...values } as never })

describe('what is typed, and who the patient is,', () => {
  test('appears in no file of an export, byte by byte, and in no draft', async () => {
    const { client } = await newRegistry()
    const { caseId } = await enterMarkedCase(client)
    const files: (readonly [name: string, bytes: Buffer])[] = []
    for (const dates of ['shift', 'relative'] as const) {
      const { folder, files: names } = await share(client, {
        dates,
        detail: { ...standardDetail, reference_group: 'keep', age: 'years' },
        recipient: 'Lyon',
      })
      for (const name of names) files.push([`${dates} ${name}`, fs.readFileSync(path.join(folder, name))])
    }
    const record = await client.call('cases.get', { caseId })
    for (const { id, items } of repeatingForms.filter(({ id: form }) => form !== 'image_series' && form !== 'ct_pair'))
      for (const { name, type, byProgram } of items as readonly Item[])
        if ((type === 'text' || type === 'long-text') && !byProgram && name !== 'unit')
          expect(JSON.stringify(record.records[id as RepeatingFormId]), `${id} ${name}`).toMatch(
            new RegExp(`"${name}":"${marker}`),
          )
    for (const dates of ['relative', 'absolute'] as const) {
      const report = caseReportOf(record, { dates, today: '2026-11-23', settings })
      files.push([`${dates}.md`, Buffer.from(caseReportMarkdown(report))])
      for (const [name, bytes] of await unzip(
        await blocksDocx(report, { paper: 'A4', description: 'Draft', figures: () => undefined }),
      ))
        files.push([`${dates} ${name}`, bytes])
    }
    expect(files.length).toBeGreaterThan(50)
    const telling = [
      marker,
      marker.toLowerCase(),
      markedBirthDate,
      '1951',
      caseId,
      ...Object.values(record.records)
        .flat()
        .map(({ id }) => id),
    ]
    const leaks = files.flatMap(([name, bytes]) =>
      telling.filter((text) => bytes.includes(text)).map((text) => `${name}: ${text}`),
    )
    expect(leaks).toEqual([])
    // Not because nothing was there to be said.
    const { text } = await share(client, { dates: 'relative' })
    expect(rowsOf(text('laboratory.csv'))).toMatchObject([{ test: 'ck', value: '310', unit: 'U/L', ref_high: '190' }])
    expect(rowsOf(text('case.csv'))).toMatchObject([{ sex: 'female', age: '60-69', height_unit: 'cm' }])
    expect(rowsOf(text('dose_step.csv'))).toMatchObject([{ treatment: '1' }])
  })

  test('leaves where it is an item of the site that may, and no text', async () => {
    const { client } = await newRegistry()
    const item = (label: string, leaves: boolean) =>
      client.call('dictionary.saveSiteItem', {
        kind: 'item',
        form: 'case',
        definition: { label, type: 'number', leaves },
      })
    await item('Grip', true)
    await item('Zebra', false)
    await add(client, 'A-1', { ...consented, x_grip: 32, x_zebra: 77_777_777 })
    const { text } = await share(client)
    expect(rowsOf(text('case.csv'))).toMatchObject([{ x_grip: '32' }])
    expect(text('case.csv') + text('long.csv') + text('codebook.csv')).not.toMatch(/zebra|77777777/i)
  })
})

describe('consent', () => {
  test('decides which cases leave, and the report says why the others stay', async () => {
    const { client } = await newRegistry()
    await add(client, 'A-1')
    await add(client, 'A-2', { consent: 'given', consent_scope: ['registry', 'publication'] })
    await add(client, 'A-3', { consent: 'withdrawn', consent_scope: ['sharing'] })
    await add(client, 'A-4', { consent: 'waived' })
    await add(client, 'A-5', {})
    const report = await client.call('share.report', wish)
    expect(report).toMatchObject({
      found: 5,
      leaving: 2,
      refused: { 'not-given': 0, withdrawn: 1, 'not-recorded': 1, 'not-for-sharing': 1 },
    })
    const { text, cases } = await share(client)
    expect([cases, rowsOf(text('case.csv')).length]).toEqual([2, 2])
  })
})

describe('dates', () => {
  async function course() {
    const { client } = await newRegistry()
    const { id: caseId } = await add(client, 'A-1', {
      ...consented,
      birth_date: '1951-06-14',
      first_symptom_on: '2018-11',
    })
    const record = (form: string, values: object) =>
      client.call('records.add', { form, caseId, values: values as never })
    await record('diagnosis', { kind: 'asys', date: '2019-04-12' })
    await record('visit', { date: '2019-05-02', kind: 'baseline' })
    await record('visit', { date: '2020-03-01', kind: 'follow-up' })
    return client
  }

  test('are shifted alike within a case, and alike in every export; vague ones become years', async () => {
    const client = await course()
    const { text } = await share(client)
    const dates = rowsOf(text('visit.csv')).map(({ date }) => date!)
    expect(dayNumber(dates[1]!) - dayNumber(dates[0]!)).toBe(dayNumber('2020-03-01') - dayNumber('2019-05-02'))
    expect(dates).not.toContain('2019-05-02')
    expect(rowsOf(text('case.csv'))[0]).toMatchObject({
      first_symptom_on: '',
      first_symptom_on_span: expect.stringMatching(/^201[89](\/2019)?$/),
    })
    const again = await share(client)
    expect(rowsOf(again.text('visit.csv')).map(({ date }) => date)).toEqual(dates)
    expect(rowsOf(again.text('case.csv'))[0]!['case']).not.toBe(rowsOf(text('case.csv'))[0]!['case'])
  })

  test('are days from the anchor, with the age there, and no calendar with them', async () => {
    const client = await course()
    const { text, files } = await share(client, { dates: 'relative', detail: { ...standardDetail, age: 'years' } })
    expect(rowsOf(text('visit.csv')).map(({ date_day }) => date_day)).toEqual(['20', '324'])
    expect(rowsOf(text('diagnosis.csv'))).toMatchObject([{ date_day: '0' }])
    expect(rowsOf(text('case.csv'))[0]).toMatchObject({ age: '67', first_symptom_on_span: '[-180,-121]' })
    expect(rowsOf(text('long.csv'))).toContainEqual(
      expect.objectContaining({ form: 'visit', record: '2', item: 'kind', day: '324', value: 'follow-up' }),
    )
    for (const name of files.filter((file) => file.endsWith('.csv'))) expect(text(name)).not.toMatch(/\b20(18|19|20)\b/)
  })

  test('are left out where the case has no date of the anchor', async () => {
    const client = await course()
    const anchor = { dates: 'relative', anchor: 'drug:ivig' } as const
    expect(await client.call('share.report', { ...wish, ...anchor })).toMatchObject({ withoutAnchor: 1 })
    const { text } = await share(client, anchor)
    expect(rowsOf(text('visit.csv')).map(({ date_day, date_span }) => [date_day, date_span])).toEqual([
      ['', ''],
      ['', ''],
    ])
  })
})

describe('an export', () => {
  test('is what was looked at: where the registry has changed since, the report comes first again', async () => {
    const { client } = await newRegistry()
    await add(client, 'A-1')
    const { digest } = await client.call('share.report', wish)
    await add(client, 'A-2')
    const folder = path.join(temporaryFolder(), 'out')
    expect(await failureOf(client.call('share.write', { ...wish, folder, digest }))).toMatchObject({ kind: 'conflict' })
    expect(fs.existsSync(folder)).toBe(false)
  })

  test('leads back from its codes to the cases, in the audit chain only, and asking is noted', async () => {
    const { client } = await newRegistry()
    const { id: caseId } = await add(client, 'A-1')
    const { text, auditHead } = await share(client, { recipient: 'Lyon "{' })
    const code = rowsOf(text('case.csv'))[0]!['case']!
    expect(JSON.parse(text('report.json'))).toMatchObject({ auditHead, leaving: 1, risk: { smallest: 1 } })
    expect(text('README.txt')).toContain(auditHead)
    expect(await client.call('share.exports', {})).toMatchObject({
      exports: [{ cases: 1, recipient: 'Lyon "{', by: 'Dr. Test', smallest: 1 }],
    })
    const before = (await client.call('registry.info', {})).auditEntries
    expect(await client.call('share.caseOf', { code: ` ${code.toLowerCase()}` })).toMatchObject({
      found: { caseId, code: 'A-1' },
    })
    expect((await client.call('registry.info', {})).auditEntries).toBe(before + 1)
    expect(await client.call('share.caseOf', { code: 'P00000000000' })).toEqual({ found: null })
    expect((await client.call('registry.verify', {})).ok).toBe(true)
  })

  test('is whole or not there: nothing is written over, nothing half-done stays', async () => {
    const { client, backend } = await newRegistry()
    await add(client, 'A-1')
    const { digest } = await client.call('share.report', wish)
    const place = temporaryFolder()
    const taken = path.join(place, 'taken')
    fs.mkdirSync(taken)
    expect(await failureOf(client.call('share.write', { ...wish, folder: taken, digest }))).toMatchObject({
      kind: 'invalid-input',
    })
    const nowhere = path.join(place, 'nowhere', 'out')
    expect(await failureOf(client.call('share.write', { ...wish, folder: nowhere, digest }))).toMatchObject({
      kind: 'invalid-input',
    })
    const signal = { aborted: true, addEventListener() {}, removeEventListener() {} }
    const input = JSON.stringify({ ...wish, folder: path.join(place, 'out'), digest })
    expect(await backend.call('share.write', input, { signal })).toMatchObject({ error: { kind: 'cancelled' } })
    expect(fs.readdirSync(place)).toEqual(['taken'])
    expect(await client.call('share.exports', {})).toEqual({ exports: [] })
  })

  test('leaves cases behind that stand out, where that is asked for', async () => {
    const { client } = await newRegistry()
    for (const code of ['A-1', 'A-2', 'A-3']) await add(client, code)
    await add(client, 'B-1', { ...consented, sex: 'male' })
    const asked = { ...wish, threshold: 3 }
    expect(await client.call('share.report', asked)).toMatchObject({
      leaving: 4,
      keptBack: 0,
      risk: { smallest: 1, casesInSmall: 1 },
    })
    expect(await client.call('share.report', { ...asked, withoutSmall: true })).toMatchObject({
      leaving: 3,
      keptBack: 1,
      risk: { smallest: 3, casesInSmall: 0 },
    })
    const { text } = await share(client, { threshold: 3, withoutSmall: true })
    expect(rowsOf(text('case.csv')).map(({ sex }) => sex)).toEqual(['female', 'female', 'female'])
  })

  test('has columns of at most 26 characters, each in the codebook, none twice', async () => {
    const { client } = await newRegistry()
    await enterMarkedCase(client)
    const label = 'A very long question of ours'
    const long = { label, type: 'quantity', units: ['kg'], comparator: true, leaves: true } as const
    await client.call('dictionary.saveSiteItem', {
      kind: 'item',
      form: 'visit',
      definition: { ...long, units: ['kg'] },
    })
    const { text, files } = await share(client)
    const book = rowsOf(text('codebook.csv')).map(({ file, column }) => `${file} ${column}`)
    for (const name of files.filter((file) => file.endsWith('.csv') && !['long.csv', 'codebook.csv'].includes(file))) {
      const columns = text(name).split('\r\n')[0]!.split(',')
      expect(columns.filter((column) => column.length > 26)).toEqual([])
      expect(new Set(columns).size).toBe(columns.length)
      for (const column of columns) expect(book).toContain(`${name} ${column}`)
    }
  })

  test('is told what an anchor or a form is that it does not know', async () => {
    const { client } = await newRegistry()
    for (const change of [{ anchor: 'drug:aspirin-of-mine' }, { without: ['nothing'] }])
      expect(await failureOf(client.call('share.report', { ...wish, ...change }))).toMatchObject({
        kind: 'invalid-input',
      })
  })

  test('is refused where it could not be noted', async () => {
    const { client, folder } = await newRegistry()
    await add(client, 'A-1')
    const { digest } = await client.call('share.report', wish)
    await client.call('registry.close', {})
    const reading = testBackend({ readOnly: true })
    await reading.client.call('registry.open', { folder, passphrase: 'correct horse battery staple' })
    const out = path.join(temporaryFolder(), 'out')
    expect(await failureOf(reading.client.call('share.write', { ...wish, folder: out, digest }))).toMatchObject({
      kind: 'read-only',
    })
  })
})

describe('the command line', () => {
  const run = (folder: string, ...words: string[]) =>
    runCommand(words, {
      program: 'registry',
      env: {},
      cwd: folder,
      readInput: async () => '',
      openBackend: ({ readOnly }) => inProcessBackend({ appVersion: '0.0.0-test', kdf: cheapKdf, readOnly }),
    })

  test('says what would leave, writes it, and refuses what makes no sense', async () => {
    const folder = temporaryFolder()
    await run(folder, 'demo', 'd.asild', '--cases', '6')
    const seen = await run(folder, 'export', 'd.asild', '--deidentified')
    expect([seen.code, seen.stdout]).toEqual([
      0,
      expect.stringMatching(/^\d of 6 cases leave, .*\nBy sex, age, antibody, .*: k = 1;/s),
    ])
    const made = await run(
      folder,
      'export',
      'd.asild',
      '--deidentified',
      '--out',
      'out',
      '--dates',
      'relative',
      '--recipient',
      'Lyon',
      '--json',
    )
    const { files, report } = JSON.parse(made.stdout) as { files: string[]; report: { leaving: number } }
    expect(fs.readdirSync(path.join(folder, 'out')).toSorted()).toEqual(files.toSorted())
    expect(rowsOf(fs.readFileSync(path.join(folder, 'out', 'case.csv'), 'utf8'))).toHaveLength(report.leaving)
    for (const [words, message] of [
      [['--out', 'x'], /Say in which form/],
      [['--deidentified', '--dates', 'never'], /--dates is shift or relative/],
      [['--deidentified', '--threshold', '1'], /--threshold is a number from 2 to 50/],
      [['--deidentified', '--anchor', 'birth'], /is no anchor/],
    ] as const)
      expect(await run(folder, 'export', 'd.asild', ...words)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(message),
      })
  })
})

test('a case whose consent is withdrawn while the others are written stays, and so does everything', async () => {
  const { client, backend } = await newRegistry()
  for (const code of ['A-1', 'A-2', 'A-3']) await add(client, code)
  const { id, version } = await add(client, 'A-4')
  const { digest } = await client.call('share.report', wish)
  const folder = path.join(temporaryFolder(), 'out')
  // Never cancelled, but asked before each case: four times to look at them, then before each is written.
  let asked = 0
  let edit: Promise<unknown> | undefined
  const signal = {
    get aborted() {
      asked += 1
      if (asked === 5)
        edit = client.call('records.edit', {
          form: 'case',
          id,
          version,
          values: { code: 'A-4', sex: 'female', consent: 'withdrawn' },
        })
      return false
    },
    addEventListener() {},
    removeEventListener() {},
  }
  const reply = await backend.call('share.write', JSON.stringify({ ...wish, folder, digest }), { signal })
  await edit
  // The fourth case may be the first to be written: their order is that of codes made by chance.
  expect(asked).toBeGreaterThanOrEqual(5)
  expect(reply).toMatchObject({ ok: false, error: { kind: 'conflict' } })
  expect(fs.existsSync(folder)).toBe(false)
  expect(await client.call('share.exports', {})).toEqual({ exports: [] })
})
