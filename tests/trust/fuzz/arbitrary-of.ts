/** Inputs of an operation, made of the very schema that its contract names. */
import fc from 'fast-check'
import type { z } from 'zod'
import { hostileText, wildValue } from './hostile.ts'

/** What is taken for a text or a number under this name, where anything is known that means something there. */
export type Known = (name: string) => readonly (string | number)[] | undefined

interface Check {
  readonly check: string
  readonly maximum?: number
  readonly minimum?: number
  readonly value?: number
  readonly format?: string
}
/** The parts of zod's definitions that are read here. */
interface Definition {
  readonly type: string
  readonly format?: string
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[]
  readonly innerType?: z.ZodType
  readonly element?: z.ZodType
  readonly keyType?: z.ZodType
  readonly valueType?: z.ZodType
  readonly in?: z.ZodType
  readonly getter?: () => z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly items?: readonly z.ZodType[]
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly entries?: Readonly<Record<string, string | number>>
  readonly values?: readonly unknown[]
}

const definitionOf = (schema: z.ZodType): Definition => schema.def as unknown as Definition

/** A schema that holds itself is followed so deep. */
const mostNested = 3
let nested = 0

/** @param name of the property that it stands in */
export function arbitraryOf(schema: z.ZodType, known: Known, name = ''): fc.Arbitrary<unknown> {
  const definition = definitionOf(schema)
  const inner = () => arbitraryOf(definition.innerType!, known, name)
  switch (definition.type) {
    case 'object':
      return objectOf(definition.shape!, known)
    case 'string':
      return textOf(definition, known, name)
    case 'number':
      return numberOf(definition, known, name)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'enum':
      return fc.constantFrom<unknown>(...Object.values(definition.entries!))
    case 'literal':
      return fc.constantFrom(...definition.values!)
    case 'array':
      return fc.array(arbitraryOf(definition.element!, known, name), {
        minLength: bound(definition, 'min_length') ?? 0,
        maxLength: Math.min(6, bound(definition, 'max_length') ?? 6),
      })
    case 'tuple':
      return fc.tuple(...definition.items!.map((item) => arbitraryOf(item, known, name)))
    case 'record':
      return fc
        .array(fc.tuple(keyOf(definition, known, name), arbitraryOf(definition.valueType!, known)), { maxLength: 8 })
        .map((entries) => Object.fromEntries(entries))
    case 'union':
      return fc.oneof(...definition.options!.map((option) => arbitraryOf(option, known, name)))
    case 'optional':
      return fc.oneof(inner(), fc.constant(undefined))
    case 'nullable':
      return fc.oneof(inner(), fc.constant(null))
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
    case 'catch':
      return inner()
    case 'pipe':
      return arbitraryOf(definition.in!, known, name)
    case 'lazy':
      if (nested === mostNested) return wildValue
      nested += 1
      try {
        return arbitraryOf(definition.getter!(), known, name)
      } finally {
        nested -= 1
      }
    default:
      return wildValue
  }
}

function objectOf(shape: Readonly<Record<string, z.ZodType>>, known: Known): fc.Arbitrary<unknown> {
  return fc.record(
    Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, arbitraryOf(value, known, key)])),
  )
}

function bound({ checks = [] }: Definition, check: string): number | undefined {
  const found = checks.map((each) => each._zod.def).find((each) => each.check === check)
  return found?.maximum ?? found?.minimum ?? found?.value
}

function keyOf({ keyType }: Definition, known: Known, name: string): fc.Arbitrary<string> {
  const keys = known(`${name}.key`)
  const hostile = keyType ? (arbitraryOf(keyType, known) as fc.Arbitrary<string>) : hostileText
  return keys ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...keys.map(String)) }, hostile) : hostile
}

function textOf(definition: Definition, known: Known, name: string): fc.Arbitrary<string> {
  if (definition.format === 'base64')
    return fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString('base64'))
  const longest = bound(definition, 'max_length')
  const shortest = bound(definition, 'min_length') ?? 0
  const fit = (text: string) => text.slice(0, longest ?? text.length).padEnd(shortest, 'x')
  const names = known(name)
  const anything = hostileText.map(fit)
  return names?.length ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names.map(String)) }, anything) : anything
}

function numberOf(definition: Definition, known: Known, name: string): fc.Arbitrary<number> {
  const names = known(name)
  if (names?.length) return fc.constantFrom(...names.map(Number))
  const least = bound(definition, 'greater_than')
  const most = bound(definition, 'less_than')
  if (definition.format === undefined && least === undefined)
    return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  return fc.integer({
    min: Math.ceil(least ?? -(2 ** 40)),
    max: Math.floor(most ?? 2 ** 40),
  })
}

/** One place of an input replaced by something else, or something added that nobody asked for. */
export function spoiled(input: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(input, fc.nat(), fc.nat(2), wildValue, hostileText).map(([given, where, how, wild, key]) => {
    // The same value may be given again.
    const whole = structuredClone(given)
    const places = placesIn(whole)
    const place = places[where % places.length]
    if (!place) return wild
    const { holder, at } = place
    if (how === 0 && !Array.isArray(holder)) delete holder[at]
    else if (how === 1 && !Array.isArray(holder)) Object.defineProperty(holder, key, { value: wild, enumerable: true })
    else holder[at] = wild
    return whole
  })
}

type Holder = Record<string, unknown>

function placesIn(whole: unknown): readonly { readonly holder: Holder; readonly at: string }[] {
  if (typeof whole !== 'object' || whole === null) return []
  const holder = whole as Holder
  return Object.keys(holder).flatMap((at) => [{ holder, at }, ...placesIn(holder[at])])
}
