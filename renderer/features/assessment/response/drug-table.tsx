import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { Amount, DrugExposure } from '#shared/domain/response/drug-exposure.ts'
import { thousands } from './response-words.ts'
import { Sourced } from './sourced.tsx'
import { drugColors } from './start-card.tsx'

/** How long and how much of every drug. */
export function DrugTable({ drugs }: { readonly drugs: readonly DrugExposure[] }) {
  return (
    <section className="response-part" aria-labelledby="response-drugs">
      <h2 id="response-drugs">Every drug</h2>
      <table className="response-table">
        <thead>
          <tr>
            <th scope="col">Drug</th>
            <th scope="col">First</th>
            <th scope="col" data-numeric>
              Courses
            </th>
            <th scope="col" data-numeric>
              Days on
            </th>
            <th scope="col" data-numeric>
              Infusions
            </th>
            <th scope="col" data-numeric>
              Every <span className="unit">d</span>
            </th>
            <th scope="col" data-numeric>
              In all
            </th>
            <th scope="col" data-numeric>
              Mean <span className="unit">mg a day on</span>
            </th>
            <th scope="col">Intensity</th>
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          {drugs.map((drug) => (
            <tr key={drug.id}>
              <th scope="row">
                <span className="drug-swatch" style={drugColors(drug.drug)} aria-hidden />
                {drug.label}
              </th>
              <td>{formatPartialDate(drug.first)}</td>
              <td data-numeric>{drug.courses === 0 ? '–' : drug.courses}</td>
              <td data-numeric>{drug.daysOn ?? ''}</td>
              <td data-numeric>{drug.infusions === 0 ? '' : drug.infusions}</td>
              <td data-numeric>{drug.intervalDays === undefined ? '' : formatNumber(drug.intervalDays, 1)}</td>
              <td data-numeric>
                <Sourced inputs={drug.inputs}>{drug.total ? totalText(drug.total) : 'not known'}</Sourced>
              </td>
              <td data-numeric>
                {drug.meanPerDay === undefined ? '' : formatNumber(drug.meanPerDay, drug.meanPerDay < 100 ? 1 : 0)}
              </td>
              <td>{drug.intensity && <Intensity {...drug.intensity} />}</td>
              <td>{drug.current ?? <span className="soft">off</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft small">
        Intensity: of daily drugs the mean over the days on, against the first known dose; of infusions the grams given
        against those ordered.
      </p>
    </section>
  )
}

function totalText({ value, unit, unknown }: Amount): string {
  const [amount, shown] = unit === 'mg' && value >= 100_000 ? [value / 1000, 'g'] : [value, unit]
  const text = amount < 1000 ? formatNumber(amount, 1) : thousands(amount)
  return `${unknown > 0 ? '≥ ' : ''}${text} ${shown}`
}

function Intensity({ percent, of }: NonNullable<DrugExposure['intensity']>) {
  return (
    <>
      {formatNumber(percent, 0)}{' '}
      <span className="unit">% of {of === 'ordered' ? 'what was ordered' : 'the first dose'}</span>
    </>
  )
}
