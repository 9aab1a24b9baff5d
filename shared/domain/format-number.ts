/** A number as written on a ward: at most so many digits after the point, no trailing zeros, a true minus sign. */
export function formatNumber(value: number, decimals = 2): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toFixed(decimals))
  return rounded < 0 ? `−${-rounded}` : String(rounded === 0 ? 0 : rounded)
}
