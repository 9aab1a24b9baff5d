import { useMemo } from 'react'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import type { Series } from './studies-of.ts'
import type { ViewedSeries } from './viewer/viewed-series.ts'

/** A series as the viewer wants it; nothing while it is asked where its images lie. */
export function useViewedSeries(series: Series): {
  readonly viewed: ViewedSeries | undefined
  readonly error: Error | null
  readonly retry: () => void
} {
  const asked = useQueryOf('images.geometry', { seriesId: series.id })
  const { data } = asked
  const viewed = useMemo<ViewedSeries | undefined>(
    () =>
      data && {
        seriesId: series.id,
        label: series.date ? formatPartialDate(series.date) : 'No date',
        description: series.label ?? [series.orientation, series.kernel].filter(Boolean).join(', '),
        imageCount: data.images,
        ...(series.slice_thickness !== undefined && { thicknessMm: Number(series.slice_thickness) }),
        ...(data.geometry && { geometry: data.geometry }),
        isCt: data.modality === 'CT',
      },
    [data, series],
  )
  return { viewed, error: asked.error, retry: () => void asked.refetch() }
}
