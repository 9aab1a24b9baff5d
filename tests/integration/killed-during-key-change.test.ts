import { expect, test } from 'vitest'
import { killsDuringKeyChange } from '#tests/trust/faults/kills-during-key-change.ts'

const times = 8

test(`Killed ${times} times while the key is changed, the registry opens, verifies and has every case`, async () => {
  const { tried, survived, lost } = await killsDuringKeyChange.run(times, 1)
  expect({ tried, survived, lost }).toEqual({ tried: times, survived: times, lost: 0 })
}, 300_000)
