import type { Timeline } from '#shared/domain/timeline-model.ts'

/** What one must know to read the drawing: which values are not records, and what could not be drawn. */
export function captionOf({ sources, undated, series }: Timeline): readonly string[] {
  return [
    ...percentSentences(series),
    ...(sources.includes('illustrative') ? ['Illustrative values are drawn hollow, illustrative doses dashed.'] : []),
    ...(sources.includes('synthetic') ? ['Synthetic values: this patient does not exist.'] : []),
    ...(undated.length > 0 ? [`Not drawn for want of a date: ${undated.join('; ')}.`] : []),
  ]
}

/** What the percentages are of: `FVC in % of GLI Global 2022, DLCO in % of GLI-2017; the normal range is shaded.` */
function percentSentences(series: Timeline['series']): readonly string[] {
  const lanes = series.filter(({ reference }) => reference !== undefined)
  if (lanes.length === 0) return []
  const parts = lanes.map(({ label, reference, points }) =>
    points.some(({ normal }) => normal) ? `${label} in % of ${reference}` : `${label} in %, ${reference}`,
  )
  const isShaded = lanes.some(({ points }) => points.some(({ normal }) => normal))
  return [`${parts.join('; ')}.${isShaded ? ' The normal range is shaded.' : ''}`]
}

export function ChartCaption({ timeline }: { readonly timeline: Timeline }) {
  const sentences = captionOf(timeline)
  if (sentences.length === 0) return null
  return <p className="one-chart-caption">{sentences.join(' ')}</p>
}
