import type { CaseRecord } from '#shared/domain/case-record.ts'
import { formatNumber } from '#shared/domain/format-number.ts'
import { densityMethod } from '#shared/domain/imaging/density/density-answer.ts'
import type { TakenFigures } from '#shared/ipc/areas/ct-density.ts'

interface DensityFiguresProps {
  readonly record: CaseRecord['records']['ct_density'][number]
  /** More than the record keeps, where it was measured just now. */
  readonly figures: TakenFigures | undefined
}

/** The figures of one series, with their units, and what speaks against trusting them. */
export function DensityFigures({ record, figures }: DensityFiguresProps) {
  const cautions = record.cautions?.split('\n').filter(Boolean) ?? []
  return (
    <>
      {cautions.length > 0 && (
        <ul className="ct-density-cautions" aria-label="Cautions">
          {cautions.map((caution) => (
            <li key={caution}>{caution}</li>
          ))}
        </ul>
      )}
      <dl className="ct-density-figures">
        <Figure name="High attenuation, −600 to −250 HU" value={record.haa_pct} decimals={1} unit="%" />
        <Figure name="Mean density" value={record.mean_hu} unit="HU" />
        <Figure name="Lung volume" value={record.volume_ml} unit="mL" />
        <Figure name="15th percentile" value={record.perc15_hu} unit="HU" />
        <Figure name="Median" value={record.median_hu} unit="HU" />
        <Figure name="85th percentile" value={record.perc85_hu} unit="HU" />
        <Figure name="Below −950 HU" value={record.below_950_pct} decimals={1} unit="%" />
        {figures && (
          <>
            <Figure name="Airways, not counted" value={figures.airwaysMl} unit="mL" />
            <Figure name="Air in the airways" value={figures.airwayHu} unit="HU" />
            <Figure
              name={`${figures.slices} images, distance`}
              value={figures.sliceDistanceMm}
              decimals={2}
              unit="mm"
            />
          </>
        )}
      </dl>
      {figures && figures.leftOut.length > 0 && <p className="soft">Left out: {figures.leftOut.join('; ')}.</p>}
      <p className="soft">{densityMethod.edgeCaveat}</p>
      <p className="soft">{record.method}.</p>
    </>
  )
}

interface FigureProps {
  readonly name: string
  readonly value: number | undefined
  readonly unit: string
  readonly decimals?: number
}

function Figure({ name, value, unit, decimals = 0 }: FigureProps) {
  if (value === undefined) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {formatNumber(value, decimals)} <span className="unit">{unit}</span>
      </dd>
    </div>
  )
}
