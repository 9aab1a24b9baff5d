export interface TestResult {
  /** As written below a table: `Welch t`. */
  readonly name: string
  readonly statistic: number | null
  /** Two for an F statistic. */
  readonly df: number | readonly [number, number] | null
  /** Two-sided. */
  readonly p: number
}
