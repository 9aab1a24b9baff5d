/** Where the patient stands at the end, in sentences. */
import { labelOf, midSentence } from '../../label-of.ts'
import { seriesLanes } from '../../series-lanes.ts'
import { caseSummaryOf } from '../../case-summary.ts'
import { gap, paragraph, type Block } from '../blocks.ts'
import { marked, type ReportContext } from './report-context.ts'

/** Status, last symptoms, and what was measured first and last. */
export function outcomeSentences(context: ReportContext): readonly Block[] {
  const { record, tell, settings } = context
  const { status, status_on } = record.case
  const state =
    status === undefined
      ? [gap('status not recorded')]
      : [
          `Status: ${midSentence(labelOf('case', 'status', status))}`,
          status_on === undefined ? '.' : ` (${tell.when(status_on)}).`,
        ]
  const measures = seriesLanes(record, settings)
    .filter(({ id, points }) => !id.startsWith('site:') && points.length > 1)
    .map(({ label: name, reference, points }) => {
      const label = reference === undefined ? name : `${name} (of predicted, ${reference})`
      const [first, last] = [points[0]!, points.at(-1)!]
      const value = (point: typeof first) => marked(point.label, point.source)
      return `${label} ${value(first)} ${tell.at(first.date)}, ${value(last)} ${tell.at(last.date)}`
    })
  return paragraph(
    ...state,
    measures.length > 0 ? ` First and last: ${measures.join('; ')}.` : ' ',
    measures.length > 0 ? undefined : gap('no measure was recorded twice'),
  )
}

/** First, best, worst and last of each measure, for a table. */
export function measureRows({ record, today, settings, tell }: ReportContext): readonly (readonly string[])[] {
  const lanes = new Map(seriesLanes(record, settings).map((lane) => [lane.id, lane]))
  return caseSummaryOf(record, today, settings)
    .measures.filter(({ id }) => !id.startsWith('site:'))
    .map(({ id, label, count, best, worst, last }) => {
      const first = lanes.get(id)!.points[0]!
      const value = (
        point: { label?: string; text?: string; date: string; source: typeof first.source } | undefined,
      ) => (point ? `${marked(point.text ?? point.label ?? '', point.source)}, ${tell.when(point.date)}` : '')
      const [firstWords, ...others] = [first, best, worst, last].map(value)
      return [label, String(count), firstWords!, ...(count > 1 ? others : ['', '', ''])]
    })
}
