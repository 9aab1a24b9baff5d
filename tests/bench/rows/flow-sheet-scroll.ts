import { randomUUID } from 'node:crypto'
import { createRegistry } from '#main/database/registry.ts'
import { insertRecord } from '#main/database/repositories/records.ts'
import { refreshCaseRow } from '#main/database/repositories/cases.ts'
import type { Writer } from '#main/database/connection.ts'
import { systemClock } from '#main/backend/session.ts'
import { tell } from '#main/tooling/project.ts'
import { appVersion } from '#main/version.ts'
import { measures } from '#shared/domain/measures.ts'
import { dayNumber, isoOfDay } from '#shared/domain/partial-date.ts'
import { typePassphrase, unlock } from '../app-steps.ts'
import { passphrase } from '../bench-registry.ts'
import type { BenchPage } from '../dev-tools.ts'
import { until } from '../in-page.ts'
import { percentile } from '../percentile.ts'
import type { Bench, BenchRow } from '../row.ts'
import { startProgram } from '../started-program.ts'

const dateCount = 300
const itemCount = 60
/** Eight seconds of scrolling where every frame is drawn in time; twice. */
const frames = 480
const rounds = 2

export const flowSheetScroll: BenchRow = {
  id: 'flow-sheet-scroll',
  what: 'A frame while the flow sheet scrolls through 300 dates × 60 items (95th percentile), against a bare page that scrolls as many cells of plain text',
  goal: 1.1,
  unit: 'ms',
  async measure(bench) {
    const { folder, caseId } = await registryOfSize(bench)
    const app: number[] = []
    const bare: number[] = []
    // One after the other: a page that is covered by another window does not draw.
    for (let round = 0; round < rounds; round++) {
      let room: Room | undefined
      const showSheet = async (page: BenchPage) => {
        room = await openSheet(page, folder, caseId)
      }
      app.push(...(await framesOf(bench, 'app', showSheet)))
      bare.push(...(await framesOf(bench, 'empty', (page) => showPlainCells(page, room!))))
    }
    tell(`flow-sheet-scroll: ${perSecond(app)} frames a second in the sheet, ${perSecond(bare)} in the bare page`)
    return {
      value: percentile(app, 0.95),
      floor: percentile(bare, 0.95),
      parts: [
        [`a frame on average, ${perSecond(app)} frames a second`, mean(app)],
        [`the same in the bare page, ${perSecond(bare)} frames a second`, mean(bare)],
        ['the slowest frame of a hundred', percentile(app, 0.99)],
      ],
    }
  },
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const perSecond = (values: readonly number[]) => (1000 / mean(values)).toFixed(1)

async function framesOf(
  bench: Bench,
  program: 'app' | 'empty',
  prepare: (page: BenchPage) => Promise<void>,
): Promise<readonly number[]> {
  const { electron, place } = bench
  const started = await startProgram({ electron, program, profile: place(`sheet-${program}-profile`) })
  try {
    await prepare(started.page)
    // The first time everything is new to the page.
    await scroll(started.page, 60)
    return await scroll(started.page, frames)
  } finally {
    await started.close()
  }
}

/** Scrolls down, up and across at reading speed, and answers how long each frame took. */
function scroll(page: BenchPage, count: number): Promise<readonly number[]> {
  return page.run(async (wanted) => {
    const scroller = document.querySelector('[role=grid]')!.closest<HTMLElement>('.sheet-scroller, .plain-scroller')!
    let [down, across] = [12, -40]
    const times: number[] = []
    await new Promise<void>((resolve) => {
      const step = (now: number): void => {
        times.push(now)
        if (times.length > wanted) return resolve()
        const [top, left] = [scroller.scrollTop, scroller.scrollLeft]
        scroller.scrollTop += down
        scroller.scrollLeft += across
        if (scroller.scrollTop === top) down = -down
        if (scroller.scrollLeft === left) across = -across
        requestAnimationFrame(step)
      }
      requestAnimationFrame(step)
    })
    return times.slice(1).map((time, index) => time - times[index]!)
  }, count)
}

/** Pixels in which cells are in sight. */
interface Room {
  readonly width: number
  readonly height: number
}

async function openSheet(page: BenchPage, folder: string, caseId: string): Promise<Room> {
  await typePassphrase(page, folder, passphrase)
  await unlock(page)
  return page.run(
    async ({ id, columns }) => {
      location.hash = `/cases/${id}/flow-sheet`
      const grid = await until(() => document.querySelector('[role=grid][aria-label="Values by date"]'))
      await until(() => grid.querySelector('[role=gridcell]'))
      if (Number(grid.getAttribute('aria-colcount')) <= columns) throw new Error('the sheet has too few dates')
      const { clientWidth, clientHeight } = grid.closest('.sheet-scroller')!
      const corner = grid.querySelector('[role=columnheader]')!.getBoundingClientRect()
      return { width: clientWidth - corner.width, height: clientHeight - corner.height }
    },
    { id: caseId, columns: dateCount },
  )
}

/**
 * The same number of cells of the same size, as many of them in sight, all there from the start, with nothing that draws
 * them but the browser. As in the sheet they stand on an opaque ground, which lets the browser move what it has drawn.
 */
async function showPlainCells(page: BenchPage, room: Room): Promise<void> {
  await page.run(
    ({ columns, rows, width, height }) => {
      const cells = Array.from(
        { length: columns },
        (_, column) => `<span style="left:${column * 80}px">${column}</span>`,
      )
      const row = `<div class="plain-row">${cells.join('')}</div>`
      document.body.innerHTML = `<style>
        body { margin: 0 } .plain-scroller { background: #fff; overflow: auto; scrollbar-width: none; font: 13px sans-serif }
        .plain-scroller { width: ${width}px; height: ${height}px }
        .plain-row { position: relative; width: ${columns * 80}px; height: 28px; border-bottom: 1px solid #ddd }
        .plain-row span { position: absolute; width: 80px; text-align: right }
      </style><div class="plain-scroller"><div role="grid">${row.repeat(rows)}</div></div>`
    },
    { columns: dateCount, rows: itemCount, ...room },
  )
}

/** A registry with one case of that many values, and another one, so that its table can be walked. */
async function registryOfSize({ place }: Bench): Promise<{ readonly folder: string; readonly caseId: string }> {
  const folder = place('flow-sheet.asild')
  const at = systemClock.now()
  let caseId = ''
  await createRegistry({ folder, name: 'Sheet', user: 'Bench', passphrase, appVersion, at }, ({ db, audit }) => {
    audit.transact({ name: 'Bench', operation: 'bench', at }, () => {
      caseId = writeCase(db, 'AS-0001', at)
      writeCase(db, 'AS-0002', at)
      writeValues(db, caseId, at)
      refreshCaseRow(db, caseId, systemClock.today())
    })
  })
  return { folder, caseId }
}

function writeCase(db: Writer, code: string, at: string): string {
  const id = randomUUID()
  insertRecord(db, 'case', {
    id,
    caseId: id,
    at,
    values: { code, status: 'active' },
    missing: {},
    confirmed: {},
    comment: null,
    source: 'recorded',
  })
  refreshCaseRow(db, id, systemClock.today())
  return id
}

function writeValues(db: Writer, caseId: string, at: string): void {
  const wanted = measures().slice(0, itemCount)
  const last = dayNumber(systemClock.today())
  for (let index = 0; index < dateCount; index++) {
    const date = isoOfDay(last - index * 14)
    const frame = { caseId, at, missing: {}, confirmed: {}, comment: null, source: 'recorded' as const }
    const byForm = new Map<string, Record<string, string | number>>()
    wanted.forEach(({ form, name, units }, item) => {
      const value = 20 + ((index * 7 + item * 3) % 60)
      if (form === 'laboratory') {
        const values = { test: name, date, value, unit: units[0] ?? null, ref_high: 60 }
        insertRecord(db, form, { ...frame, id: randomUUID(), values })
        return
      }
      const values = byForm.get(form) ?? { date, ...(form === 'visit' && { kind: 'follow-up' }) }
      const unit = units.length > 1 && { [`${name}_unit`]: units[0]! }
      byForm.set(form, { ...values, [name]: value, ...unit })
    })
    for (const [form, values] of byForm) insertRecord(db, form as 'pft', { ...frame, id: randomUUID(), values })
  }
}
