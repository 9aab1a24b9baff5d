import type { Criterion } from '#shared/domain/rules/rule-finding.ts'
import { UsedInputs } from '../used-inputs.tsx'

const signs = { true: '✓', false: '–', undefined: '?' } as const
const words = { true: 'yes', false: 'no', undefined: 'open' } as const

/** Each criterion with its answer; it opens to the values that were used. */
export function CriteriaList({ criteria }: { readonly criteria: readonly Criterion[] }) {
  return (
    <ul className="criteria">
      {criteria.map(({ id, name, met, because, inputs, kind }) => {
        const answer = String(met) as keyof typeof signs
        return (
          <li key={id} data-kind={kind}>
            <details>
              <summary>
                <span className="criterion-met" data-met={answer}>
                  <span aria-hidden>{signs[answer]}</span> {words[answer]}
                </span>
                <span>
                  {name}
                  <span className="soft"> – {because}</span>
                </span>
              </summary>
              <UsedInputs inputs={inputs} />
            </details>
          </li>
        )
      })}
    </ul>
  )
}
