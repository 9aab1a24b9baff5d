import type { CtFigure } from '#shared/ipc/areas/ct-figures.ts'
import { CtPairFigure } from './ct-pair-figure.tsx'

/** px between two figures, or a figure and its caption. */
const gap = 14

interface CtPairsProps {
  readonly figures: readonly CtFigure[]
  /** How many of them there is room for. */
  readonly most: number
  /** px of the page. */
  readonly width: number
  /** px of a figure that stands alone, its caption beside it. */
  readonly alone: number
  /** Not where there is little room: the caption says what it is. */
  readonly hasHeading?: boolean
}

/** Marked pairs on a document: two side by side, or one with its words beside it. What has no room is told. */
export function CtPairs({ figures, most, width, alone, hasHeading = true }: CtPairsProps) {
  if (figures.length === 0) return null
  const shown = figures.slice(0, most)
  const left = figures.length - shown.length
  const rest = left > 0 && (
    <p className="paper-faint">
      {shown.length > 0
        ? 'One more pair of CT images is marked for documents: there is no room for it here.'
        : `${left === 1 ? 'A pair' : `${left} pairs`} of CT images ${left === 1 ? 'is' : 'are'} marked for documents: there is no room here. See the record.`}
    </p>
  )
  const [first] = shown
  return (
    <section className="ct-pairs">
      {hasHeading && <h2>CT at the same level, two dates</h2>}
      {first && shown.length === 1 ? (
        <div className="ct-pairs-row" style={{ gap }}>
          <CtPairFigure figure={first} width={alone} caption={undefined} />
          <div>
            <p className="one-chart-caption">{first.caption}</p>
            {rest}
          </div>
        </div>
      ) : (
        <>
          <div className="ct-pairs-row" style={{ gap }}>
            {shown.map((figure) => (
              <CtPairFigure
                key={figure.pairId}
                figure={figure}
                width={Math.floor((width - gap) / 2)}
                caption={figure.caption}
              />
            ))}
          </div>
          {rest}
        </>
      )}
    </section>
  )
}
