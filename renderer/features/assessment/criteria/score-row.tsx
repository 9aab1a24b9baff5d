import { useId, type ReactNode } from 'react'
import type { Rule } from '#shared/domain/rules/rule-finding.ts'
import { RuleSource } from './rule-source.tsx'

interface ScoreRowProps {
  readonly name: string
  /** The number or class, large; a word where there is none. */
  readonly value?: ReactNode
  readonly rule?: Rule
  readonly children: ReactNode
}

/** One score: its name and value to the left, how it comes about to the right. */
export function ScoreRow({ name, value, rule, children }: ScoreRowProps) {
  const id = useId()
  return (
    <section className="score-row" aria-labelledby={id}>
      <header>
        <h3 id={id}>{name}</h3>
        {value !== undefined && <p className="score-value">{value}</p>}
      </header>
      <div className="score-told">
        {children}
        {rule && <RuleSource rule={rule} />}
      </div>
    </section>
  )
}
