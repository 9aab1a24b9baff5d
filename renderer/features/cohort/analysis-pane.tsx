import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { analysisRequest, type AnalysisRequest } from '#shared/domain/cohort/analysis-request.ts'
import type { CohortSubject } from '#shared/ipc/areas/cohorts.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { useJob } from '#renderer/ipc/use-contract.ts'
import type { AnalysisRun } from './analysis-run.ts'
import { countWords } from './cases-button.tsx'
import type { Behind } from './cases-behind.tsx'
import { cohortParts, type AnalysisPart } from './cohort-parts.ts'
import { RequestForm } from './request-form.tsx'
import { ResultView } from './result-view.tsx'

interface AnalysisPaneProps {
  readonly part: AnalysisPart
  readonly run: AnalysisRun
  readonly onRun: (change: Partial<AnalysisRun>) => void
  readonly subject: CohortSubject
  /** Every run of this screen: what a report holds. */
  readonly resultIds: string[]
  /** How many it will run over, where that is known. */
  readonly cases: number | undefined
  readonly onList: (behind: Behind) => void
}

/** What is asked on the left, what is answered on the right. */
export function AnalysisPane({
  part,
  run: { request, result, asked },
  onRun,
  subject,
  resultIds,
  cases,
  onList,
}: AnalysisPaneProps) {
  const { run, cancel, isRunning, progress, error } = useJob('cohorts.analyze')
  const { label, about } = cohortParts.find(({ id }) => id === part)!
  const problem = problemOf(request)
  const asking = JSON.stringify({ of: subject, request })
  const isOld = result !== undefined && asked !== asking
  const form = useRef<HTMLFormElement>(null)
  const runButton = useRef<HTMLButtonElement>(null)
  const startedInForm = useRef(false)
  // The button is away while it runs, and the field was left: the keyboard goes on from where it was.
  useEffect(() => {
    if (isRunning || !startedInForm.current) return
    startedInForm.current = false
    if (document.activeElement === document.body) runButton.current?.focus({ preventScroll: true })
  }, [isRunning])
  const start = async () => {
    // What was typed into a list and not taken yet is taken when the field is left.
    if (document.activeElement instanceof HTMLElement && form.current?.contains(document.activeElement)) {
      startedInForm.current = true
      document.activeElement.blur()
    }
    if (problem || cases === 0) return
    const next = await run({ of: subject, request })
    if (next) onRun({ result: next, asked: asking })
  }
  const runNow = () => void start().catch(() => {})
  useShortcut('cohort-run', runNow)
  return (
    <div className="cohort-columns cohort-analysis">
      <form
        ref={form}
        className="cohort-request"
        aria-label={`What is asked: ${label}`}
        onSubmit={(event) => {
          event.preventDefault()
          runNow()
        }}
      >
        <RequestForm request={request} onChange={(next: AnalysisRequest) => onRun({ request: next })} />
        {problem && <p className="cohort-open">{problem}</p>}
        {isRunning ? (
          <JobProgress progress={progress} cancel={cancel} what="Going through the cases" />
        ) : (
          <Button ref={runButton} type="submit" disabled={problem !== undefined || cases === 0}>
            Run{cases === undefined ? '' : ` over ${countWords(cases)} ${cases === 1 ? 'case' : 'cases'}`}{' '}
            <kbd aria-hidden>Ctrl Enter</kbd>
          </Button>
        )}
        {cases === 0 && <p className="soft">The cohort has no cases: loosen its steps first.</p>}
      </form>
      <section className="cohort-result" aria-label={`Result: ${label}`} aria-busy={isRunning}>
        <ErrorMessage error={error} onRetry={runNow} />
        {isOld && !isRunning && (
          <p className="cohort-open" role="status">
            What is asked, or the cohort, was changed since this ran. <kbd>Ctrl</kbd> <kbd>Enter</kbd> runs it again.
          </p>
        )}
        {result ? (
          <ResultView result={result} resultIds={resultIds} onList={onList} />
        ) : (
          !error && <p className="cohort-before">{about}</p>
        )}
      </section>
    </div>
  )
}

/** What is lacking, in words of the form. */
function problemOf(request: AnalysisRequest): string | undefined {
  if (request.analysis === 'table1' && request.variables.length === 0) return 'Choose at least one row.'
  if (request.analysis === 'rates' && request.events.length === 0) return 'Choose at least one event.'
  if (request.analysis === 'paired' && request.months.length === 0) return 'Say after how many months.'
  if (request.analysis === 'cox' && request.terms.length === 0) return 'Choose at least one term of the model.'
  const read = analysisRequest.safeParse(request)
  const issue = read.error?.issues[0]
  return issue && `${fieldWords[String(issue.path[0])] ?? 'One of the fields'}: ${issue.message}`
}

const fieldWords: Readonly<Record<string, string>> = {
  fromYears: 'From, years',
  toYears: 'To, years',
  fromMonths: 'From, months',
  toMonths: 'To, months',
  years: 'Years before and after',
  months: 'After months',
  windowDays: 'Days around each',
  mcid: 'A change that matters',
  terms: 'Terms',
  adjustFor: 'Adjusted for',
  variables: 'Rows',
}
