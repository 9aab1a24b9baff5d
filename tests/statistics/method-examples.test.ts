import { expect, test } from 'vitest'
import { methods } from '#shared/statistics/methods.ts'

test.each(methods.map((method) => [method.name, method] as const))(
  'the example of %s is answered, with nothing in it that JSON cannot say',
  (_name, method) => {
    const answer = method.run(method.input.parse(method.example))
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
  },
)
