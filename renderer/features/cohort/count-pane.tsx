import type { CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import type { Behind } from './cases-behind.tsx'
import { CasesButton, countWords } from './cases-button.tsx'
import { FlowDiagram } from './flow-diagram.tsx'
import { indexWords } from '#shared/domain/cohort/index-date.ts'
import type { Count } from './use-count.ts'

interface CountPaneProps {
  readonly spec: CohortSpec
  readonly count: Count
  readonly onList: (behind: Behind) => void
}

/** How many the cohort is of, while it is built, and where the others went. */
export function CountPane({ spec, count: { counted, isRunning, progress, error, again }, onList }: CountPaneProps) {
  const flow = counted?.flow
  const list = (key: string, title: string) => counted && onList({ of: { spec: counted.spec }, key, title })
  const share = progress && progress.total > 0 ? progress.done / progress.total : undefined
  return (
    <section className="cohort-count" aria-labelledby="cohort-count" aria-busy={isRunning}>
      <h2 id="cohort-count" className="visually-hidden">
        Count
      </h2>
      <div className="cohort-progress">{isRunning && <progress aria-label="Counting" value={share} max={1} />}</div>
      <ErrorMessage error={error} onRetry={again} />
      {flow && (
        <>
          <p className="cohort-total" role="status">
            {flow.cases === 0 ? (
              <>
                <b>0</b> cases
              </>
            ) : (
              <>
                <CasesButton
                  count={flow.cases}
                  of="in the cohort"
                  onList={() => list(`step:${flow.steps.length - 1}:left`, spec.name || 'In the cohort')}
                />{' '}
                {flow.cases === 1 ? 'case' : 'cases'}
              </>
            )}{' '}
            <span className="soft">
              of {countWords(flow.registry)}, from the {indexWords(spec.index)}
            </span>
          </p>
          {flow.cases === 0 && flow.registry > 0 && (
            <p className="soft">The step whose count falls to 0 below is the one to loosen.</p>
          )}
          {flow.registry === 0 && <p className="soft">This registry has no cases yet.</p>}
          <FlowDiagram flow={flow} onList={list} />
        </>
      )}
    </section>
  )
}
