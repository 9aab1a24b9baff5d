import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchIdle } from '#main/shell/lock/lock-idle.ts'
import type { IdleWatch } from '#main/shell/lock/lock-idle.ts'

const minuteMs = 60_000
let watch: IdleWatch | undefined
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  watch?.stop()
  vi.useRealTimers()
})

interface Trial {
  readonly locked: number[]
  minutes: number | null
  isBusy: boolean
  /** How far the wall clock is from the steady one. */
  wallAheadMs: number
}

function aWatch(): Trial {
  const start = Date.now()
  const trial: Trial = { locked: [], minutes: 10, isBusy: false, wallAheadMs: 0 }
  const steady = () => Date.now() - start
  watch = watchIdle({
    minutes: async () => trial.minutes,
    isBusy: () => trial.isBusy,
    onIdle(minutes) {
      trial.locked.push(minutes)
      // Nothing is open any more.
      trial.minutes = null
    },
    clock: { steady, wall: () => steady() + trial.wallAheadMs },
  })
  return trial
}

const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * minuteMs)

test('it is locked when the minutes are over, and not before', async () => {
  const trial = aWatch()
  await pass(9.9)
  expect(trial.locked).toEqual([])
  await pass(0.2)
  expect(trial.locked).toEqual([10])
})

test('a key or a click begins them anew', async () => {
  const trial = aWatch()
  await pass(9)
  watch?.touched()
  await pass(9.9)
  expect(trial.locked).toEqual([])
  await pass(0.2)
  expect(trial.locked).toEqual([10])
})

test('never is never, and another time counts from the next key on', async () => {
  const trial = aWatch()
  trial.minutes = null
  await pass(600)
  expect(trial.locked).toEqual([])
  trial.minutes = 2
  watch?.touched()
  await pass(2.1)
  expect(trial.locked).toEqual([2])
})

test('the end of work that somebody started is waited for', async () => {
  const trial = aWatch()
  trial.isBusy = true
  await pass(30)
  expect(trial.locked).toEqual([])
  trial.isBusy = false
  await pass(0.1)
  expect(trial.locked).toEqual([10])
})

test('the time that the computer slept counts, though its steady clock stood still', async () => {
  const trial = aWatch()
  await pass(1)
  trial.wallAheadMs = 60 * minuteMs
  await pass(0.1)
  expect(trial.locked).toEqual([10])
})

test('a clock that is put back by hours holds no lock off', async () => {
  const trial = aWatch()
  trial.wallAheadMs = -5 * 60 * minuteMs
  await pass(10.1)
  expect(trial.locked).toEqual([10])
})
