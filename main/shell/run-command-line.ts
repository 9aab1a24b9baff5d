import { app } from 'electron'
export async function runCommandLine(words: readonly string[]): Promise<void> {
  await app.whenReady()
  process.stderr.write(`unknown command ${words[0]}\n`)
  app.exit(1)
}
