/** Items of a site's own, on the real backend: defined, used, changed, retired, undone, kept apart from other registries. */
import path from 'node:path'
import { expect, test } from 'vitest'
import { itemOf } from '#shared/dictionary/forms.ts'
import { laboratoryTestOf } from '#shared/dictionary/lists/laboratory-tests.ts'
import type { SiteItem, SiteItemDefinition } from '#shared/dictionary/site-items.ts'
import type { Client } from '#shared/ipc/client.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { timelineOf } from '#shared/domain/timeline.ts'
import { runCommand } from '#main/cli/run.ts'
import { inProcessBackend } from '#main/shell/backend-in-process.ts'
import { failureOf, newRegistry, passphrase } from '#tests/support/test-backend.ts'

const grip: SiteItemDefinition = {
  label: 'Grip, left',
  type: 'quantity',
  units: ['kg', '[lb_av]'],
  hard: { min: 0, max: 120 },
  chart: true,
}
const swelling: SiteItemDefinition = {
  label: 'Swelling',
  type: 'choices',
  choices: [
    { code: 'hands', label: 'Hands' },
    { code: 'feet', label: 'Both feet' },
  ],
}

async function siteItem(client: Client, name: string): Promise<SiteItem> {
  const { items } = await client.call('dictionary.siteItems', {})
  return items.find((item) => item.name === name)!
}

const addItem = (client: Client, definition: SiteItemDefinition, form = 'visit') =>
  client.call('dictionary.saveSiteItem', { kind: 'item', form, definition: structuredClone(definition) as never })

const addMeasure = (client: Client) =>
  client.call('dictionary.saveSiteItem', {
    kind: 'measure',
    form: 'laboratory',
    definition: { label: 'IL-6', type: 'number', units: ['pg/mL'], chart: true },
  })

async function change(client: Client, name: string, definition: Partial<SiteItemDefinition>) {
  const { id, version, kind, form, definition: before } = await siteItem(client, name)
  return client.call('dictionary.saveSiteItem', {
    existing: { id, version },
    kind,
    form,
    definition: { ...before, ...definition } as never,
  })
}

async function aCaseIn(client: Client): Promise<string> {
  const { id } = await client.call('cases.create', { values: { code: 'AS-0001', status: 'active' } })
  return id
}

const visit = { date: '2026-01-05', kind: 'follow-up' }
const measured = { x_grip_left: 32, x_grip_left_unit: 'kg', x_swelling: ['hands', 'feet'] }

const addVisit = (client: Client, caseId: string, values: Record<string, string | number | string[]>) =>
  client.call('records.add', { form: 'visit', caseId, values: { ...visit, ...values } })

const visitsOf = async (client: Client, caseId: string) =>
  (await client.call('cases.get', { caseId })).records.visit as unknown as readonly Record<string, unknown>[]

test('Values of an item are read as they were written, found by their words, and there again after the registry was closed', async () => {
  const { client, folder } = await newRegistry()
  expect(await addItem(client, grip)).toMatchObject({ name: 'x_grip_left', version: 1 })
  await addItem(client, swelling)
  const caseId = await aCaseIn(client)
  await addVisit(client, caseId, measured)
  expect((await visitsOf(client, caseId))[0]).toMatchObject(measured)
  expect((await client.call('cases.find', { search: 'both feet', offset: 0, limit: 10 })).total).toBe(1)

  await client.call('registry.close', {})
  expect(itemOf('visit', 'x_grip_left')).toBeUndefined()
  await client.call('registry.open', { folder, passphrase })
  expect(itemOf('visit', 'x_grip_left')?.label).toBe('Grip, left')
  expect((await visitsOf(client, caseId))[0]).toMatchObject(measured)
  const { ok, checks } = await client.call('registry.verify', {})
  expect(checks.filter((check) => !check.ok)).toEqual([])
  expect(ok).toBe(true)
})

test('What the form refuses is refused here too, at its field', async () => {
  const { client } = await newRegistry()
  await addItem(client, grip)
  await addItem(client, swelling)
  const caseId = await aCaseIn(client)
  const refused = async (values: Record<string, string | number | string[]>) =>
    (await failureOf(addVisit(client, caseId, values))).issues
  expect(await refused({ x_grip_left: 121, x_grip_left_unit: 'kg' })).toMatchObject([{ path: 'x_grip_left' }])
  expect(await refused({ x_grip_left: 12 })).toMatchObject([{ path: 'x_grip_left_unit' }])
  expect(await refused({ x_swelling: ['nose'] })).toMatchObject([{ path: 'x_swelling' }])
  expect(await refused({ x_other: 1 })).toMatchObject([{ path: 'x_other' }])
  expect(await visitsOf(client, caseId)).toEqual([])
})

