import { defaultKdf } from '#main/database/keys/key-envelope.ts'
import { ask, typePassphrase, unlock } from '../app-steps.ts'
import { passphrase } from '../bench-registry.ts'
import { interleaved, median } from '../row.ts'
import type { Bench, BenchRow } from '../row.ts'
import { startProgram } from '../started-program.ts'

const times = 7

export const unlockRow: BenchRow = {
  id: 'unlock',
  what: 'Enter on the passphrase to a table of 10,000 cases that answers, against argon2id alone in an Electron utility process',
  goal: 2,
  unit: 'ms',
  async measure(bench) {
    await unlockOnce(bench)
    const { values, floors } = await interleaved(
      times,
      () => unlockOnce(bench),
      () => deriveOnce(bench),
    )
    const opening = median([await openingOnce(bench), await openingOnce(bench), await openingOnce(bench)])
    const value = median(values)
    const floor = median(floors)
    return {
      value,
      floor,
      parts: [
        ['key derivation', floor],
        ['the rest of registry.open: file, schema, audit entry', opening - floor],
        ['reading the first rows, drawing them', value - opening],
      ],
    }
  },
}

async function unlockOnce(bench: Bench): Promise<number> {
  const { folder } = await bench.registry()
  const app = await startProgram({ electron: bench.electron, program: 'app', profile: bench.place('app-profile') })
  try {
    await typePassphrase(app.page, folder, passphrase)
    return await unlock(app.page)
  } finally {
    await app.close()
  }
}

/** In a fresh process each time, as the app derives its key once. */
async function deriveOnce(bench: Bench): Promise<number> {
  const empty = await startProgram({
    electron: bench.electron,
    program: 'empty',
    profile: bench.place('empty-profile'),
  })
  try {
    return await empty.ask<number>({ type: 'derive', ...defaultKdf })
  } finally {
    await empty.close()
  }
}

async function openingOnce(bench: Bench): Promise<number> {
  const { folder } = await bench.registry()
  const app = await startProgram({ electron: bench.electron, program: 'app', profile: bench.place('app-profile') })
  try {
    await typePassphrase(app.page, folder, passphrase)
    return (await ask(app.page, 'registry.open', { folder, passphrase })).ms
  } finally {
    await app.close()
  }
}
