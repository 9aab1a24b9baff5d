import { Button } from '@mantine/core'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { pairCaption } from '#shared/domain/imaging/pair-caption.ts'
import { pairFactsOf, pairsInDocuments } from '#shared/domain/imaging/pair-figure.ts'
import { comparePartialDates } from '#shared/domain/partial-date.ts'
import type { ImagingAddress } from './imaging-address.ts'
import { PairFigure } from './pair-figure.tsx'
import { seriesDay } from './studies-of.ts'
import type { Series } from './studies-of.ts'

interface ImagingOverviewProps {
  readonly record: CaseRecord
  readonly onGo: (to: ImagingAddress) => void
}

/** px */
const figureWidth = 620

/** What there is to see before a series was chosen: the ways in, and the pairs that stand in documents. */
export function ImagingOverview({ record, onGo }: ImagingOverviewProps) {
  const [newest, before] = datedOf(record)
  const pairs = pairsInDocuments(record)
  return (
    <div className="imaging-overview">
      <div className="imaging-ways">
        {newest && <Button onClick={() => onGo({ series: newest.id })}>Open {seriesDay(newest)}</Button>}
        {newest && before && (
          <Button
            variant="default"
            onClick={() => onGo({ series: before.id, with: newest.id, panel: 'marks' })}
          >{`Compare ${seriesDay(before)} with ${seriesDay(newest)}`}</Button>
        )}
        <p className="soft">Any series on the left can be opened, and another one put beside it.</p>
      </div>
      {pairs.map((pair) => {
        const facts = pairFactsOf(record, pair)
        const name = pair.title ?? 'Marked pair'
        return (
          <section key={pair.id} className="imaging-pair" aria-label={name}>
            <PairFigure
              pairId={pair.id}
              caption={'why' in facts ? facts.why : pairCaption(facts)}
              name={name}
              width={figureWidth}
            />
          </section>
        )
      })}
    </div>
  )
}

/** The first series of each day that has images, the newest day first. */
function datedOf({ records }: CaseRecord): readonly Series[] {
  const dated = records.image_series
    .filter(({ date, erased_on }) => date !== undefined && erased_on === undefined)
    .toSorted((a, b) => comparePartialDates(b.date!, a.date!))
  return dated.filter(({ date }, at) => dated.findIndex((other) => other.date === date) === at)
}
