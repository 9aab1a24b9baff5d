import type { Met } from '#shared/domain/rules/rule-finding.ts'

const words = { true: 'met', false: 'not met', undefined: 'not assessable' } as const
const signs = { true: '●', false: '○', undefined: '?' } as const

/** Whether a set is fulfilled, as sign and word. Neither is good or bad: no color says so. */
export function FulfilledMark({ met }: { readonly met: Met }) {
  const answer = String(met) as keyof typeof words
  return (
    <span className="fulfilled" data-met={answer}>
      <span aria-hidden>{signs[answer]}</span> {words[answer]}
    </span>
  )
}