test('A measure is a test like any other, and has a lane on the chart', async () => {
  const { client } = await newRegistry()
  await addMeasure(client)
  await addItem(client, grip)
  const caseId = await aCaseIn(client)
  const values = { test: 'x_il_6', date: '2026-01-05', value: 12, unit: 'pg/mL', ref_high: 7 }
  await client.call('records.add', { form: 'laboratory', caseId, values })
  await addVisit(client, caseId, { x_grip_left: 32, x_grip_left_unit: 'kg' })
  const record = await client.call('cases.get', { caseId })
  expect(record.records.laboratory[0]).toMatchObject(values)
  expect(timelineOf(record, '2026-02-01', standardClinicalSettings).series.map(({ id }) => id)).toEqual([
    'site:x_il_6',
    'site:x_grip_left',
  ])
})

test('The history of a record tells changes item by item, and undo takes them back', async () => {
  const { client } = await newRegistry()
  await addItem(client, grip)
  await addItem(client, swelling)
  const caseId = await aCaseIn(client)
  const { id } = await addVisit(client, caseId, measured)
  await client.call('records.edit', {
    form: 'visit',
    id,
    version: 1,
    values: { ...visit, x_grip_left: 36, x_grip_left_unit: 'kg' },
    reason: 'misread',
  })
  const { entries } = await client.call('records.history', { form: 'visit', id })
  expect(entries[0]!.after).toMatchObject(measured)
  expect([entries[1]!.before, entries[1]!.after]).toEqual([
    { version: 1, x_grip_left: 32, x_swelling: ['hands', 'feet'] },
    { version: 2, x_grip_left: 36, x_swelling: null },
  ])
  const { sets } = await client.call('changes.ofCase', { caseId, limit: 10 })
  expect(sets[0]!.records[0]!.after).toEqual({ version: 2, x_grip_left: 36, x_swelling: null })
  await client.call('changes.undo', {})
  expect((await visitsOf(client, caseId))[0]).toMatchObject({ ...measured, version: 3 })
})

test('Once values exist, words and wider limits are taken; what the values mean stays', async () => {
  const { client } = await newRegistry()
  await addItem(client, grip)
  await addItem(client, swelling)
  const caseId = await aCaseIn(client)
  await change(client, 'x_grip_left', { units: ['[lb_av]', 'kg'] })
  await change(client, 'x_grip_left', { units: ['kg', '[lb_av]'] })
  await addVisit(client, caseId, measured)
  expect(await client.call('dictionary.siteItemUse', { id: (await siteItem(client, 'x_grip_left')).id })).toEqual({
    records: 1,
  })
  const refused = async (name: string, definition: Partial<SiteItemDefinition>) =>
    (await failureOf(change(client, name, definition))).issues?.map(({ path }) => path)
  expect(await refused('x_grip_left', { type: 'text' })).toEqual(['definition.type'])
  expect(await refused('x_grip_left', { units: ['kg'] })).toEqual(['definition.units'])
  expect(await refused('x_grip_left', { hard: { min: 0, max: 40 } })).toEqual(['definition.hard'])
  expect(await refused('x_swelling', { type: 'choice' })).toEqual(['definition.type'])
  expect(await refused('x_swelling', { choices: swelling.choices!.slice(1) })).toEqual(['definition.choices'])

  await change(client, 'x_grip_left', { label: 'Left grip', hard: { min: 0, max: 150 } })
  expect((await siteItem(client, 'x_grip_left')).definition.label).toBe('Left grip')
  await change(client, 'x_swelling', {
    choices: [
      ...swelling.choices!.map((choice) => ({ ...choice, label: `${choice.label} swollen` })),
      { code: 'face', label: 'Face' },
    ],
  })
  expect((await client.call('cases.find', { search: 'feet swollen', offset: 0, limit: 10 })).total).toBe(1)
  await addVisit(client, caseId, { x_swelling: ['face'] })
})

