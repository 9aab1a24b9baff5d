import { Button } from '@mantine/core'
import { labelOf } from '#shared/domain/label-of.ts'
import type { ImagingAddress } from './imaging-address.ts'
import { inOrder, seriesName, studyWords } from './studies-of.ts'
import type { Series, StudyWithSeries } from './studies-of.ts'

interface StudyListProps {
  readonly studies: readonly StudyWithSeries[]
  readonly address: ImagingAddress
  readonly onGo: (to: ImagingAddress) => void
}

/** The studies of the case and what is kept of their images. */
export function StudyList({ studies, address, onGo }: StudyListProps) {
  const all = studies.flatMap(({ series }) => series)
  const shown = all.find(({ id }) => id === address.series)
  const isPair = address.with !== undefined
  const compare = (other: Series): void => {
    if (!shown) return
    const [earlier, later] = inOrder(shown, other)
    onGo({ series: earlier.id, with: later.id, panel: 'marks' })
  }
  return (
    <ul className="imaging-studies">
      {studies.map(({ study, series }) => (
        <li key={study?.id ?? 'none'}>
          <h3>{studyWords(study)}</h3>
          {study?.pattern && <p className="imaging-pattern">{labelOf('imaging', 'pattern', study.pattern)}</p>}
          {series.length === 0 && <p className="imaging-none">No images kept</p>}
          <ul>
            {series.map((each) => {
              const isShown = each.id === address.series || each.id === address.with
              return (
                <li key={each.id} className="imaging-series" data-shown={isShown || undefined}>
                  <button
                    type="button"
                    className="imaging-open"
                    aria-current={isShown ? 'true' : undefined}
                    onClick={() => onGo({ series: each.id, ...(address.panel && { panel: address.panel }) })}
                  >
                    {seriesName(each)} <small>{each.erased_on ? 'erased' : `${String(each.images)} images`}</small>
                  </button>
                  {shown && !isPair && each.id !== shown.id && !each.erased_on && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={`Compare with ${seriesName(each)}, ${studyWords(study)}`}
                      onClick={() => compare(each)}
                    >
                      Compare
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        </li>
      ))}
    </ul>
  )
}
