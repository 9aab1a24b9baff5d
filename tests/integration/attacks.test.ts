/** Each imagined attack that needs no window is a test, named after it. What needs one is in tests/e2e/attacks.spec.ts. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { csvOf } from '#main/exchange/csv.ts'
import { paperBridge } from '#main/printing/paper-bridge.ts'
import { safeFileName } from '#main/shell/safe-file-name.ts'
import { contract } from '#shared/ipc/contract.ts'
import type { OperationName } from '#shared/ipc/contract.ts'
import { largestInput, requestSchema } from '#shared/ipc/wire.ts'
import type { Bridge } from '#shared/ipc/wire.ts'
import { failureOf, newRegistry, passphrase, testBackend } from '#tests/support/test-backend.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

describe('A page that sends more than was asked for', () => {
  test('reaches no operation with keys that the contract does not name', async () => {
    const { backend, client } = await newRegistry()
    const { id } = await client.call('cases.create', { values: { code: 'AS-0001' } })
    const smuggled = `{"form":"note","caseId":"${id}","values":{"title":"T"},"source":"demo","id":"chosen","version":9,"at":"1999"}`
    expect(await backend.call('records.add', smuggled)).toMatchObject({ ok: true })
    const { records } = await client.call('cases.get', { caseId: id })
    expect(records.note).toMatchObject([{ version: 1, source: 'recorded' }])
    expect(records.note[0]!.id).not.toBe('chosen')
  })

  test('is refused before its text is read, where that is larger than the operation ever needs', async () => {
    const { backend } = await newRegistry()
    const read = vi.spyOn(JSON, 'parse')
    for (const name of ['cases.find', 'records.add', 'attachments.store']) {
      const input = `{"x":"${'x'.repeat(largestInput(name))}"}`
      expect(requestSchema.safeParse({ id: 1, name, input }).success).toBe(false)
      expect(await backend.call(name, input)).toMatchObject({ error: { kind: 'invalid-input' } })
    }
    expect(read).not.toHaveBeenCalled()
    read.mockRestore()
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'changes no prototype through “%s”',
    async (name) => {
      const { backend, client } = await newRegistry()
      const { id } = await client.call('cases.create', { values: { code: 'AS-0001' } })
      const values = `{"${name}":{"polluted":"yes"},"title":"T"}`
      for (const [operation, input] of [
        ['records.add', `{"form":"note","caseId":"${id}","values":${values}}`],
        ['records.add', `{"form":"${name}","caseId":"${id}","values":{}}`],
        [
          'records.add',
          `{"form":"note","caseId":"${id}","values":{"${name}":"polluted","title":"T"},"missing":{"${name}":"unknown"}}`,
        ],
        ['cases.create', `{"values":{"code":"AS-0002"},"${name}":{"polluted":"yes"}}`],
        ['drafts.keep', `{"place":"${name}","title":"T","content":"{\\"${name}\\":{\\"polluted\\":1}}"}`],
        ['registry.saveSettings', `{"${name}":{"polluted":"yes"}}`],
      ] as const)
        expect(await backend.call(operation, input)).not.toMatchObject({ error: { kind: 'internal' } })
      expect('polluted' in {}).toBe(false)
      expect(Object.keys(Object.prototype)).toEqual([])
    },
  )
})

test.each(['AS\u00000001', '"', 'a* OR b', 'NEAR(', 'code:x', '^', '-', "'; DROP TABLE cases; --", '\uD800'])(
  'A search for %j is a search for words, whatever they mean to SQLite',
  async (search) => {
    const { client } = await newRegistry()
    await client.call('cases.create', { values: { code: 'AS-0001' } })
    expect(await client.call('cases.find', { search, offset: 0, limit: 10 })).toMatchObject({
      total: expect.any(Number),
    })
    await client.call('quality.queries', { search, offset: 0, limit: 10 })
    expect(await client.call('cases.find', { offset: 0, limit: 10 })).toMatchObject({ total: 1 })
  },
)

describe('A path that leads elsewhere', () => {
  test.each([
    ['../../.bashrc', '-..-.bashrc'],
    ['..\\..\\autostart\\run.bat', '-..-autostart-run.bat'],
    ['/etc/passwd', '-etc-passwd'],
    ['C:\\Windows\\win.ini', 'C--Windows-win.ini'],
    ['report.txt:hidden', 'report.txt-hidden'],
    ['a\0b.pdf', 'a-b.pdf'],
    ['CON', 'CON-'],
    ['nul.txt', 'nul-.txt'],
    ['COM1.pdf', 'COM1-.pdf'],
    ['console.pdf', 'console.pdf'],
    ['trailing. . ', 'trailing'],
    ['...', 'file'],
    ['', 'file'],
    ['\u202Efdp.exe', '-fdp.exe'],
    ['\uD800.pdf', '\uFFFD.pdf'],
    ['AS-0001 summary.pdf', 'AS-0001 summary.pdf'],
    ['Zoë Müller.pdf', 'Zoë Müller.pdf'],
  ])('in a file’s name, %j, becomes the plain name %j', (name, plain) => {
    expect(safeFileName(name)).toBe(plain)
    expect(path.basename(safeFileName(name))).toBe(plain)
    expect(path.win32.basename(safeFileName(name))).toBe(plain)
  })

  test('is not followed by a long name, which keeps its extension', () => {
    expect(safeFileName(`${'long '.repeat(100)}.pdf`)).toMatch(/^.{140,150}\.pdf$/)
  })

  test('in the name of an attachment stays a name: nothing is written beside the registry', async () => {
    const { client, folder } = await newRegistry()
    const parent = path.dirname(folder)
    const before = fs.readdirSync(parent)
    const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
    const base64 = Buffer.from('text').toString('base64')
    for (const fileName of ['../evil.txt', '..\\evil.txt', '/tmp/evil.txt', 'C:\\evil.txt', 'NUL', 'a\0b.txt']) {
      const { id } = await client.call('attachments.store', { caseId, values: { title: 'T' }, fileName, base64 })
      expect(await client.call('attachments.read', { id })).toMatchObject({ fileName, base64 })
    }
    expect(fs.readdirSync(parent)).toEqual(before)
  })

  test('in a registry’s name or folder makes nothing but that folder', async () => {
    const parent = temporaryFolder()
    const { client } = testBackend()
    const folder = path.join(parent, 'a.asild')
    await client.call('registry.create', { folder, name: '../../CON\u202E\n=1+1', user: '../x', passphrase })
    expect(fs.readdirSync(parent)).toEqual(['a.asild'])
    await client.call('registry.close', {})
    expect(await client.call('registry.open', { folder, passphrase })).toMatchObject({ name: '../../CON\u202E\n=1+1' })
    const places = [`${parent}/b\0.asild`, 'beside the program', '../b.asild', '.', 'C:b', '%2Ftmp']
    for (const [operation, place] of places.flatMap((each) =>
      (['registry.create', 'registry.open', 'registry.createDemo'] as const).map((name) => [name, each] as const),
    )) {
      const wish = { folder: place, name: 'B', user: 'U', passphrase }
      expect(await failureOf(client.call(operation, wish))).toMatchObject({ kind: 'invalid-input' })
    }
  })
})

test.each([
  '=1+1',
  '+1+cmd',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1+1',
  '=HYPERLINK("http://x.invalid","x")',
  '\n=1',
  '＝1+1',
])('A formula in a record, %j, reaches no spreadsheet as one', (text) => {
  const [, line = ''] = csvOf(['note'], [[text]]).split(/^note\r\n/)
  expect(line).toMatch(/^"?'/)
})

test('A number below zero stays a number in a spreadsheet', () => {
  expect(csvOf(['z'], [['-2.5'], [-3]])).toBe('z\r\n-2.5\r\n-3\r\n')
})

describe('A page on paper that went bad', () => {
  const reads: readonly string[] = Object.keys(contract).filter((name) =>
    /^(registry\.(status|info|settings|recoverySheet)|cases\.get|cohorts\.results|ctFigures\.of(Pair|Case)|signatures\.ofCase|dictionary\.siteItems|shell\.settings|print\.ready)$/.test(
      name,
    ),
  )

  test.each(Object.keys(contract).filter((name) => !reads.includes(name)))('may not ask for %s', async (name) => {
    const asked = vi.fn<Bridge['call']>()
    const backend: Bridge = { call: asked, cancel() {}, onEvent: () => () => {} }
    const log = { error: () => 'x', relay() {} }
    const bridge = paperBridge(backend, log, () => {})
    expect(await bridge.call(1, name as OperationName, '{}')).toMatchObject({ error: { kind: 'forbidden' } })
    expect(asked).not.toHaveBeenCalled()
  })
})

test('A file that was changed in the registry by another program is not handed out', async () => {
  const { client, folder } = await newRegistry()
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  const base64 = Buffer.from('as it was stored').toString('base64')
  const { id } = await client.call('attachments.store', { caseId, values: { title: 'T' }, fileName: 'a.txt', base64 })
  const { keyHex } = await client.call('registry.recoverySheet', {})
  await client.call('registry.close', {})
  const { default: Cipher } = await import('@signalapp/sqlcipher')
  const db = new Cipher(path.join(folder, 'registry.db'))
  db.pragma(`key = "x'${keyHex}'"`)
  db.exec(`DROP TRIGGER attachment_content_update; UPDATE attachment_content SET content = X'666F72676564'`)
  db.close()
  await client.call('registry.open', { folder, passphrase })
  for (const operation of ['attachments.read', 'attachments.view'] as const)
    expect(await failureOf(client.call(operation, { id }))).toMatchObject({ kind: 'corrupt' })
})

test('No error of an operation tells a passphrase that was typed', async () => {
  const { backend, folder } = await newRegistry()
  const said = vi.spyOn(process.stderr, 'write')
  const secret = 'my very own secret'
  for (const [name, input] of [
    ['registry.open', { folder, passphrase: secret }],
    ['registry.open', { folder, passphrase: secret, extra: { nested: [] }, user: 7 }],
    ['registry.open', { folder, recoveryWords: secret }],
    ['registry.create', { folder, name: 'N', user: 'U', passphrase: secret }], // It is there already.
    ['registry.create', { folder, name: '', user: 'U', passphrase: secret }],
    ['registry.create', { folder: `${folder}/keys.json/y`, name: 'N', user: 'U', passphrase: secret }],
    ['registry.create', { folder: `${folder}/${'x'.repeat(300)}/y`, name: 'N', user: 'U', passphrase: secret }],
  ] as const) {
    const reply = await backend.call(name, JSON.stringify(input))
    expect(reply).toMatchObject({ ok: false })
    expect(reply).not.toMatchObject({ error: { kind: 'internal' } })
    expect(JSON.stringify(reply)).not.toContain('very own')
  }
  expect(JSON.stringify(said.mock.calls)).not.toContain('very own')
  said.mockRestore()
})
