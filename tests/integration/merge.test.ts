import { expect, test } from 'vitest'
import type { Client } from '#shared/ipc/client.ts'
import type { InputOf } from '#shared/ipc/contract.ts'
import { doubleRecords } from '#shared/domain/duplicates/double-records.ts'
import { auditedTables } from '#main/database/audit.ts'
import { openReader } from '#main/database/connection.ts'
import { registryFiles } from '#main/database/registry-folder.ts'
import { failureOf, newRegistry } from '#tests/support/test-backend.ts'

const person = { sex: 'female', birth_date: '1961-07-30' }

/** Two cases of one patient: a treatment that both hold with a step more in the second, values of each, a file, voided records. */
async function twoCases() {
  const { client, folder } = await newRegistry()
  const create = (code: string, values: object, identity: Record<string, string>) =>
    client.call('cases.create', { values: { code, ...person, ...values }, identity: { values: identity } })
  const { id: kept } = await create('AS-0007', { smoking: 'never' }, { family_name: 'Meyer', given_names: 'Stefanie' })
  const { id: other } = await create(
    'AS-0012',
    { height: 168, height_unit: 'cm' },
    { family_name: 'Maier', record_number: '77-12' },
  )
  const course = async (caseId: string, doses: readonly number[]) => {
    const steps = doses.map((dose, index) => ({
      do: 'add' as const,
      form: 'dose_step',
      values: { treatment: 'key:it', started: `202${index}-01-01`, dose, unit: 'mg', frequency: 'daily' },
    }))
    await client.call('records.change', {
      caseId,
      label: 'Course',
      changes: [
        { do: 'add', form: 'treatment', key: 'it', values: { drug: 'prednisone', started: '2020-01-01' } },
        ...steps,
      ],
    })
  }
  await course(kept, [20])
  await course(other, [20, 10])
  const add = (caseId: string, form: string, values: InputOf<'records.add'>['values']) =>
    client.call('records.add', { caseId, form, values })
  const ck = { test: 'ck', date: '2021-04-12', value: 310, unit: 'U/L' }
  await add(kept, 'laboratory', ck)
  await add(other, 'laboratory', ck)
  const asked = await add(other, 'laboratory', { ...ck, value: 190 })
  await client.call('quality.verify', { form: 'laboratory', recordId: asked.id, version: 1 })
  for (const [form, recordId] of [
    ['laboratory', asked.id],
    ['case', other],
  ] as const)
    await client.call('quality.ask', { caseId: other, form, recordId, text: 'Is this right?' })
  const first = await add(other, 'imaging', { date: '2020-02-01', modality: 'hrct' })
  await add(other, 'imaging', { date: '2021-02-01', modality: 'hrct', compared_with: first.id })
  const note = await add(other, 'note', { title: 'Wrong patient' })
  await client.call('records.void', { form: 'note', id: note.id, version: 1, reason: 'wrong patient' })
  await client.call('attachments.store', {
    caseId: other,
    values: { title: 'Letter' },
    fileName: 'letter.txt',
    base64: Buffer.from('Not yet.\n').toString('base64'),
  })
  return { client, folder, kept, other }
}

async function wishOf(client: Client, kept: string, other: string): Promise<InputOf<'cases.merge'>> {
  const [left, right] = await Promise.all([kept, other].map((caseId) => client.call('cases.get', { caseId })))
  return {
    kept: { id: kept, version: left!.case.version },
    other: { id: other, version: right!.case.version },
    baseline: {
      values: { code: 'ignored', ...person, smoking: 'never', height: 168, height_unit: 'cm', status: 'active' },
    },
    identity: { values: { family_name: 'Meyer', given_names: 'Stefanie', record_number: '77-12' } },
    leave: doubleRecords(left!, right!).map((double) => ({ ...double })),
  }
}

/** Every row of every audited table, and of the case table, but for versions and times. */
async function contentOf(client: Client, folder: string): Promise<Record<string, unknown[]>> {
  // Renews the rows of the case table.
  await client.call('cases.facets', {})
  const { keyHex } = await client.call('registry.recoverySheet', {})
  const db = openReader(registryFiles(folder).database, Buffer.from(keyHex, 'hex'))
  try {
    const tables = [...auditedTables(db), 'attachment_content', 'case_row']
    return Object.fromEntries(
      tables.map((table) => {
        const key = table === 'attachment_content' ? 'attachment_id' : table === 'case_row' ? 'case_id' : 'id'
        const rows = db.prepare(`SELECT * FROM ${table} ORDER BY ${key}`).all() as Record<string, unknown>[]
        return [table, rows.map(({ version: _, updated_at: __, ...row }) => row)]
      }),
    )
  } finally {
    db.close()
  }
}

