import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { dateInWords } from '#shared/domain/partial-date.ts'
import { useRights } from '#renderer/app/use-rights.ts'
import { seriesDetails, seriesName } from './studies-of.ts'
import type { Series } from './studies-of.ts'
import { VoidSeries } from './void-series.tsx'

interface SeriesEntryProps {
  readonly caseRecord: CaseRecord
  readonly series: Series
  /** Its study, in words. */
  readonly of: string
  readonly isShown: boolean
  /** It is shown, and nothing beside it. */
  readonly isAlone: boolean
  readonly onOpen: () => void
  /** Puts it beside the one that is shown; missing where that can't be. */
  readonly onCompare: (() => void) | undefined
  readonly onVoided: () => void
}

/** One series of the list: opened, put beside another, voided. */
export function SeriesEntry({
  caseRecord,
  series,
  of,
  isShown,
  isAlone,
  onOpen,
  onCompare,
  onVoided,
}: SeriesEntryProps) {
  const { canWrite } = useRights()
  const [isVoiding, setIsVoiding] = useState(false)
  const name = seriesName(series)
  if (series.erased_on)
    return (
      <li className="imaging-series">
        <p className="imaging-erased">
          {name} <small>images erased on {dateInWords(series.erased_on)}</small>
        </p>
      </li>
    )
  return (
    <li className="imaging-series" data-shown={isShown || undefined}>
      <button type="button" className="imaging-open" aria-current={isShown ? 'true' : undefined} onClick={onOpen}>
        {name} <small>{seriesDetails(series)}</small>
      </button>
      {onCompare && (
        <Button size="compact-xs" variant="subtle" aria-label={`Compare with ${name}, ${of}`} onClick={onCompare}>
          Compare
        </Button>
      )}
      {isAlone && canWrite && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label={`Void ${name}, ${of}…`}
          onClick={() => setIsVoiding(true)}
        >
          Void…
        </Button>
      )}
      {isVoiding && (
        <VoidSeries
          caseRecord={caseRecord}
          series={series}
          of={of}
          onClose={() => setIsVoiding(false)}
          onVoided={onVoided}
        />
      )}
    </li>
  )
}
