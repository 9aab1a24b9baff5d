/** The numbers that a figure draws, as a table: for who can't see it, and for who wants to know. */
import type { ResultFigure } from '#shared/domain/cohort/analysis-result.ts'

export interface FigureNumbers {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Rows that there are, where not all stand here. */
  readonly of?: number
}

/** A table is read, not scrolled for minutes. */
const mostRows = 400

const number = (value: number | null): string =>
  value === null || !Number.isFinite(value)
    ? ''
    : (Math.abs(value) >= 100 ? value.toFixed(1) : value.toFixed(3)).replace(/\.?0+$/, '').replace('-', '−')

export function figureNumbers(figure: ResultFigure): FigureNumbers {
  const { xLabel, yLabel } = figure
  const cut = (columns: readonly string[], rows: readonly (readonly string[])[]): FigureNumbers => ({
    columns,
    rows: rows.slice(0, mostRows),
    ...(rows.length > mostRows && { of: rows.length }),
  })
  const withGroup = (group: string) => (group === '' ? 'All' : group)
  switch (figure.kind) {
    case 'trajectories':
      return cut(
        ['Group', xLabel, `Mean ${yLabel}`, 'Lower', 'Upper'],
        figure.fitted.flatMap(({ group, points }) => points.map((point) => [withGroup(group), ...point.map(number)])),
      )
    case 'survival':
      return cut(
        ['Group', xLabel, yLabel, 'Lower', 'Upper'],
        figure.curves.flatMap(({ level, steps }) => steps.map((step) => [withGroup(level), ...step.map(number)])),
      )
    case 'doses':
      return cut(
        ['Group', xLabel, `Median ${yLabel}`, 'Lower quartile', 'Upper quartile'],
        figure.groups.flatMap(({ group, quartiles }) =>
          quartiles.map((point) => [withGroup(group), ...point.map(number)]),
        ),
      )
    case 'waterfall':
      return cut(
        ['Rank', yLabel],
        figure.bars
          .map(({ value }) => value)
          .toSorted((a, b) => a - b)
          .map((value, index) => [String(index + 1), number(value)]),
      )
    case 'swimmer':
      return cut(
        ['Case', 'From', 'To', 'What'],
        figure.rows.flatMap(({ code, from, to, spans, events }) => [
          [code, number(from), number(to), 'followed'],
          ...spans.map((span) => [code, number(span.from), number(span.to), span.label]),
          ...events.map((event) => [code, number(event.at), '', event.label]),
        ]),
      )
    case 'forest':
      return cut(
        ['', xLabel, 'Lower', 'Upper'],
        figure.rows.map(({ label, estimate, lower, upper }) => [label, number(estimate), number(lower), number(upper)]),
      )
    case 'points':
      return cut(
        [xLabel, yLabel],
        figure.points.map((point) => point.map(number)),
      )
  }
}

/** What a figure shows, in a sentence or two for who can't see it. */
export function figureWords(figure: ResultFigure): string {
  const { title, caption } = figure
  return [title, caption, detail(figure)]
    .filter((words) => words !== '')
    .map((words) => words.replace(/\.?$/, '.'))
    .join(' ')
}

function detail(figure: ResultFigure): string {
  switch (figure.kind) {
    case 'trajectories':
      return `${figure.shown} of ${figure.of} patients are drawn, with the fitted mean of ${plural(figure.fitted.length, 'group')}`
    case 'survival':
      return figure.curves
        .map(({ level, steps }) => {
          const last = steps.at(-1)
          return last ? `${level === '' ? 'All' : level}: ${Math.round(last[1] * 100)} % at ${number(last[0])}` : ''
        })
        .filter((words) => words !== '')
        .join('; ')
    case 'doses':
      return `Medians and quartiles of ${plural(figure.groups.length, 'group')}`
    case 'waterfall':
      return `${plural(figure.bars.length, 'patient')}, ${figure.bars.filter(({ value }) => value < 0).length} of them lower than before`
    case 'swimmer':
      return `${figure.shown} of ${plural(figure.of, 'patient')} are drawn`
    case 'forest':
      return plural(figure.rows.length, 'estimate')
    case 'points':
      return plural(figure.points.length, 'point')
  }
}

const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