const countsOf = async (client: Client, caseId: string) => {
  const { records } = await client.call('cases.get', { caseId })
  const counts = Object.entries(records).map(([form, list]) => [form, list.length] as const)
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

test('Merging moves everything, leaves doubles out, and the other case is found under its code', async () => {
  const { client, kept, other } = await twoCases()
  const wish = await wishOf(client, kept, other)
  expect(wish.leave.map(({ form }) => form)).toEqual(['treatment', 'laboratory', 'dose_step'])
  await client.call('cases.merge', wish)

  const merged = await client.call('cases.get', { caseId: kept })
  expect(merged.case).toMatchObject({ code: 'AS-0007', smoking: 'never', height: 168, ...person })
  expect(await countsOf(client, kept)).toEqual({
    treatment: 1,
    dose_step: 2,
    laboratory: 2,
    imaging: 2,
    attachment: 1,
  })
  // The step of the treatment that was left out belongs to its twin now.
  expect(new Set(merged.records.dose_step.map(({ treatment }) => treatment))).toEqual(
    new Set([merged.records.treatment[0]!.id]),
  )
  expect((await client.call('cases.viewIdentity', { caseId: kept })).record).toMatchObject({
    family_name: 'Meyer',
    record_number: '77-12',
  })
  const found = await client.call('cases.find', { search: 'AS-0012', offset: 0, limit: 10 })
  expect(found.rows.map(({ code }) => code)).toEqual(['AS-0007'])
  expect(await client.call('cases.merges', { caseId: other })).toMatchObject({ into: { code: 'AS-0007' }, merged: [] })
  expect((await client.call('cases.merges', { caseId: kept })).merged).toMatchObject([
    { code: 'AS-0012', actor: 'Dr. Test' },
  ])
  expect((await client.call('attachments.read', { id: merged.records.attachment[0]!.id })).fileName).toBe('letter.txt')
  // What was asked and checked of a record goes with it; what was asked of the baseline stays with that.
  const { queries } = await client.call('quality.queries', { caseId: kept, offset: 0, limit: 10 })
  expect(queries).toMatchObject([{ form: 'laboratory' }])
  const { checks } = await client.call('quality.checks', { caseId: kept })
  const checked = merged.records.laboratory.find(({ id }) => id === checks[0]?.recordId)
  expect(checks).toMatchObject([{ form: 'laboratory', recordVersion: checked!.version }])
  expect((await client.call('registry.verify', {})).ok).toBe(true)
})

test.each(['cases.unmerge', 'changes.undo'] as const)('Merging and %s leaves every table as it was', async (way) => {
  const { client, folder, kept, other } = await twoCases()
  const before = await contentOf(client, folder)
  await client.call('cases.merge', await wishOf(client, kept, other))
  expect(await contentOf(client, folder)).not.toEqual(before)
  if (way === 'changes.undo') await client.call('changes.undo', {})
  else await client.call('cases.unmerge', { caseId: other, reason: 'two sisters' })
  expect(await contentOf(client, folder)).toEqual(before)
  expect((await client.call('registry.verify', {})).ok).toBe(true)
})

test('Undoing an unmerge merges again', async () => {
  const { client, folder, kept, other } = await twoCases()
  await client.call('cases.merge', await wishOf(client, kept, other))
  const merged = await contentOf(client, folder)
  await client.call('cases.unmerge', { caseId: other, reason: 'two sisters' })
  await client.call('changes.undo', {})
  expect(await contentOf(client, folder)).toEqual(merged)
  // What was merged by undoing can be taken apart as well.
  await client.call('cases.unmerge', { caseId: other, reason: 'two sisters after all' })
  expect((await client.call('cases.merges', { caseId: kept })).merged).toEqual([])
})

test('Taking a merge apart later keeps what was changed since, and takes along what was added to it', async () => {
  const { client, kept, other } = await twoCases()
  await client.call('cases.merge', { ...(await wishOf(client, kept, other)), leave: [] })
  const { records } = await client.call('cases.get', { caseId: kept })
  const ck = records.laboratory.find(({ value }) => value === 190)!
  await client.call('records.edit', {
    form: 'laboratory',
    id: ck.id,
    version: ck.version,
    values: { test: 'ck', date: '2021-04-12', value: 195, unit: 'U/L' },
  })
  const steps = records.dose_step.map(({ treatment }) => treatment)
  const moved = steps.find((treatment) => steps.filter((each) => each === treatment).length === 2)!
  await client.call('records.add', {
    caseId: kept,
    form: 'dose_step',
    values: { treatment: moved, started: '2023-01-01', dose: 5, unit: 'mg', frequency: 'daily' },
  })
  await client.call('records.add', { caseId: kept, form: 'note', values: { title: 'Seen after the merge' } })

  const plan = await client.call('cases.unmergePlan', { caseId: other })
  expect(plan).toMatchObject({
    records: { treatment: 1, dose_step: 2, laboratory: 2, imaging: 2, attachment: 1 },
    editedSince: { laboratory: 1 },
    goAlong: { dose_step: 1 },
  })
  await client.call('cases.unmerge', { caseId: other, reason: 'two sisters' })
  expect(await countsOf(client, other)).toMatchObject({ dose_step: 3, laboratory: 2, imaging: 2 })
  expect(await countsOf(client, kept)).toEqual({ treatment: 1, dose_step: 1, laboratory: 1, note: 1 })
  const back = await client.call('cases.get', { caseId: other })
  expect(back.records.laboratory.map(({ value }) => value ?? 0).toSorted((a, b) => a - b)).toEqual([195, 310])
  expect(back.case.voided_at).toBeUndefined()
  expect((await client.call('registry.verify', {})).ok).toBe(true)
})

test('What has grown together is not torn apart: the way out is said', async () => {
  const { client, kept, other } = await twoCases()
  await client.call('cases.merge', { ...(await wishOf(client, kept, other)), leave: [] })
  const { records } = await client.call('cases.get', { caseId: kept })
  const own = await client.call('records.add', {
    caseId: kept,
    form: 'imaging',
    values: { date: '2022-02-01', modality: 'hrct' },
  })
  const last = records.imaging.at(-1)!
  await client.call('records.edit', {
    form: 'imaging',
    id: last.id,
    version: last.version,
    values: { date: '2023-02-01', modality: 'hrct', compared_with: own.id },
  })
  const failure = await failureOf(client.call('cases.unmerge', { caseId: other, reason: 'two sisters' }))
  expect(failure).toMatchObject({ kind: 'conflict', message: expect.stringContaining('AS-0007') })
})

test('A merge is refused for one case twice, a voided one, an old version, or doubles that changed', async () => {
  const { client, folder, kept, other } = await twoCases()
  const wish = await wishOf(client, kept, other)
  const before = await contentOf(client, folder)
  const refused = async (change: Partial<InputOf<'cases.merge'>>) =>
    (await failureOf(client.call('cases.merge', { ...wish, ...change }))).kind
  expect(await refused({ other: wish.kept })).toBe('invalid-input')
  expect(await refused({ other: { ...wish.other, version: 9 } })).toBe('conflict')
  expect(await refused({ leave: [{ ...wish.leave[0]!, twin: wish.leave[0]!.id }] })).toBe('conflict')
  expect(await contentOf(client, folder)).toEqual(before)
  await client.call('cases.merge', wish)
  expect(await refused({})).toBe('conflict')
  const voided = await client.call('cases.get', { caseId: other })
  const restore = { form: 'case', id: other, version: voided.case.version }
  expect(await failureOf(client.call('records.restore', restore))).toMatchObject({ kind: 'conflict' })
})

test('Nothing is entered into a case that was merged or voided, where nobody would look for it', async () => {
  const { client, kept, other } = await twoCases()
  const note = { form: 'note', values: { title: 'Typed before the merge' } }
  const { id, version } = await client.call('records.add', { caseId: kept, ...note })
  await client.call('cases.merge', await wishOf(client, kept, other))
  expect(await failureOf(client.call('records.add', { caseId: other, ...note }))).toMatchObject({
    kind: 'invalid-input',
    message: 'This case was merged into AS-0007: enter it there. What you typed is still here.',
  })
  const { case: baseline } = await client.call('cases.get', { caseId: kept })
  await client.call('records.void', { form: 'case', id: kept, version: baseline.version, reason: 'wrong patient' })
  expect((await failureOf(client.call('records.edit', { id, version, ...note }))).message).toMatch(
    /^This case is voided/,
  )
})

test('A case without an identity takes over the other’s, and gives it back', async () => {
  const { client, folder } = await newRegistry()
  const { id: kept } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  const { id: other } = await client.call('cases.create', {
    values: { code: 'AS-0002' },
    identity: { values: { family_name: 'Keller' } },
  })
  const before = await contentOf(client, folder)
  await client.call('cases.merge', {
    kept: { id: kept, version: 1 },
    other: { id: other, version: 1 },
    baseline: { values: {} },
    identity: { values: { family_name: 'Keller', given_names: 'Ruth' } },
    leave: [],
  })
  expect((await client.call('cases.viewIdentity', { caseId: kept })).record).toMatchObject({ given_names: 'Ruth' })
  await client.call('cases.unmerge', { caseId: other, reason: 'no' })
  expect(await contentOf(client, folder)).toEqual(before)
})
