import { Link } from '@tanstack/react-router'
import type { CohortFlow } from '#shared/domain/cohort/cohort-spec.ts'
import { CasesButton, countWords } from './cases-button.tsx'

interface FlowDiagramProps {
  readonly flow: CohortFlow
  /** Lists the cases behind a number. */
  readonly onList: (key: string, title: string) => void
}

/** From the registry to the cohort: who stays at each step, who is left out, and of whom it is not known. */
export function FlowDiagram({ flow, onList }: FlowDiagramProps) {
  const share = (cases: number) =>
    flow.registry === 0 ? 0 : Math.max(cases > 0 ? 1 : 0, (100 * cases) / flow.registry)
  return (
    <ol className="cohort-flow">
      <li>
        <Link to="/cases" className="cohort-flow-left">
          {countWords(flow.registry)}
        </Link>
        <div>
          <p>Cases of the registry</p>
          <Bar share={share(flow.registry)} />
        </div>
      </li>
      {flow.steps.map(({ label, failed, unknown, left }, index) => (
        // Two steps may have the same name.
        <li key={index}>
          <CasesButton
            className="cohort-flow-left"
            count={left}
            of={`left after ${label}`}
            onList={() => onList(`step:${index}:left`, `Left after: ${label}`)}
          />
          <div>
            <p className="cohort-flow-label">{label}</p>
            <Bar share={share(left)} />
            <p className="cohort-flow-out">
              <span>
                <CasesButton
                  count={failed}
                  of={`left out by ${label}`}
                  onList={() => onList(`step:${index}:failed`, `Left out: ${label}`)}
                />{' '}
                left out
              </span>
              {unknown > 0 && (
                <span className="cohort-flow-unknown">
                  <CasesButton
                    count={unknown}
                    of={`not known, ${label}`}
                    onList={() => onList(`step:${index}:unknown`, `Not known: ${label}`)}
                  />{' '}
                  not known
                </span>
              )}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

function Bar({ share }: { readonly share: number }) {
  return (
    <svg className="cohort-flow-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
      <rect className="cohort-flow-bar-all" width="100" height="4" />
      <rect className="cohort-flow-bar-left" width={share} height="4" />
    </svg>
  )
}
