import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { ClinicalSettings } from '#shared/domain/clinical-settings.ts'
import { lungIndices, type LungIndex } from '#shared/domain/lung-function/lung-indices.ts'
import { lungValue, type LungValue } from '#shared/domain/lung-function/lung-values.ts'
import { lungPattern, lungPatternLabels } from '#shared/domain/lung-function/pattern.ts'
import type { PulmonaryTest } from '#shared/domain/lung-function/pulmonary-test.ts'

export interface TestReading {
  readonly test: PulmonaryTest
  /** What the test gives, measured or as reported, in the order of a report. */
  readonly values: readonly LungValue[]
  /** `Restriction`; missing where it can't be told. */
  readonly pattern?: string
  /** `FEV1/FVC is needed`. */
  readonly noPattern?: string
}

export function readTest(record: CaseRecord, test: PulmonaryTest, settings: ClinicalSettings): TestReading {
  const values = lungIndices
    .map((index) => lungValue(record, test, index, settings))
    .filter(({ measured, reportedPercent }) => measured !== undefined || reportedPercent !== undefined)
  const found = lungPattern(values)
  return 'unavailable' in found
    ? { test, values, noPattern: found.unavailable }
    : { test, values, pattern: lungPatternLabels[found.pattern] }
}

export function valueOf({ values }: TestReading, index: LungIndex): LungValue | undefined {
  return values.find((value) => value.index === index)
}