test('A retired item keeps its values, can be asked again, and its label is free meanwhile', async () => {
  const { client } = await newRegistry()
  await addItem(client, grip)
  const caseId = await aCaseIn(client)
  const { id: visitId } = await addVisit(client, caseId, { x_grip_left: 32, x_grip_left_unit: 'kg' })
  const { id } = await siteItem(client, 'x_grip_left')
  await client.call('dictionary.retireSiteItem', { id, version: 1, reason: 'the device is broken' })
  expect(itemOf('visit', 'x_grip_left')?.retired).toBe(true)
  expect((await visitsOf(client, caseId))[0]).toMatchObject({ x_grip_left: 32 })
  const kept = { ...visit, kind: 'baseline', x_grip_left: 32, x_grip_left_unit: 'kg' }
  await client.call('records.edit', { form: 'visit', id: visitId, version: 1, values: kept })
  expect((await visitsOf(client, caseId))[0]).toMatchObject(kept)

  expect(await addItem(client, grip)).toMatchObject({ name: 'x_grip_left_2' })
  expect((await failureOf(client.call('dictionary.restoreSiteItem', { id, version: 2 }))).message).toContain(
    'is asked in this form already',
  )
  await client.call('changes.undo', {})
  expect((await siteItem(client, 'x_grip_left_2')).retired).toBe(true)
  await client.call('dictionary.restoreSiteItem', { id, version: 2 })
  expect(itemOf('visit', 'x_grip_left')?.retired).toBeUndefined()
  expect((await client.call('registry.verify', {})).ok).toBe(true)
})

test('A change of the dictionary can be undone, unless values have come to need it', async () => {
  const { client } = await newRegistry()
  await addItem(client, grip)
  const caseId = await aCaseIn(client)
  await change(client, 'x_grip_left', { label: 'Left hand' })
  expect((await client.call('changes.undoable', {})).undo?.label).toBe('Left hand changed in the dictionary')
  await client.call('changes.undo', {})
  expect(itemOf('visit', 'x_grip_left')?.label).toBe('Grip, left')
  await client.call('changes.redo', {})
  expect(itemOf('visit', 'x_grip_left')?.label).toBe('Left hand')

  await change(client, 'x_grip_left', { hard: { min: 0, max: 200 } })
  await addVisit(client, caseId, { x_grip_left: 180, x_grip_left_unit: 'kg' })
  const { sets } = await client.call('changes.ofCase', { caseId, limit: 1 })
  await client.call('changes.undo', {})
  expect((await failureOf(client.call('changes.undo', {}))).message).toContain('Values exist')
  expect(sets).toHaveLength(1)
  expect((await siteItem(client, 'x_grip_left')).definition.hard?.max).toBe(200)
})

test('Somebody who looks at an old state of an item is told so', async () => {
  const { client } = await newRegistry()
  const { id } = await addItem(client, grip)
  await change(client, 'x_grip_left', { label: 'Left hand' })
  const definition = structuredClone(grip) as never
  const again = client.call('dictionary.saveSiteItem', {
    existing: { id, version: 1 },
    kind: 'item',
    form: 'visit',
    definition,
  })
  expect((await failureOf(again)).kind).toBe('conflict')
})

test('Two registries opened one after the other do not mix', async () => {
  const { client, folder } = await newRegistry()
  await addItem(client, grip)
  await addMeasure(client)
  const other = path.join(path.dirname(folder), 'other.asild')
  await client.call('registry.create', { folder: other, name: 'Other', user: 'Dr. Other', passphrase })
  expect(await client.call('dictionary.siteItems', {})).toEqual({ items: [] })
  expect(itemOf('visit', 'x_grip_left')).toBeUndefined()
  expect(laboratoryTestOf('x_il_6')).toBeUndefined()
  const caseId = await aCaseIn(client)
  expect((await failureOf(addVisit(client, caseId, { x_grip_left: 1, x_grip_left_unit: 'kg' }))).kind).toBe(
    'invalid-input',
  )
  await addItem(client, { label: 'Other', type: 'text' }, 'case')
  expect((await client.call('dictionary.siteItems', {})).items.map(({ name }) => name)).toEqual(['x_other'])
})

test('The command line prints them with the rest of the case', async () => {
  const { client, folder } = await newRegistry()
  await addItem(client, grip)
  const caseId = await aCaseIn(client)
  await addVisit(client, caseId, { x_grip_left: 32, x_grip_left_unit: 'kg' })
  await client.call('registry.close', {})
  const { code, stdout } = await runCommand(['case', folder, 'AS-0001', '--json'], {
    program: 'registry',
    env: { AS_ILD_PASSPHRASE: passphrase },
    cwd: folder,
    readInput: async () => '',
    openBackend: ({ readOnly }) => inProcessBackend({ appVersion: '0.0.0-test', readOnly }),
  })
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ records: { visit: [{ x_grip_left: 32, x_grip_left_unit: 'kg' }] } })
})
