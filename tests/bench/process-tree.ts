/** The processes that belong to a started program, and the memory they hold. Linux only: it is read from /proc. */
import fs from 'node:fs'

export interface RunningProcess {
  readonly pid: number
  /** Chromium's word for its kind (`renderer`, `gpu-process`, `utility`, …), or `main`. */
  readonly kind: string
  /** Tells it from a later process of the same number. */
  readonly since: string
}

export const canReadMemory = fs.existsSync('/proc/self/smaps_rollup')

/** A process and all that it started, directly or not. Where there is no /proc, the process alone. */
export function processTree(root: number): readonly RunningProcess[] {
  const children = new Map<number, number[]>()
  const all = fs.existsSync('/proc') ? fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []
  for (const pid of all.map(Number)) {
    const stat = read(pid, 'stat')
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const tree = [root]
  for (const pid of tree) tree.push(...(children.get(pid) ?? []))
  return tree.map((pid) => ({
    pid,
    kind: /--type=([\w-]+)/.exec(read(pid, 'cmdline'))?.[1] ?? 'main',
    since: sinceOf(pid),
  }))
}

export function stillRuns({ pid, since }: RunningProcess): boolean {
  return since !== '' && sinceOf(pid) === since
}

/** When it was started, in ticks since the machine was (proc(5), field 22). */
function sinceOf(pid: number): string {
  const stat = read(pid, 'stat')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

/** Memory by kind of process in MB: each page of memory counted once, in shares where processes share it (PSS). */
export function memoryByKind(processes: readonly RunningProcess[]): ReadonlyMap<string, number> {
  const memory = new Map<string, number>()
  for (const { pid, kind } of processes) {
    const kB = /^Pss:\s+(\d+)/m.exec(read(pid, 'smaps_rollup'))?.[1]
    if (kB === undefined)
      throw new Error(`The memory of process ${pid} (${kind}) can't be read; run the bench as root.`)
    memory.set(kind, (memory.get(kind) ?? 0) + Number(kB) / 1024)
  }
  return memory
}

function read(pid: number, file: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return '' // Ended meanwhile, or not ours to look into.
  }
}
