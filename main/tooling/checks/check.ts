export interface Outcome {
  readonly passed: number
  readonly failed: number
  /** Shown in full when something failed. */
  readonly output: string
  /** A short remark for the line of a green check. */
  readonly remark?: string
}

/** One thing that `npm test` looks at. */
export interface Check {
  /** What one types to run it alone: `node main/tooling/run-tests.ts types`. */
  readonly group: 'types' | 'lint' | 'format' | 'unused' | 'build' | 'unit' | 'e2e'
  readonly name: string
  run(): Promise<Outcome>
}

/** A guard has no tests of its own: it counts as one. */
export function asOne({ ok, output }: { readonly ok: boolean; readonly output: string }, remark?: string): Outcome {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output, ...(remark === undefined ? {} : { remark }) }
}
