import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'

interface DensityTableProps {
  readonly caseRecord: CaseRecord
  readonly series: CaseRecord['records']['image_series'][number]
}

/** What was measured at every date, in order; what was made otherwise than the series in view is marked. */
export function DensityTable({ caseRecord, series }: DensityTableProps) {
  const { ct_density: densities, image_series: all } = caseRecord.records
  const isOther = densities.some((density) => density.series !== series.id)
  if (!isOther) return null
  const rows = densities.map((density) => {
    const made = all.find(({ id }) => id === density.series)
    return { density, kernel: made?.kernel, thickness: made?.slice_thickness }
  })
  const isAlike = ({ kernel, thickness }: (typeof rows)[number]) =>
    kernel === series.kernel && thickness === series.slice_thickness
  return (
    <>
      <table className="ct-density-table">
        <caption>Earlier and later</caption>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">HAA %</th>
            <th scope="col">Mean HU</th>
            <th scope="col">mL</th>
            <th scope="col">Kernel</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { density, kernel } = row
            return (
              <tr key={density.id} aria-current={density.series === series.id || undefined}>
                <th scope="row">{density.date === undefined ? 'not dated' : formatPartialDate(density.date)}</th>
                <td>{density.haa_pct === undefined ? '' : formatNumber(density.haa_pct, 1)}</td>
                <td>{density.mean_hu === undefined ? '' : formatNumber(density.mean_hu, 0)}</td>
                <td>{density.volume_ml}</td>
                <td>
                  {kernel}
                  {!isAlike(row) && <span title="Made otherwise than the series in view">*</span>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {rows.some((row) => !isAlike(row)) && (
        <p className="soft">* Another kernel or slice thickness than the series in view: not to be compared with it.</p>
      )}
    </>
  )
}
