import { setTimeout as sleep } from 'node:timers/promises'
import { demoPassphrase } from '#main/backend/demo-registry.ts'
import { openFirstCase, typePassphrase, unlock } from '../app-steps.ts'
import { canReadMemory, memoryByKind, processTree } from '../process-tree.ts'
import { interleaved, median } from '../row.ts'
import type { Bench, BenchRow } from '../row.ts'
import { startProgram } from '../started-program.ts'

const times = 3
/** Until what a start needs for a moment only is given back. */
const settleMs = 5_000

export const memory: BenchRow = {
  id: 'memory',
  what: 'Memory of all processes after opening a case of the demo, against an empty window (PSS)',
  goal: 1.4,
  unit: 'MB',
  async measure(bench) {
    if (!canReadMemory) throw new Error('Shares of memory are read from /proc, which only Linux has.')
    const { values, floors } = await interleaved(
      times,
      () => memoryOf(bench, 'app'),
      () => memoryOf(bench, 'empty'),
    )
    const sum = (kinds: ReadonlyMap<string, number>) => [...kinds.values()].reduce((all, one) => all + one, 0)
    const kinds = [...new Set(values.flatMap((one) => [...one.keys()]))]
    const more = (kind: string) =>
      median(values.map((one) => one.get(kind) ?? 0)) - median(floors.map((one) => one.get(kind) ?? 0))
    return {
      value: median(values.map(sum)),
      floor: median(floors.map(sum)),
      parts: kinds.map((kind) => [`${kind}: more than with an empty window`, more(kind)] as const),
    }
  },
}

async function memoryOf(bench: Bench, program: 'app' | 'empty'): Promise<ReadonlyMap<string, number>> {
  const started = await startProgram({
    electron: bench.electron,
    program,
    profile: bench.place(program === 'app' ? 'demo-profile' : 'empty-profile'),
  })
  try {
    if (program === 'app') {
      await typePassphrase(started.page, await bench.demo(), demoPassphrase)
      await unlock(started.page)
      await openFirstCase(started.page)
    }
    await sleep(settleMs)
    return memoryByKind(processTree(started.pid))
  } finally {
    await started.close()
  }
}
