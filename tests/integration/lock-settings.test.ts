import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { failureOf, newRegistry, testBackend } from '#tests/support/test-backend.ts'

describe('the minutes until a registry is locked', () => {
  test('are ten until somebody sets them, and stay as they were set', async () => {
    const { client } = await newRegistry()
    expect(await client.call('registry.settings', {})).toMatchObject({ autoLockMinutes: 10 })
    await client.call('registry.saveSettings', { autoLockMinutes: 1 })
    expect(await client.call('registry.settings', {})).toMatchObject({ autoLockMinutes: 1 })
    await client.call('registry.saveSettings', { autoLockMinutes: null })
    expect(await client.call('registry.settings', {})).toMatchObject({ autoLockMinutes: null })
  })

  test('are between 1 and 120', async () => {
    const { client } = await newRegistry()
    for (const autoLockMinutes of [0, 121, 2.5])
      expect(await failureOf(client.call('registry.saveSettings', { autoLockMinutes }))).toMatchObject({
        kind: 'invalid-input',
      })
  })

  test('are none for the demo: nobody is in it', async () => {
    const folder = path.join(temporaryFolder(), 'Demo.asild')
    const { client } = testBackend()
    await client.call('registry.createDemo', { folder, cases: 1 })
    await client.call('registry.open', { folder, passphrase: 'demo' })
    expect(await client.call('registry.settings', {})).toMatchObject({ autoLockMinutes: null })
  })
})
