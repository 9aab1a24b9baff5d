import { Button } from '@mantine/core'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { FoundImages, ImportResult } from '#shared/ipc/areas/image-imports.ts'
import { RefusedList } from './refused-list.tsx'
import { countWords, seriesWords } from './series-words.ts'

interface ImportOutcomeProps {
  readonly found: FoundImages
  readonly result: ImportResult
  readonly onAgain: () => void
  readonly onDone: () => void
}

/** What was taken, what was removed on the way, what was refused and why. */
export function ImportOutcome({ found, result, onAgain, onDone }: ImportOutcomeProps) {
  const all = found.studies.flatMap(({ date, series }) => series.map((each) => ({ ...each, date })))
  return (
    <div className="import-outcome">
      {result.stopped && (
        <p className="import-attention" role="alert">
          {result.stopped.message}
        </p>
      )}
      <div role="status">
        <ul className="import-results">
          {result.series.map(({ key, words, refused }) => {
            const series = all.find((each) => each.key === key)
            return (
              <li key={key}>
                <strong>
                  {series
                    ? [series.date && formatPartialDate(series.date), seriesWords(series)].filter(Boolean).join(' · ')
                    : key}
                </strong>
                : {words}
                <RefusedList title="Left out" refused={refused} />
              </li>
            )
          })}
        </ul>
      </div>
      {result.removed.images > 0 && <Removed removed={result.removed} />}
      <div className="import-buttons">
        <Button onClick={onDone}>Done</Button>
        <Button variant="default" onClick={onAgain}>
          Import more
        </Button>
      </div>
    </div>
  )
}

const lists = [
  ['removed', 'Removed'],
  ['emptied', 'Emptied'],
  ['notAllowed', 'Removed, because the value was none that may stay'],
  ['replaced', 'Replaced by identifiers of the registry'],
] as const

function Removed({ removed }: { readonly removed: ImportResult['removed'] }) {
  const { overlaysInPixels, commentsInPixels, bytesBehindPixels } = removed.pixels
  const kinds = lists.reduce((sum, [list]) => sum + removed[list].length, 0)
  return (
    <details>
      <summary>
        Removed from the headers of {countWords(removed.images, 'image', 'images')}:{' '}
        {countWords(kinds, 'kind', 'kinds')} of element
      </summary>
      <p className="small soft">
        Names of elements and in how many places they stood; what they said was not kept. The same is noted with each
        series.
      </p>
      {lists.map(
        ([list, title]) =>
          removed[list].length > 0 && (
            <section key={list}>
              <h4>{title}</h4>
              <ul className="import-removed small">
                {removed[list].map(({ tag, name, count }) => (
                  <li key={tag}>
                    {name || tag} <span className="soft">{count.toLocaleString('en-US')}</span>
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
      {overlaysInPixels + commentsInPixels + bytesBehindPixels > 0 && (
        <p className="small">
          In the pixels: {countWords(overlaysInPixels, 'hidden drawing', 'hidden drawings')},{' '}
          {countWords(commentsInPixels, 'comment', 'comments')}, {countWords(bytesBehindPixels, 'image', 'images')} with
          something behind the last pixel.
        </p>
      )}
    </details>
  )
}
