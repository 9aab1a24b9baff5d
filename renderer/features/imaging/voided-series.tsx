import { Button } from '@mantine/core'
import { useState } from 'react'
import { dateInWords } from '#shared/domain/partial-date.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { useUndo } from '#renderer/app/use-undo.ts'
import { useCommand, useQueryOf } from '#renderer/ipc/use-contract.ts'
import { EraseImages } from './erase-images.tsx'
import { voidedWith } from './series-dependents.ts'
import type { Dependent } from './series-dependents.ts'
import { seriesDay, seriesDetails, seriesName } from './studies-of.ts'
import type { Series } from './studies-of.ts'

/** Series that were taken out of use, why, and what can become of them: back, or their images erased. Nothing where there are none. */
export function VoidedSeries({ caseId }: { readonly caseId: string }) {
  const voided = useQueryOf('records.voided', { caseId })
  const list = (voided.data?.records['image_series'] ?? []) as unknown as readonly Series[]
  if (voided.error) return <ErrorMessage error={voided.error} onRetry={() => void voided.refetch()} />
  if (list.length === 0) return null
  return (
    <details className="imaging-voided">
      <summary>Voided: {list.length} series</summary>
      <ul>
        {list.map((series) => (
          <VoidedEntry
            key={series.id}
            caseId={caseId}
            series={series}
            together={voidedWith(voided.data?.records ?? {}, series.id)}
          />
        ))}
      </ul>
    </details>
  )
}

interface VoidedEntryProps {
  readonly caseId: string
  readonly series: Series
  /** Come back with it. */
  readonly together: readonly Dependent[]
}

function VoidedEntry({ caseId, series, together }: VoidedEntryProps) {
  const { may, canWrite } = useRights()
  const restore = useCommand('records.change')
  const { notifyUndoable } = useUndo()
  const [isErasing, setIsErasing] = useState(false)
  const { id, version, void_reason, erased_on } = series
  const name = `${seriesName(series)}, ${seriesDay(series)}`
  return (
    <li>
      <p>
        {name} <small>{erased_on ? `images erased on ${dateInWords(erased_on)}` : seriesDetails(series)}</small>
        {void_reason && <small>{void_reason}</small>}
      </p>
      {!erased_on && (
        <div className="imaging-voided-acts">
          {canWrite && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Restore ${name}`}
              loading={restore.isPending}
              onClick={() =>
                restore.mutate(
                  {
                    caseId,
                    label: 'Image series restored',
                    changes: [{ form: 'image_series', id, version }, ...together].map((each) => ({
                      do: 'restore' as const,
                      ...each,
                    })),
                  },
                  { onSuccess: () => notifyUndoable(`Restored: ${name}`) },
                )
              }
            >
              Restore
            </Button>
          )}
          {canWrite && may('administer') && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Erase images of ${name}…`}
              onClick={() => setIsErasing(true)}
            >
              Erase images…
            </Button>
          )}
        </div>
      )}
      <ErrorMessage error={restore.error} />
      {isErasing && <EraseImages series={series} name={name} onClose={() => setIsErasing(false)} />}
    </li>
  )
}
