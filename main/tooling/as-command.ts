/** Runs a tool's steps; what goes wrong is told in words, without a stack, unless DEBUG asks for it. */
export async function asCommand(steps: () => Promise<number | void> | number | void): Promise<void> {
  try {
    process.exitCode = (await steps()) ?? 0
  } catch (error) {
    console.error(process.env['DEBUG'] || !(error instanceof Error) ? error : error.message)
    process.exitCode = 1
  }
}
