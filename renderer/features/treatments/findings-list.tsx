import { Button } from '@mantine/core'
import { useId } from 'react'
import type { CourseFinding, Mend } from '#shared/domain/course-findings.ts'

interface FindingsListProps {
  readonly findings: readonly CourseFinding[]
  readonly onShow: (finding: CourseFinding) => void
  readonly onMend: (finding: CourseFinding, mend: Mend) => void
}

/** What doesn't fit together, in words, each with the ways to mend it. */
export function FindingsList({ findings, onShow, onMend }: FindingsListProps) {
  const id = useId()
  return (
    <section className="findings" aria-labelledby={id}>
      <h3 id={id}>
        {findings.length === 0
          ? 'Doses fit together'
          : `${findings.length} ${findings.length === 1 ? 'thing does' : 'things do'} not fit together`}
      </h3>
      {findings.length === 0 ? (
        <p className="field-note">No two courses of one drug at once, no dose within another, no days without one.</p>
      ) : (
        <ul>
          {findings.map((finding) => (
            <li key={finding.id}>
              <span className="finding-mark" aria-hidden>
                ●
              </span>
              <button type="button" className="text-button" onClick={() => onShow(finding)}>
                {finding.text}
              </button>
              <span className="finding-mends">
                {finding.mends.map((mend) => (
                  <Button key={mend.label} variant="default" size="compact-xs" onClick={() => onMend(finding, mend)}>
                    {mend.label}
                  </Button>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
