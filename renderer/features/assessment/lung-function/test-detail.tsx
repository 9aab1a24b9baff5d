import { formatNumber } from '#shared/domain/format-number.ts'
import { lungIndexLabels } from '#shared/domain/lung-function/lung-indices.ts'
import type { LungResult, LungValue } from '#shared/domain/lung-function/lung-values.ts'
import { isBelowNormal } from '#shared/domain/lung-function/severity.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { Quantity } from '#shared/domain/parse-quantity.ts'
import { zOfLimit } from '#shared/domain/reference-values/reference-value.ts'
import { unitLabel } from '#shared/domain/units.ts'
import { TestNotes } from './test-notes.tsx'
import type { TestReading } from './test-reading.ts'
import { ZStrip } from './z-strip.tsx'

/** One test whole: what was measured, what is predicted, how far apart they are, and what the laboratory said. */
export function TestDetail({ reading }: { readonly reading: TestReading }) {
  const { test, values, pattern, noPattern } = reading
  return (
    <section className="lung-detail" aria-labelledby="lung-detail">
      <h2 id="lung-detail">
        {test.date === undefined ? 'Test without a date' : formatPartialDate(test.date)}
        <span className="lung-verdict">{pattern ?? `pattern not assessable: ${noPattern}`}</span>
      </h2>
      <table className="lung-values">
        <thead>
          <tr>
            <th scope="col" aria-label="Measure" />
            <th scope="col">Measured</th>
            <th scope="col">% pred.</th>
            <th scope="col">LLN</th>
            <th scope="col">z</th>
            <th scope="col" aria-label="Place of z" />
            <th scope="col">Band</th>
            <th scope="col">Reported</th>
          </tr>
        </thead>
        <tbody>
          {values.map((value) => (
            <ValueRow key={value.index} value={value} />
          ))}
        </tbody>
      </table>
      <TestNotes reading={reading} />
    </section>
  )
}

function ValueRow({ value }: { readonly value: LungValue }) {
  const { index, measured, compared, hemoglobin, reportedPercent, result } = value
  return (
    <tr>
      <th scope="row">{lungIndexLabels[index]}</th>
      <td>
        {measured ? <Amount quantity={measured} /> : <span className="soft">–</span>}
        {hemoglobin?.by === 'registry' && compared && (
          <span className="lung-corrected" title="At a standard hemoglobin">
            → {formatNumber(compared.value, decimalsOf(compared))}
          </span>
        )}
      </td>
      {'unavailable' in result ? (
        <td colSpan={5} className="lung-why">
          {measured ? `not available: ${result.unavailable}` : 'only the percentage was recorded'}
        </td>
      ) : (
        <Result result={result} compared={compared ?? measured!} />
      )}
      <td>
        {reportedPercent === undefined ? <span className="soft">–</span> : <Reported percent={reportedPercent} />}
      </td>
    </tr>
  )
}

/** Percentage points below which the doubt about an age moves nothing that is read. */
const noticeableRange = 1

function Result({ result, compared }: { readonly result: LungResult; readonly compared: Quantity }) {
  const { percent, percentRange, lln, z, severity } = result
  const isLow = isBelowNormal(z)
  return (
    <>
      <td>
        <b>{percent.toFixed(1)}</b>
        {percentRange && percentRange[1] - percentRange[0] >= noticeableRange && (
          <span className="lung-range">
            {percentRange[0].toFixed(1)}–{percentRange[1].toFixed(1)}
          </span>
        )}
      </td>
      <td>{lln.toFixed(decimalsOf(compared))}</td>
      <td>{`${z < 0 ? '−' : ''}${Math.abs(z).toFixed(2)}`}</td>
      <td>
        <ZStrip z={z} />
      </td>
      <td className="lung-band" data-low={isLow || undefined}>
        {isLow ? severity : z > zOfLimit ? 'above normal' : 'normal'}
      </td>
    </>
  )
}

/** As many digits as reports print: two of liters, of KCO and of ratios, one of DLCO in traditional units. */
function decimalsOf({ unit }: Quantity): number {
  return unit === 'mL/min/mm[Hg]' ? 1 : 2
}

function Amount({ quantity }: { readonly quantity: Quantity }) {
  const { value, unit } = quantity
  const decimals = unit === 'mL' ? 0 : decimalsOf(quantity)
  return (
    <>
      {value.toFixed(decimals)} {unit !== undefined && <span className="unit">{unitLabel(unit)}</span>}
    </>
  )
}

function Reported({ percent }: { readonly percent: number }) {
  return (
    <>
      {formatNumber(percent, 1)} <span className="unit">%</span>
    </>
  )
}
