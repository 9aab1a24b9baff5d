import { expect, test } from 'vitest'
import { failureOf, newRegistry } from '#tests/support/test-backend.ts'

/** A registry with one case whose FVC fell by 20 % while symptoms got worse. */
async function registryWithDecline() {
  const made = await newRegistry()
  const { client } = made
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001', birth_date: '1952' } })
  const add = (form: string, values: Record<string, string | number>) =>
    client.call('records.add', { form, caseId, values })
  await add('pft', { date: '2023-01-10', fvc_pct: 60 })
  const { id: followUp } = await add('pft', { date: '2023-10-12', fvc_pct: 48 })
  await add('visit', { date: '2023-10-12', kind: 'follow-up', respiratory_change: 'worse' })
  const judgment = { rule: 'inbuild', judged_on: '2026-11-20', as_of: '2023-10-12' }
  const saved = async () => (await client.call('cases.get', { caseId })).records.judgment
  return { ...made, caseId, add, followUp, judgment, saved }
}

test('What the rule said, its version and the records it rested on are computed by the program, whatever is sent', async () => {
  const { add, followUp, judgment, saved } = await registryWithDecline()
  await add('judgment', { ...judgment, verdict: 'met', computed: 'not-met', rule_version: '99', rests_on: 'nothing' })
  const [kept] = await saved()
  expect(kept).toMatchObject({ verdict: 'met', computed: 'met', rule_version: '1' })
  expect(kept!.rests_on).toContain(`pft ${followUp} 1`)
})

test('A verdict that differs from the rule is refused without a reason, and kept with one', async () => {
  const { add, judgment, saved } = await registryWithDecline()
  const failure = await failureOf(add('judgment', { ...judgment, verdict: 'not-met' }))
  expect(failure).toMatchObject({ kind: 'invalid-input', issues: [{ path: 'reason' }] })
  await add('judgment', { ...judgment, verdict: 'not-met', reason: 'Poor effort at the second test' })
  expect(await saved()).toMatchObject([
    { verdict: 'not-met', computed: 'met', reason: 'Poor effort at the second test' },
  ])
})

test('Rewording the reason leaves what the rule said then; another verdict asks the rule anew', async () => {
  const { client, add, followUp, judgment, saved } = await registryWithDecline()
  const { id } = await add('judgment', { ...judgment, verdict: 'met' })
  await client.call('records.edit', {
    form: 'pft',
    id: followUp,
    version: 1,
    values: { date: '2023-10-12', fvc_pct: 60 },
  })
  const edit = (version: number, values: Record<string, string>) =>
    client.call('records.edit', { form: 'judgment', id, version, values: { ...judgment, ...values } })
  await edit(1, { verdict: 'met', reason: 'Clear' })
  expect(await saved()).toMatchObject([{ computed: 'met', reason: 'Clear' }])
  await edit(2, { verdict: 'not-assessable', reason: 'Only one good test' })
  expect(await saved()).toMatchObject([{ computed: 'not-assessable' }])
  expect((await saved())[0]!.rests_on).toContain(`pft ${followUp} 2`)
})

test('A judgment is undone like any other change', async () => {
  const { client, add, judgment, saved } = await registryWithDecline()
  await add('judgment', { ...judgment, verdict: 'met' })
  await client.call('changes.undo', {})
  expect(await saved()).toEqual([])
})
