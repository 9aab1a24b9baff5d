import type { CaseRecord } from '#shared/domain/case-record.ts'
import { labelOf } from '#shared/domain/label-of.ts'
import type { ImagingAddress } from './imaging-address.ts'
import { SeriesEntry } from './series-entry.tsx'
import { inOrder, studyWords } from './studies-of.ts'
import type { Series, StudyWithSeries } from './studies-of.ts'

interface StudyListProps {
  readonly caseRecord: CaseRecord
  readonly studies: readonly StudyWithSeries[]
  readonly address: ImagingAddress
  readonly onGo: (to: ImagingAddress) => void
}

/** The studies of the case and what is kept of their images. */
export function StudyList({ caseRecord, studies, address, onGo }: StudyListProps) {
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
          {(study?.pattern || series.length === 0) && (
            <p className="imaging-pattern">
              {[study?.pattern && labelOf('imaging', 'pattern', study.pattern), series.length === 0 && 'no images kept']
                .filter(Boolean)
                .join(' · ')}
            </p>
          )}
          {series.length > 0 && (
            <ul>
              {series.map((each) => (
                <SeriesEntry
                  key={each.id}
                  caseRecord={caseRecord}
                  series={each}
                  of={studyWords(study)}
                  isShown={each.id === address.series || each.id === address.with}
                  isAlone={each.id === address.series && !isPair}
                  onOpen={() => onGo({ series: each.id, ...(address.panel && { panel: address.panel }) })}
                  onCompare={
                    shown && !isPair && each.id !== shown.id && !each.erased_on ? () => compare(each) : undefined
                  }
                  onVoided={() => onGo({})}
                />
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}
