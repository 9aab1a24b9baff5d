import { useEffect, useRef, type ReactNode } from 'react'
import type { FieldProblem } from './draft.ts'
import { focusControl } from './form-field.tsx'

interface ProblemListProps {
  readonly kind: 'refused' | 'asked'
  readonly title: string
  readonly problems: readonly FieldProblem[]
  readonly idPrefix: string
  /** Grows with every attempt to save: the list then takes the focus. */
  readonly attempt: number
  readonly children?: ReactNode
}

/** What stands between a form and its being saved; every line leads to its field. */
export function ProblemList({ kind, title, problems, idPrefix, attempt, children }: ProblemListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.focus()
    list.current?.scrollIntoView({ block: 'nearest' })
  }, [attempt])
  return (
    <div className="problem-list" data-kind={kind} role="alert" tabIndex={-1} ref={list}>
      <p className="problem-list-title">{title}</p>
      <ul>
        {problems.map(({ item, message }) => (
          <li key={`${item} ${message}`}>
            {item ? (
              <button type="button" className="text-button" onClick={() => focusControl(`${idPrefix}-${item}`)}>
                {message}
              </button>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
      {children}
    </div>
  )
}
