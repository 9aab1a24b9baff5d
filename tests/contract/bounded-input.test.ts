import type { z } from 'zod'
import { expect, test } from 'vitest'
import { contract } from '#shared/ipc/contract.ts'
import type { Operation } from '#shared/ipc/operation.ts'

interface Definition {
  readonly type: string
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string } } }[]
  readonly innerType?: z.ZodType
  readonly element?: z.ZodType
  readonly keyType?: z.ZodType
  readonly valueType?: z.ZodType
  readonly in?: z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly items?: readonly z.ZodType[]
  readonly shape?: Readonly<Record<string, z.ZodType>>
}

/** Where a schema lets something of any size through. */
function unbounded(schema: z.ZodType, at: string): readonly string[] {
  const definition = schema.def as unknown as Definition
  const hasCheck = (name: string) => (definition.checks ?? []).some((each) => each._zod.def.check === name)
  switch (definition.type) {
    case 'string':
      return hasCheck('max_length') ? [] : [at]
    case 'array':
      return [
        ...(hasCheck('max_length') || hasCheck('length_equals') ? [] : [`${at}[]`]),
        ...unbounded(definition.element!, `${at}[]`),
      ]
    case 'record':
      return [
        ...unbounded(definition.keyType!, `${at}{key}`),
        ...unbounded(definition.valueType!, `${at}{}`),
        ...(hasCheck('custom') ? [] : [`${at}{}`]),
      ]
    case 'object':
      return Object.entries(definition.shape!).flatMap(([key, value]) => unbounded(value, `${at}.${key}`))
    case 'union':
      return definition.options!.flatMap((option) => unbounded(option, at))
    case 'tuple':
      return definition.items!.flatMap((item, index) => unbounded(item, `${at}.${index}`))
    case 'pipe':
      return unbounded(definition.in!, at)
    case 'custom':
    case 'unknown':
    case 'any':
      return [at]
    default:
      return definition.innerType ? unbounded(definition.innerType, at) : []
  }
}

test('No operation takes a text, a list or a record of any size', () => {
  const found = Object.entries(contract as Readonly<Record<string, Operation>>).flatMap(([name, { input }]) =>
    unbounded(input, name),
  )
  expect(found).toEqual([])
})
