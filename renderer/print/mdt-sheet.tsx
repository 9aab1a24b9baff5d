import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import { mdtOf, treatmentWords, type MdtSheet as Sheet, type Shown } from '#shared/domain/documents/mdt-of.ts'
import { asReported } from '#shared/domain/lung-function/percent-series.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { lanesOf } from '#shared/domain/timeline-lanes.ts'
import { timelineOf } from '#shared/domain/timeline.ts'
import { OneChartPrint } from '../features/chart/one-chart-print.tsx'
import { CtPairs } from './ct-pairs.tsx'
import { BlankLines, FillIn } from './fill-in.tsx'
import { Marked } from './marked.tsx'
import { loadPaperFonts } from './paper-page.tsx'
import { contentWidth } from './paper-size.ts'
import { DocumentTitle, PersonAndFacts } from './summary-header.tsx'
import { VerdictTable } from './verdict-table.tsx'
import type { SheetProps } from './sheet-props.ts'
import { useCtFigures } from './use-ct-figures.ts'
import './case-summary.css'
import './clinical-documents.css'
import './mdt-sheet.css'

/** How small the chart is drawn: the first at which all of it fits on the page. */
const chartScales = [0.76, 0.66, 0.56] as const
/** px of a pair of CT images, where there is one. */
const alone = 240

/** Treatment, disease activity and lung function: of what else is measured, the last values stand below. */
const shownSeries: readonly string[] = ['ck', 'fvc', 'dlco']

/** The case on one page for the multidisciplinary board. */
export function MdtSheet({ record, registry, isDemo, today, settings, paper, onDrawn }: SheetProps) {
  const records = useMemo(() => [record] as const, [record])
  const sheet = useMemo(() => mdtOf(record, today, settings), [record, today, settings])
  const view = useMemo(() => {
    const lanes = lanesOf(timelineOf(record, today, settings))
    return {
      lanes: lanes.filter(({ id, source }) => source.kind !== 'series' || shownSeries.includes(id)).map(({ id }) => id),
    }
  }, [record, today, settings])
  const page = useRef<HTMLDivElement>(null)
  // First the chart is drawn smaller, then a pair less is shown.
  const [step, setStep] = useState(0)
  const chartStep = Math.min(step, chartScales.length - 1)
  const [drawnStep, setDrawnStep] = useState<number>()
  const figures = useCtFigures(record, alone)
  const pairs = figures?.length ?? 0
  const scale = chartScales[chartStep]!
  const settle = useCallback(() => setDrawnStep(chartStep), [chartStep])
  useEffect(() => {
    if (drawnStep !== chartStep) return
    let gone = false
    // In another font the page would have another height.
    void loadPaperFonts().then(() => {
      if (gone) return
      const isFull = page.current !== null && page.current.scrollHeight > page.current.clientHeight
      if (isFull && step < chartScales.length - 1 + pairs) setStep(step + 1)
      else onDrawn()
    })
    return () => {
      gone = true
    }
  }, [drawnStep, chartStep, step, pairs, onDrawn])
  if (!figures) return null
  const { summary, progression } = sheet
  return (
    <div className="mdt" data-step={chartStep} ref={page}>
      <DocumentTitle title="MDT sheet" summary={summary} registry={registry} isDemo={isDemo} today={today} />
      <section className="mdt-question">
        <h2>Question to be discussed</h2>
        <BlankLines count={2} />
      </section>
      <PersonAndFacts summary={summary} isBrief />
      <div className="mdt-chart" style={{ '--chart-scale': scale } as CSSProperties}>
        <OneChartPrint
          key={chartStep}
          records={records}
          today={today}
          settings={settings}
          view={view}
          width={contentWidth[paper] / scale}
          height={0}
          onReady={settle}
        />
      </div>
      <div className="mdt-columns">
        <LungFunction sheet={sheet} />
        <Imaging sheet={sheet} />
        <section>
          <h2>Progression, looking back from {formatPartialDate(progression.lookedBackFrom)}</h2>
          <VerdictTable heading="Definition" lines={progression.lines} />
        </section>
        <div>
          <IldGap sheet={sheet} />
          <Open sheet={sheet} />
        </div>
      </div>
      <Treatment sheet={sheet} />
      <CtPairs
        figures={figures}
        most={pairs - Math.max(0, step - (chartScales.length - 1))}
        width={contentWidth[paper]}
        alone={alone}
        hasHeading={false}
      />
      <section className="mdt-decision">
        <h2>Decision of the board</h2>
        <div className="mdt-room" />
        <div className="signature">
          <FillIn label="Present" />
          <FillIn label="Date, signature" />
        </div>
      </section>
    </div>
  )
}

