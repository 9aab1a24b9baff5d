import { typePassphrase, unlock } from './app-steps.ts'
import type { Bench } from './row.ts'
import { startProgram } from './started-program.ts'
import type { StartedProgram } from './started-program.ts'

interface Opened {
  /** The registry that the app has open, unlocked. */
  readonly folder: string
  readonly passphrase: string
  /** What the program beside it opens: a copy of the same file. */
  readonly beside: { readonly type: 'open' | 'openToWrite'; readonly file: string; readonly keyHex: string }
}

/** The app with a registry open, and beside it a program with nothing but the driver. Both end with the work. */
export async function withBothPrograms<T>(
  bench: Bench,
  { folder, passphrase, beside }: Opened,
  work: (app: StartedProgram, empty: StartedProgram) => Promise<T>,
): Promise<T> {
  const app = await startProgram({ electron: bench.electron, program: 'app', profile: bench.place('app-profile') })
  const empty = await startProgram({
    electron: bench.electron,
    program: 'empty-beside',
    profile: bench.place('empty-profile'),
  })
  try {
    await typePassphrase(app.page, folder, passphrase)
    await unlock(app.page)
    await empty.ask(beside)
    return await work(app, empty)
  } finally {
    await app.close()
    await empty.close()
  }
}
