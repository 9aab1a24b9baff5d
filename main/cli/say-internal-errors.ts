/** For whoever looks for a mistake in the program: the whole error on stderr, when DEBUG is set. */
export function sayInternalErrors(error: unknown, operation: string): string {
  if (process.env['DEBUG'])
    process.stderr.write(`${operation}: ${error instanceof Error ? error.stack : String(error)}\n`)
  return 'not kept'
}
