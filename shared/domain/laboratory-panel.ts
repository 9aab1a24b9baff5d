/** The laboratory tests that a visit asks for: a core panel, and whatever this patient had within the last year. */
import type { RecordTypes } from '../dictionary/forms.ts'
import {
  allLaboratoryTests,
  type LaboratoryTest,
  type LaboratoryTestCode,
} from '../dictionary/lists/laboratory-tests.ts'
import { firstDay, type PartialDate } from './partial-date.ts'
import { pastRecords } from './past-records.ts'

type LaboratoryResult = RecordTypes['laboratory']

/** Muscle, inflammation, lung, blood count, kidney and immunoglobulin: what myositis with lung disease is followed by. */
const corePanel: readonly LaboratoryTestCode[] = [
  'ck',
  'aldolase',
  'ldh',
  'ast',
  'alt',
  'crp',
  'esr',
  'ferritin',
  'kl-6',
  'haemoglobin',
  'leukocytes',
  'lymphocytes',
  'platelets',
  'creatinine',
  'igg',
]

const daysOfAYear = 366

export interface PanelTest {
  readonly test: LaboratoryTest
  /** The newest result before the visit. */
  readonly last?: LaboratoryResult
}

/** The newest result of a test before a date that says something. */
export function lastResult(
  results: readonly LaboratoryResult[],
  test: string,
  before: PartialDate | undefined,
): LaboratoryResult | undefined {
  const same = results.filter((result) => result.test === test && result.value !== undefined)
  return pastRecords(same, 'date', before)[0]
}

/**
 * The tests to list, in the order of the catalog.
 * @param before date of the visit: only what came before is last time's
 */
export function laboratoryPanel(
  results: readonly LaboratoryResult[],
  before: PartialDate | undefined,
): readonly PanelTest[] {
  const past = pastRecords(results, 'date', before)
  const newest = before === undefined ? past[0]?.date : before
  const since = newest === undefined ? 0 : firstDay(newest) - daysOfAYear
  const recent = new Set<string | undefined>(
    past.filter(({ date }) => firstDay(date!) >= since).map(({ test }) => test),
  )
  const core = new Set<string>(corePanel)
  return allLaboratoryTests()
    .filter(({ code }) => core.has(code) || recent.has(code))
    .map((test) => {
      const last = lastResult(results, test.code, before)
      return last ? { test, last } : { test }
    })
}
