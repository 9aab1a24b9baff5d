import type { BenchPage } from '../dev-tools.ts'
import { afterPaint, until } from '../in-page.ts'
import { passphrase } from '../bench-registry.ts'
import { interleaved, median } from '../row.ts'
import type { Bench, BenchRow } from '../row.ts'
import { startProgram } from '../started-program.ts'
import { typePassphrase, unlock } from '../app-steps.ts'

const times = 9

/** A start as on every morning: a profile that was used before, with a registry to unlock. */
export const coldStart: BenchRow = {
  id: 'cold-start',
  what: 'Spawn to a first screen that answers, against the first paint of an empty window',
  goal: 1.4,
  unit: 'ms',
  async measure(bench) {
    await warmUp(bench)
    const { values, floors } = await interleaved(
      times,
      () => start(bench, 'app'),
      () => start(bench, 'empty'),
    )
    const part = (starts: readonly Start[], of: keyof Start) => median(starts.map((one) => one[of]))
    return {
      value: part(values, 'usable'),
      floor: part(floors, 'usable'),
      parts: [
        ['spawn to the page beginning to load (empty window)', part(floors, 'navigated')],
        ['spawn to the page beginning to load', part(values, 'navigated')],
        ['then to its script running', part(values, 'scripted') - part(values, 'navigated')],
        ['then to the first paint', part(values, 'painted') - part(values, 'scripted')],
        ['then to the passphrase field answering', part(values, 'usable') - part(values, 'painted')],
      ],
    }
  },
}

async function warmUp(bench: Bench): Promise<void> {
  const { folder } = await bench.registry()
  const app = await startProgram({ electron: bench.electron, program: 'app', profile: bench.place('app-profile') })
  try {
    await typePassphrase(app.page, folder, passphrase)
    await unlock(app.page) // From now on the first screen offers this registry.
  } finally {
    await app.close()
  }
  await start(bench, 'app')
  await start(bench, 'empty')
}

/** Milliseconds after the program was spawned. */
interface Start {
  readonly navigated: number
  readonly scripted: number
  readonly painted: number
  readonly usable: number
}

async function start({ electron, place }: Bench, program: 'app' | 'empty'): Promise<Start> {
  const started = await startProgram({ electron, program, profile: place(`${program}-profile`) })
  try {
    const { origin, ...marks } = await (program === 'app' ? appMarks : emptyMarks)(started.page)
    const fromSpawn = (ms: number) => origin + ms - started.spawnedAt
    return {
      navigated: fromSpawn(0),
      scripted: fromSpawn(marks.scripted),
      painted: fromSpawn(marks.painted),
      usable: fromSpawn(marks.usable),
    }
  } finally {
    await started.close()
  }
}

type Marks = Record<'origin' | 'scripted' | 'painted' | 'usable', number>

/** Usable: a letter typed into the passphrase field has switched on the button, and that is drawn. */
function appMarks(page: BenchPage): Promise<Marks> {
  return page.run(async () => {
    const field = await until(() => document.querySelector<HTMLInputElement>('input[type=password]'))
    const type = (text: string): void => {
      // As the browser does it: past React's own setter, then the event.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, text)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    type('x')
    await until(() => document.querySelector('form button[type=submit]:enabled'))
    const usable = await afterPaint()
    const named = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? 0
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    return {
      origin: performance.timeOrigin,
      scripted: navigation!.domInteractive,
      painted: named('first-contentful-paint'),
      usable,
    }
  }, undefined)
}

function emptyMarks(page: BenchPage): Promise<Marks> {
  return page.run(async () => {
    const painted = await new Promise<number>((resolve) =>
      new PerformanceObserver((list) => {
        const entry = list.getEntriesByName('first-contentful-paint')[0]
        if (entry) resolve(entry.startTime)
      }).observe({ type: 'paint', buffered: true }),
    )
    return { origin: performance.timeOrigin, scripted: painted, painted, usable: painted }
  }, undefined)
}
