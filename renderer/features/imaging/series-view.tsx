import { useImageSource } from '#renderer/ipc/image-source-context.tsx'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import type { Series } from './studies-of.ts'
import { useViewedSeries } from './use-viewed-series.ts'
import { CtViewer } from './viewer/ct-viewer.tsx'

/** One series in the viewer. */
export function SeriesView({ series }: { readonly series: Series }) {
  const source = useImageSource()
  const { viewed, error, retry } = useViewedSeries(series)
  if (error) return <ErrorMessage error={error} onRetry={retry} />
  if (!viewed) return <BusyBar label="Opening the images" />
  return <CtViewer study={viewed} source={source} />
}
