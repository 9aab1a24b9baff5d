/** A number that may have no value (NaN), as JSON says it. */
export const known = (value: number): number | null => (Number.isNaN(value) ? null : value)
