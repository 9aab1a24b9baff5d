import { asReported, type PercentSeries } from '../../lung-function/percent-series.ts'

function basisWords({ reference, basis }: PercentSeries): string {
  if (reference === asReported) return 'as the laboratory reported it'
  return `${basis} by ${reference}`
}

/** What percentages of predicted are of, said where they first stand: `FVC in % of predicted, computed by GLI Global 2022`. */
export function lungReferences(fvc: PercentSeries, dlco: PercentSeries): string {
  const [ofFvc, ofDlco] = [fvc, dlco].map((series) => (series.points.length > 0 ? basisWords(series) : undefined))
  if (ofFvc !== undefined && ofFvc === ofDlco) return `FVC and DLCO in % of predicted, ${ofFvc}`
  return [ofFvc && `FVC in % of predicted, ${ofFvc}`, ofDlco && `DLCO in % of predicted, ${ofDlco}`]
    .filter(Boolean)
    .join('; ')
}
