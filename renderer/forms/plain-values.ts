import type { ColumnValue, RecordValues } from '#shared/dictionary/record.ts'

/** The same values in arrays that may be written to, as the contract's input is typed. */
export function plainValues(
  values: RecordValues,
): Record<string, Exclude<ColumnValue, readonly string[]> | string[] | null> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? [...value] : value,
    ]),
  )
}
