import type { ComponentProps } from 'react'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useImageSource } from '#renderer/ipc/image-source-context.tsx'
import type { Series } from './studies-of.ts'
import { useViewedSeries } from './use-viewed-series.ts'
import { CtViewer } from './viewer/ct-viewer.tsx'

type ViewerProps = ComponentProps<typeof CtViewer>
/** What of an image was counted as lung. */
export type SeriesMask = NonNullable<ViewerProps['mask']>

interface SeriesViewProps extends Pick<ViewerProps, 'firstIndex' | 'onShown' | 'mask'> {
  readonly series: Series
}

/** One series in the viewer. */
export function SeriesView({ series, ...rest }: SeriesViewProps) {
  const source = useImageSource()
  const { viewed, error, retry } = useViewedSeries(series)
  if (error) return <ErrorMessage error={error} onRetry={retry} />
  if (!viewed) return <BusyBar label="Opening the images" />
  return <CtViewer study={viewed} source={source} {...rest} />
}
