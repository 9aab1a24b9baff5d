import { useComputedColorScheme } from '@mantine/core'
import { useMemo, useRef } from 'react'
import type { ResultFigure } from '#shared/domain/cohort/analysis-result.ts'
import { Chart } from '#renderer/charts/chart.tsx'
import { drawFigure } from '#renderer/charts/figures/draw-figure.ts'
import { figureNumbers, figureWords } from '#renderer/charts/figures/figure-numbers.ts'
import { useSize } from '#renderer/charts/use-size.ts'
import { CopyButton } from './copy-button.tsx'
import { SaveFigure } from './save-figure.tsx'

/** px; wider than that a figure is no easier to read. */
const widest = 860

/** A figure with its caption, and the numbers that it draws. */
export function ResultFigureView({ figure, resultId }: { readonly figure: ResultFigure; readonly resultId: string }) {
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const theme = useComputedColorScheme('light')
  const width = Math.min(widest, size?.width ?? 0)
  const drawn = useMemo(() => (width > 0 ? drawFigure(figure, { width, theme }) : undefined), [figure, width, theme])
  return (
    <figure className="result-figure">
      <header>
        <h3>{figure.title}</h3>
        <SaveFigure resultId={resultId} figureId={figure.id} title={figure.title} />
      </header>
      <div ref={box}>
        {drawn && (
          <Chart
            option={drawn.option}
            width={width}
            height={drawn.height}
            points={drawn.points}
            label={figureWords(figure)}
          />
        )}
      </div>
      <figcaption>
        {figure.caption}
        {'shown' in figure && figure.shown < figure.of && (
          <span className="soft">
            {' '}
            {figure.shown} of {figure.of} patients are drawn.
          </span>
        )}
      </figcaption>
      <Numbers figure={figure} />
    </figure>
  )
}

function Numbers({ figure }: { readonly figure: ResultFigure }) {
  const numbers = useMemo(() => figureNumbers(figure), [figure])
  const { columns, rows, of } = numbers
  return (
    <details>
      <summary>Numbers of this figure</summary>
      <CopyButton
        what="numbers"
        label={`Copy the numbers of ${figure.title}`}
        text={() => [columns, ...rows].map((cells) => cells.join('\t')).join('\n')}
      >
        Copy
      </CopyButton>
      {/* It scrolls; the keyboard must get there. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="result-numbers" tabIndex={0} role="group" aria-label={`Numbers of ${figure.title}`}>
        <table>
          <thead>
            <tr>
              {columns.map((label, index) => (
                <th key={index} scope="col">
                  {label || <span className="visually-hidden">What</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, at) => (
              <tr key={at}>
                {cells.map((text, index) => (
                  <td key={index}>{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {of !== undefined && (
        <p className="soft">
          The first {rows.length} of {of}.
        </p>
      )}
    </details>
  )
}
