import { useState } from 'react'
import { unsetLink } from '#shared/domain/imaging/linked-position.ts'
import type { Link } from '#shared/domain/imaging/linked-position.ts'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useImageSource } from '#renderer/ipc/image-source-context.tsx'
import type { Series } from './studies-of.ts'
import { useViewedSeries } from './use-viewed-series.ts'
import { CtPair } from './viewer/ct-pair.tsx'
import type { FirstState, PairState } from './viewer/pair-state.ts'

interface PairViewProps {
  readonly earlier: Series
  readonly later: Series
  /** How the two were linked when they were last looked at. */
  readonly remembered: Link | undefined
  readonly first?: FirstState
  readonly onStateChange?: (state: PairState) => void
}

/** Two series side by side. */
export function PairView({ earlier, later, remembered = unsetLink, first, onStateChange }: PairViewProps) {
  const source = useImageSource()
  const left = useViewedSeries(earlier)
  const right = useViewedSeries(later)
  const [link, setLink] = useState(remembered)
  if (left.error) return <ErrorMessage error={left.error} onRetry={left.retry} />
  if (right.error) return <ErrorMessage error={right.error} onRetry={right.retry} />
  if (!left.viewed || !right.viewed) return <BusyBar label="Opening the images" />
  return (
    <CtPair
      left={left.viewed}
      right={right.viewed}
      source={source}
      link={link}
      onLinkChange={setLink}
      {...(first && { first })}
      {...(onStateChange && { onStateChange })}
    />
  )
}
