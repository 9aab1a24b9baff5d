import { expect, test } from 'vitest'
import { demoCases } from '#main/demo/demo-cases.ts'
import { standardClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { dayNumber } from '#shared/domain/partial-date.ts'
import { caseEvidence } from '#shared/domain/progression/case-evidence.ts'
import { progressionMarks } from '#shared/domain/progression/progression-marks.ts'
import { progressionCourse } from '#shared/domain/progression/progression-rules.ts'
import { aCase } from '#tests/support/a-case.ts'
import { demoRecord } from '#tests/support/demo-record.ts'

const today = '2026-11-01'

test('marks stand where the first stretch of each rule begins, in every demo case', () => {
  let marked = 0
  for (const demo of demoCases({ cases: 30 })) {
    const record = demoRecord(demo)
    const firsts = progressionCourse(caseEvidence(record, standardClinicalSettings, today)).flatMap(
      ({ id, episodes: [first] }) => (first ? [`${id} ${dayNumber(first.from)}`] : []),
    )
    const marks = progressionMarks(record, today, standardClinicalSettings)
    expect(new Set(marks.map(({ ruleId, day }) => `${ruleId} ${day}`)), record.case.code).toEqual(new Set(firsts))
    marked += marks.length
  }
  expect(marked).toBeGreaterThan(10)
})

test('a case without a fall has none', () => {
  const { record } = aCase()
    .with('pft', { date: '2020-01-10', fvc_pct: 80 })
    .with('pft', { date: '2020-11-10', fvc_pct: 81 })
  expect(progressionMarks(record, today, standardClinicalSettings)).toEqual([])
})
