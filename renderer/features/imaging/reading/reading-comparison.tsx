import { summaryOf } from '#shared/domain/imaging/five-levels.ts'
import { isOfReader } from '#shared/domain/imaging/kept-back-readings.ts'
import { levelsOf } from '#shared/domain/imaging/reading-levels.ts'
import type { NearFvc } from '#shared/domain/scores/fvc-near.ts'
import type { CtReading } from './reading-parts.ts'
import { readingRows } from './reading-rows.ts'

interface ReadingComparisonProps {
  /** One's own first. */
  readonly readings: readonly CtReading[]
  readonly fvc: NearFvc | undefined
  readonly user: string
  /** Otherwise readers are told by a number. */
  readonly showsNames: boolean
}

/** Readings of one study side by side, with what is different between the first two. */
export function ReadingComparison({ readings, fvc, user, showsNames }: ReadingComparisonProps) {
  const rows = readingRows(readings)
  const isPair = readings.length > 1
  const nameOf = (reading: CtReading, at: number): string =>
    isOfReader(reading, user) ? 'Mine' : showsNames ? (reading.reader ?? 'Not named') : `Reader ${at + 1}`
  return (
    <>
      {/* Many readings are wider than the panel; the keyboard must get there. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="ct-reading-scroll" tabIndex={0} role="group" aria-label="Readings side by side">
        <table className="ct-reading-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Item</span>
              </th>
              {readings.map((reading, at) => (
                <th key={reading.id} scope="col">
                  {nameOf(reading, at)}
                </th>
              ))}
              {isPair && <th scope="col">Diff.</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, title, cells, difference }) => (
              <tr key={label} data-differs={difference === 'differs' || undefined}>
                <th scope="row" title={title}>
                  {label}
                </th>
                {cells.map((cell, at) => (
                  <td key={readings[at]!.id}>{cell}</td>
                ))}
                {isPair && <td>{difference}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="soft">Goh: {summaryOf(levelsOf(readings[0]!), fvc?.value).because}</p>
    </>
  )
}