interface PartProps {
  readonly sheet: Sheet
}

const moreWords = ({ more }: Shown<unknown>) => (more > 0 ? `and ${more} more in the record` : undefined)

/** `% predicted: FVC, FEV1 by GLI Global 2022; DLCO as reported.` */
function referencesOf(rows: Sheet['lungFunction']): string {
  const references = [...new Set(rows.flatMap(({ reference }) => reference ?? []))]
  const told = references.map((reference) => {
    const names = rows.filter((row) => row.reference === reference).map(({ label }) => label)
    return `${names.join(', ')} ${reference === asReported ? '' : 'by '}${reference}`
  })
  return told.length > 0 ? `% predicted: ${told.join('; ')}.` : ''
}

function LungFunction({ sheet: { lungFunction } }: PartProps) {
  return (
    <section>
      <h2>Lung function, last values</h2>
      {lungFunction.length === 0 ? (
        <p>None recorded.</p>
      ) : (
        <>
          <table>
            <thead>
              <tr>
                <th>Measure</th>
                <th>Measured</th>
                <th>% predicted</th>
                <th>Normal</th>
                <th>Change</th>
                <th>Date</th>
              </tr>
            </thead>
            <tbody>
              {lungFunction.map(({ id, label, measured, percent, standing, change, date, source }) => (
                <tr key={id}>
                  <th scope="row">{label}</th>
                  <td>
                    {measured ?? '–'}
                    <Marked source={source} />
                  </td>
                  <td className="paper-number">{percent ?? '–'}</td>
                  <td>{standing ?? '–'}</td>
                  <td className="paper-number">{change ?? '–'}</td>
                  <td className="paper-number">{formatPartialDate(date)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="paper-faint">{referencesOf(lungFunction)}</p>
        </>
      )}
    </section>
  )
}

function Imaging({ sheet: { imaging } }: PartProps) {
  return (
    <section>
      <h2>Imaging, newest first</h2>
      {imaging.shown.length === 0 && <p>None with a date recorded.</p>}
      <ul className="summary-lines">
        {imaging.shown.map(({ recordId, date, text, source }) => (
          <li key={recordId}>
            <span className="summary-date">{date && formatPartialDate(date)}</span>
            <span>
              {text}
              <Marked source={source} />
            </span>
          </li>
        ))}
      </ul>
      {moreWords(imaging) && <p className="paper-faint">{moreWords(imaging)}</p>}
    </section>
  )
}

function IldGap({ sheet: { ildGap } }: PartProps) {
  return (
    <section>
      <h2>ILD-GAP</h2>
      <p>
        <b>{ildGap.score?.text ?? 'not calculable'}</b>: {ildGap.because.replace(/^Not calculable: /, '')}
      </p>
    </section>
  )
}

function Treatment({ sheet: { treatment } }: PartProps) {
  return (
    <section>
      <h2>Treatment now, and what changed since its start</h2>
      {treatment.shown.length === 0 && <p>None recorded.</p>}
      <ul className="response-lines">
        {treatment.shown.map(({ line, response }) => (
          <li key={line.recordId}>
            <b>{treatmentWords(line)}</b>
            <Marked source={line.source} />:{' '}
            {response ? (
              <>
                {response.text}
                <Marked source={response.source} />
              </>
            ) : (
              <span className="paper-soft">no values before and after its start</span>
            )}
          </li>
        ))}
      </ul>
      {moreWords(treatment) && <p className="paper-faint">{moreWords(treatment)}</p>}
    </section>
  )
}

function Open({ sheet: { open } }: PartProps) {
  if (open.shown.length === 0) return null
  return (
    <section>
      <h2>Open points</h2>
      <p>{[...open.shown, moreWords(open)].filter(Boolean).join(' · ')}</p>
    </section>
  )
}
