import { useRef, type KeyboardEvent } from 'react'
import type { JudgedRule } from '#shared/dictionary/lists/judged-rules.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { inWords, judgmentOf } from '#shared/domain/judgments.ts'
import type { IsoDay } from '#shared/domain/partial-date.ts'
import type { RuleFinding } from '#shared/domain/rules/rule-finding.ts'
import { FulfilledMark } from './fulfilled-mark.tsx'

interface SetStripProps {
  readonly findings: readonly RuleFinding[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
  readonly record: CaseRecord
  readonly asOf: IsoDay
  /** Id of the element that shows the chosen one. */
  readonly panelId: string
}

/** All sets with their verdicts in one line. Arrow keys go from one to the next. */
export function SetStrip({ findings, chosen, onChoose, record, asOf, panelId }: SetStripProps) {
  const strip = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const at = findings.findIndex(({ rule }) => rule.id === chosen)
    const next = (at + step + findings.length) % findings.length
    onChoose(findings[next]!.rule.id)
    strip.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div className="set-strip" role="tablist" aria-label="Criteria sets" ref={strip} onKeyDown={onKeyDown}>
      {findings.map((finding) => {
        const { rule, met } = finding
        const isChosen = rule.id === chosen
        const verdict = judgmentOf(record, rule.id as JudgedRule, asOf)?.verdict
        return (
          <button
            key={rule.id}
            type="button"
            role="tab"
            aria-selected={isChosen}
            aria-controls={panelId}
            tabIndex={isChosen ? 0 : -1}
            onClick={() => onChoose(rule.id)}
          >
            <span className="set-name">{rule.name}</span>
            <FulfilledMark met={met} />
            <span className="small soft">{verdict ? `judged ${inWords(verdict)}` : inShort(finding)}</span>
          </button>
        )
      })}
    </div>
  )
}

/** The class where there is one, else what is lacking first. */
function inShort({ met, score, missing: [first, ...others] }: RuleFinding): string {
  if (met !== undefined) return score?.text ?? ''
  return `lacks ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`
}
