import fs from 'node:fs'
import { demoPassphrase } from '#main/backend/demo-registry.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { answerSaveDialogs } from '../answer-save-dialogs.ts'
import { ask, typePassphrase, unlock } from '../app-steps.ts'
import { interleaved, median } from '../row.ts'
import type { BenchRow } from '../row.ts'
import { startProgram } from '../started-program.ts'

const warmUps = 2
const times = 9

export const pdf: BenchRow = {
  id: 'pdf',
  what: 'The summary of AS-0001 as PDF, against one line of text printed from a new hidden window of an empty app',
  goal: 2.5,
  unit: 'ms',
  async measure(bench) {
    const file = bench.place('summary.pdf')
    const app = await startProgram({
      electron: bench.electron,
      program: 'app',
      profile: bench.place('demo-profile'),
      inspect: true,
    })
    const empty = await startProgram({
      electron: bench.electron,
      program: 'empty-beside',
      profile: bench.place('empty-profile'),
    })
    try {
      await answerSaveDialogs(app, file)
      await typePassphrase(app.page, await bench.demo(), demoPassphrase)
      await unlock(app.page)
      const { value: record } = await ask<CaseRecord>(app.page, 'cases.get', { code: 'AS-0001' })
      const document = { kind: 'summary', caseId: record.case.id, paper: 'A4' }
      const summary = async () => {
        fs.rmSync(file, { force: true })
        const { ms, steps } = await ask(app.page, 'documents.savePdf', { document })
        if (!fs.readFileSync(file).subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error('the summary is no PDF')
        return { ms, laidOut: steps[1] ?? ms }
      }
      const oneLine = () => empty.ask<{ ms: number; printMs: number }>({ type: 'print' })
      await interleaved(warmUps, summary, oneLine)
      const { values, floors } = await interleaved(times, summary, oneLine)
      const value = median(values.map(({ ms }) => ms))
      const laidOut = median(values.map((one) => one.laidOut))
      const floor = median(floors.map(({ ms }) => ms))
      const printOnly = median(floors.map(({ printMs }) => printMs))
      return {
        value,
        floor,
        parts: [
          ['a hidden window, the page in it, its chart and fonts', laidOut],
          ['the entry in the audit chain, printToPDF, the file', value - laidOut],
          ['one line: its window and page', floor - printOnly],
          ['one line: printToPDF alone', printOnly],
        ],
      }
    } finally {
      await app.close()
      await empty.close()
    }
  },
}
