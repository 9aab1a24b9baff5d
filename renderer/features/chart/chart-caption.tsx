import type { Timeline } from '#shared/domain/timeline-model.ts'

/** What one must know to read the drawing: which values are not records, and what could not be drawn. */
export function captionOf({ sources, undated }: Timeline): readonly string[] {
  return [
    ...(sources.includes('illustrative') ? ['Illustrative values are drawn hollow, illustrative doses dashed.'] : []),
    ...(sources.includes('synthetic') ? ['Synthetic values: this patient does not exist.'] : []),
    ...(undated.length > 0 ? [`Not drawn for want of a date: ${undated.join('; ')}.`] : []),
  ]
}

export function ChartCaption({ timeline }: { readonly timeline: Timeline }) {
  const sentences = captionOf(timeline)
  if (sentences.length === 0) return null
  return <p className="one-chart-caption">{sentences.join(' ')}</p>
}
