import { useEffect, useRef } from 'react'
import { focusControl } from './form-field.tsx'

/** A finding as a list shows it. One list can serve several forms on one page. */
export interface ListedProblem {
  readonly message: string
  /** Id of the control that it is about; none where it concerns the whole. */
  readonly target?: string | undefined
  /** Which part of the page it is about, where that isn't plain: `Visit`, `CK`. */
  readonly label?: string | undefined
}

interface ProblemListProps {
  readonly title: string
  readonly problems: readonly ListedProblem[]
  /** Grows with every attempt to save: the list then takes the focus. */
  readonly attempt: number
}

/** What must be put right before it can be saved; every line leads to its field. */
export function ProblemList({ title, problems, attempt }: ProblemListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.focus()
    list.current?.scrollIntoView({ block: 'nearest' })
  }, [attempt])
  return (
    <div className="problem-list" data-kind="refused" role="alert" tabIndex={-1} ref={list}>
      <p className="problem-list-title">{title}</p>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.target} ${problem.label} ${problem.message}`}>
            <ProblemLine {...problem} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** One finding, as a way to its field. */
export function ProblemLine({ message, target, label }: ListedProblem) {
  const words = (
    <>
      {label && <b>{label}: </b>}
      {message}
    </>
  )
  if (target === undefined) return words
  return (
    <button type="button" className="text-button" onClick={() => focusControl(target)}>
      {words}
    </button>
  )
}
