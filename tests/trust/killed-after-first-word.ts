/** Scripts that are killed: a random while after they first said something, or as soon as they have said a word. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Runs a script and kills it a while after it first said something.
 * @returns the whole lines that it had said
 * @throws where it ended by itself
 */
export async function killedAfterFirstWord(words: readonly string[], afterMs: number): Promise<string[]> {
  const { lines } = await killedWhen(words, async (spoken) => {
    await spoken('')
    await wait(afterMs)
  })
  return lines
}

/** How long a script takes from its first word to a line that begins so, on this machine as busy as it is now. */
export async function timeFromFirstWordTo(words: readonly string[], line: string): Promise<number> {
  const { ms } = await killedWhen(words, async (spoken) => {
    await spoken('')
    const first = Date.now()
    await spoken(line)
    return Date.now() - first
  })
  return ms ?? 0
}

async function killedWhen<T>(
  words: readonly string[],
  moment: (spoken: (line: string) => Promise<void>) => Promise<T>,
): Promise<{ lines: string[]; ms: T }> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit') as Promise<[number | null]>
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  const hasEnded = ended.then(() => true)
  const spoken = async (line: string): Promise<void> => {
    while (!`\n${said}`.includes(`\n${line}`) || said === '')
      if (await Promise.race([once(child.stdout, 'data').then(() => false), hasEnded])) return
  }
  const ms = await moment(spoken)
  child.kill('SIGKILL')
  const [code] = await ended
  if (code !== null) throw new Error(`${words[0]} ended by itself with code ${code}`)
  return { lines: said.split('\n').slice(0, -1), ms }
}
