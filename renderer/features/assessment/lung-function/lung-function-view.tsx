import { useMemo, useState, type KeyboardEvent } from 'react'
import { spirometrySets, type SpirometrySet } from '#shared/domain/clinical-settings.ts'
import { comparePartialDates } from '#shared/domain/partial-date.ts'
import type { ViewProps } from '../view-props.ts'
import { SetChoice } from './set-choice.tsx'
import { readTest, type TestReading } from './test-reading.ts'
import { TestDetail } from './test-detail.tsx'
import { TestList } from './test-list.tsx'
import './lung-function.css'

/** Every pulmonary function test held against what is predicted: the tests in order of time, and one of them whole. */
export function LungFunctionView({ record, settings }: ViewProps) {
  const [looked, lookAt] = useState<SpirometrySet>()
  const spirometrySet = looked ?? settings.spirometrySet
  const readings = useMemo(
    () =>
      record.records.pft
        .map((test) => readTest(record, test, { ...settings, spirometrySet }))
        .sort((a, b) => newestFirst(a, b)),
    [record, settings, spirometrySet],
  )
  const [chosen, choose] = useState<string>()
  const current = readings.find(({ test }) => test.id === chosen) ?? readings[0]
  if (!current)
    return (
      <p className="soft">
        No pulmonary function test is recorded yet. Enter one under Record or with a visit: percent of predicted, limits
        of normal and z-scores appear here.
      </p>
    )
  return (
    <div className="lung" onKeyDown={(event) => choose(otherTest(event, readings, current) ?? current.test.id)}>
      <SetChoice
        sets={spirometrySets}
        value={spirometrySet}
        ofRegistry={settings.spirometrySet}
        onChange={(set) => lookAt(set === settings.spirometrySet ? undefined : set)}
      />
      <TestList readings={readings} current={current.test.id} choose={choose} />
      <TestDetail reading={current} />
    </div>
  )
}

/** Tests without a date stand last. */
function newestFirst({ test: a }: TestReading, { test: b }: TestReading): number {
  if (a.date === undefined || b.date === undefined) return Number(a.date === undefined) - Number(b.date === undefined)
  return comparePartialDates(b.date, a.date)
}

/** The test that an arrow key leads to from one of the list. */
function otherTest(event: KeyboardEvent, readings: readonly TestReading[], current: TestReading): string | undefined {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const list = (event.target as HTMLElement).closest('.lung-tests')
  const next = readings[readings.indexOf(current) + step]
  if (step === 0 || !list || !next) return undefined
  event.preventDefault()
  list.querySelector<HTMLElement>(`[data-test="${next.test.id}"]`)?.focus()
  return next.test.id
}
