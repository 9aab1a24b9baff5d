import type { CSSProperties } from 'react'
import { sideLabel } from '#shared/domain/imaging/pair-caption.ts'
import type { DateWords } from '#shared/domain/imaging/pair-caption.ts'
import type { CtFigure, FigurePicture } from '#shared/ipc/areas/ct-figures.ts'
import { CtPicture } from './ct-picture.tsx'
import './ct-pair-figure.css'

/** px between the two pictures. */
const gap = 3
/** Paper has some 300 dots an inch, the page 96. */
const dotsPerPx = 300 / 96

/** Of one picture of a figure that is so wide. */
const pictureWidth = (width: number): number => Math.floor((width - gap) / 2)

/** How many pixels a picture needs in a figure that is so many px wide, at 300 dots an inch. */
export const pixelsFor = (width: number): number => Math.min(1600, Math.ceil(pictureWidth(width) * dotsPerPx))

interface CtPairFigureProps {
  readonly figure: CtFigure
  /** px of both pictures together. */
  readonly width: number
  /** Not where it stands elsewhere. */
  readonly caption: string | undefined
  /** By the calendar where it is missing. */
  readonly when?: DateWords
}

/** Two dates of one level side by side, with what tells them apart. Where there are no pictures, why. */
export function CtPairFigure({ figure: { facts, pictures, why }, width, caption, when }: CtPairFigureProps) {
  const sides = facts && pictures ? (['earlier', 'later'] as const) : []
  const wide = pictureWidth(width)
  return (
    <figure className="ct-pair-figure" style={{ width, '--ct-label': `${Math.max(8, wide / 27)}px` } as CSSProperties}>
      {sides.length > 0 && (
        <div className="ct-pair-pictures" style={{ gap }}>
          {sides.map((side, index) => (
            <Labeled
              key={side}
              picture={pictures![side]}
              width={wide}
              letter={index === 0 ? 'a' : 'b'}
              date={sideLabel(facts![side], when)}
              widthMm={pictures!.widthMm}
            />
          ))}
        </div>
      )}
      {caption !== undefined && <figcaption className="one-chart-caption">{caption}</figcaption>}
      {why !== undefined && <p className="ct-pair-why">{why}</p>}
    </figure>
  )
}

interface LabeledProps {
  readonly picture: FigurePicture
  readonly width: number
  readonly letter: string
  readonly date: string
  readonly widthMm: number
}

function Labeled({ picture, width, letter, date, widthMm }: LabeledProps) {
  const barCm = [10, 5, 2, 1].find((cm) => cm * 10 <= widthMm / 4)
  return (
    <div className="ct-pair-picture" style={{ width }}>
      <CtPicture picture={picture} width={width} label={`CT, ${letter}: ${date}`} />
      <span className="ct-pair-date">
        <b>{letter}</b> {date}
      </span>
      <span className="ct-pair-left">{picture.leftLetter}</span>
      <span className="ct-pair-right">{picture.rightLetter}</span>
      {barCm !== undefined && (
        <span className="ct-pair-scale">
          {barCm} cm
          <span className="ct-pair-bar" style={{ width: (width * barCm * 10) / widthMm }} />
        </span>
      )}
    </div>
  )
}
