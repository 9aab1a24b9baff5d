import { expect, test } from 'vitest'
import { interruptible } from '#shared/statistics/interruption.ts'
import { methods } from '#shared/statistics/methods.ts'

/** Those that go on in rounds. */
const long = ['lmm', 'gee', 'cox', 'km', 'cuminc', 'table1', 'count-regression'] as const

const runExample = (name: string) => {
  const method = Object.values(methods).find((each) => each.name === name)!
  return method.run(method.input.parse(method.example) as never)
}

test.each(long)('%s ends where it is not wanted any more, and not only at its beginning', (name) => {
  let looks = 0
  interruptible(
    () => (looks += 1),
    () => runExample(name),
  )
  expect(looks).toBeGreaterThan(1)
  let left = looks
  const unwanted = () => {
    left -= 1
    if (left === 0) throw new Error('nobody waits')
  }
  expect(() => interruptible(unwanted, () => runExample(name))).toThrow('nobody waits')
})

test('Nobody is asked after the computation, nor after one that failed', () => {
  let looks = 0
  const look = () => {
    looks += 1
    throw new Error('nobody waits')
  }
  expect(() => interruptible(look, () => runExample('lmm'))).toThrow('nobody waits')
  expect(looks).toBe(1)
  runExample('lmm')
  expect(looks).toBe(1)
})
