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
}

/** Marked pairs on a document: two side by side, or one with its words beside it. What has no room is told. */
export function CtPairs({ figures, most, width, alone }: CtPairsProps) {
  if (figures.length === 0) return null
  const shown = figures.slice(0, most)
  const left = figures.length - shown.length
  return (
    <section className="ct-pairs">
      <h2>CT at the same level, two dates</h2>
      <div className="ct-pairs-row" style={{ gap }}>
        {shown.map((figure) =>
          shown.length === 1 && figure.pictures ? (
            <div key={figure.pairId} className="ct-pairs-row" style={{ gap }}>
              <CtPairFigure figure={figure} width={alone} caption={undefined} />
              <p className="one-chart-caption">{figure.caption}</p>
            </div>
          ) : (
            <CtPairFigure
              key={figure.pairId}
              figure={figure}
              width={Math.floor((width - gap) / 2)}
              caption={figure.caption}
            />
          ),
        )}
      </div>
      {left > 0 && (
        <p className="paper-faint">
          {left === 1 ? 'One more pair is marked for documents: ' : `${left} pairs are marked for documents: `}
          there is no room on this page. See the record.
        </p>
      )}
    </section>
  )
}
