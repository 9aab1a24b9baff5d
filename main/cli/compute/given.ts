/** What formulas accept as input: names as people write them, answers of three values. */
import { z } from 'zod'
import type { Met } from '#shared/domain/rules/rule-finding.ts'

/** `true`, `false`, or `null` for not known. */
export const answer = z.boolean().nullable()

const folded = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

export const isSameName = (a: string, b: string): boolean => folded(a) === folded(b)

/** The input with its fields under their own names: case, spaces, dashes and known other names make no difference. */
export function underOwnNames(names: Readonly<Record<string, readonly string[]>>): (input: unknown) => unknown {
  const known = new Map(
    Object.entries(names).flatMap(([own, others]) => [own, ...others].map((name) => [folded(name), own] as const)),
  )
  return (input) =>
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? Object.fromEntries(Object.entries(input).map(([name, value]) => [known.get(folded(name)) ?? name, value]))
      : input
}

/** The own name of one thing, or undefined where nothing is called so. */
export function ownName<K extends string>(names: Readonly<Record<K, readonly string[]>>, said: string): K | undefined {
  const entries = Object.entries(names) as unknown as readonly (readonly [K, readonly string[]])[]
  return entries.find(([own, others]) => [own, ...others].some((name) => isSameName(name, said)))?.[0]
}

export const metOf = (value: boolean | null | undefined): Met => value ?? undefined
/** JSON has no `undefined`. */
export const metOut = (met: Met): boolean | null => met ?? null

/** `male`, `M`, `female`, `F`. */
export const sex = z
  .string()
  .transform((said) => ({ m: 'male', male: 'male', f: 'female', female: 'female' })[said.trim().toLowerCase()])
  .pipe(z.enum(['male', 'female'], { error: 'M or F' }))
