import { openReader } from '#main/database/connection.ts'
import { caseRecord } from '#main/database/repositories/cases.ts'
import { systemClock } from '#main/backend/session.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { standardClinicalSettings as settings } from '#shared/domain/clinical-settings.ts'
import { criteriaFindings } from '#shared/domain/criteria/criteria-findings.ts'
import { lungIndices } from '#shared/domain/lung-function/lung-indices.ts'
import { lungValue } from '#shared/domain/lung-function/lung-values.ts'
import { dueItems } from '#shared/domain/monitoring/due.ts'
import { monitoringFactsOf } from '#shared/domain/monitoring/facts.ts'
import { standardSchedules } from '#shared/domain/monitoring/schedules.ts'
import { caseEvidence } from '#shared/domain/progression/case-evidence.ts'
import { progressionRules } from '#shared/domain/progression/progression-rules.ts'
import { drugExposures } from '#shared/domain/response/drug-exposure.ts'
import { ivigCycles } from '#shared/domain/response/ivig-cycles.ts'
import { responseCards } from '#shared/domain/response/response-card.ts'
import { steroidCourse } from '#shared/domain/response/steroid-course.ts'
import { steroidLedger } from '#shared/domain/response/steroid-ledger.ts'
import { standardWindows } from '#shared/domain/response/windows.ts'
import { gohFinding } from '#shared/domain/scores/goh-finding.ts'
import { ildGapFinding } from '#shared/domain/scores/ild-gap-finding.ts'
import { sinceVisit } from '#shared/domain/since-visit/since-visit.ts'
import { largeCaseRecords } from '../bench-registry.ts'
import { queriesFor } from '../case-queries.ts'
import { interleaved, median, msOf } from '../row.ts'
import type { BenchRow } from '../row.ts'

const warmUps = 5
const times = 25
const today = systemClock.today()

/** Each group of rules, as the assessment, the chart and the documents ask for it. */
const groups: readonly (readonly [what: string, run: (record: CaseRecord) => unknown])[] = [
  [
    'lung function of every test',
    (record) => record.records.pft.map((test) => lungIndices.map((index) => lungValue(record, test, index, settings))),
  ],
  [
    'progression, looking back from today',
    (record) => {
      const evidence = caseEvidence(record, settings, today)
      return progressionRules.map(({ evaluate }) => evaluate(evidence, today))
    },
  ],
  [
    'criteria and scores',
    (record) => [
      criteriaFindings(record, today),
      ildGapFinding(record, settings, today),
      gohFinding(record, settings, today),
    ],
  ],
  [
    'exposure, cycles and response to each drug',
    (record) => {
      const course = steroidCourse(record, today)
      return [
        course && steroidLedger(course),
        drugExposures(record, today),
        ivigCycles(record, settings, today),
        responseCards(record, settings, standardWindows, today),
      ]
    },
  ],
  [
    'what is due, what changed since the last visit',
    (record) => [
      dueItems(monitoringFactsOf(record, today), standardSchedules, today),
      sinceVisit(record, today, settings),
    ],
  ],
]

export const rulesCase: BenchRow = {
  id: 'rules-case',
  what: 'All rules over a case with 2,000 entries, against SELECT * of its rows, both in Node',
  goal: 5,
  unit: 'ms',
  async measure(bench) {
    const { copy, keyHex, largeCaseId } = await bench.registry()
    const db = openReader(copy, Buffer.from(keyHex, 'hex'))
    try {
      // Read anew each time: what rules remember of the record in hand counts once, as where a case is opened.
      const readAnew = () => {
        const record = caseRecord(db, largeCaseId)
        if (!record) throw new Error('the large case is not there')
        return record
      }
      const queries = queriesFor(largeCaseId).map(({ sql }) => db.prepare(sql))
      const rules = async () => {
        const record = readAnew()
        return msOf(() => groups.map(([, run]) => run(record)))
      }
      const rows = async () =>
        msOf(() => {
          const count = queries.reduce((sum, query) => sum + query.all(largeCaseId).length, 0)
          if (count !== largeCaseRecords + 1) throw new Error(`the raw queries gave ${count} rows`)
        })
      await interleaved(warmUps, rules, rows)
      const { values, floors } = await interleaved(times, rules, rows)
      return {
        value: median(values),
        floor: median(floors),
        parts: groups.map(([what, run]) => [
          what,
          median(Array.from({ length: times }, readAnew).map((record) => msOf(() => run(record)))),
        ]),
      }
    } finally {
      db.close()
    }
  },
}
