import { formatNumber } from '#shared/domain/format-number.ts'
import type { LungIndex } from '#shared/domain/lung-function/lung-indices.ts'
import type { LungValue } from '#shared/domain/lung-function/lung-values.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { valueOf, type TestReading } from './test-reading.ts'

interface TestListProps {
  readonly readings: readonly TestReading[]
  /** Id of the test that is shown whole. */
  readonly current: string
  readonly choose: (testId: string) => void
}

const shown = ['fvc', 'dlco', 'tlc'] as const satisfies readonly LungIndex[]

/** The tests, newest first. Each date opens its test; the arrow keys go from one to the next. */
export function TestList({ readings, current, choose }: TestListProps) {
  return (
    <div>
      <table className="lung-tests">
        <caption className="visually-hidden">Pulmonary function tests, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Test</th>
            <th scope="col">FVC %</th>
            <th scope="col">DLCO %</th>
            <th scope="col">TLC %</th>
            <th scope="col">Pattern</th>
          </tr>
        </thead>
        <tbody>
          {readings.map((reading) => {
            const { test, pattern } = reading
            const isCurrent = test.id === current
            return (
              <tr key={test.id} data-current={isCurrent || undefined}>
                <th scope="row">
                  <button
                    type="button"
                    data-test={test.id}
                    aria-current={isCurrent || undefined}
                    tabIndex={isCurrent ? 0 : -1}
                    onClick={() => choose(test.id)}
                  >
                    {test.date === undefined ? 'No date' : formatPartialDate(test.date)}
                  </button>
                </th>
                {shown.map((index) => (
                  <td key={index}>
                    <Percent value={valueOf(reading, index)} />
                  </td>
                ))}
                <td className="lung-pattern">{pattern ?? <span className="soft">–</span>}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {readings.some(isReported) && (
        <p className="lung-legend">r: as reported by the laboratory, where it can’t be computed</p>
      )}
    </div>
  )
}

const isReported = (reading: TestReading) =>
  shown.some((index) => {
    const value = valueOf(reading, index)
    return value?.reportedPercent !== undefined && 'unavailable' in value.result
  })

function Percent({ value }: { readonly value: LungValue | undefined }) {
  if (!value) return <span className="soft">–</span>
  const { result, reportedPercent } = value
  if (!('unavailable' in result)) return formatNumber(result.percent, 0)
  if (reportedPercent === undefined) return <span className="soft">–</span>
  return (
    <>
      {formatNumber(reportedPercent, 0)}
      <abbr className="lung-reported" title={`As reported; not computed: ${result.unavailable}`}>
        r
      </abbr>
    </>
  )
}
