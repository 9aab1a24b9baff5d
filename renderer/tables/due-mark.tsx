import type { ReactNode } from 'react'
import './due-mark.css'

interface DueMarkProps {
  readonly state: 'overdue' | 'soon' | 'open' | 'later' | 'undated'
  readonly title?: string
  readonly children: ReactNode
}

/** How something that is watched stands: what is overdue or due soon by color and by its dot, in words besides. */
export function DueMark({ state, title, children }: DueMarkProps) {
  return (
    <span className="due-mark" data-state={state} title={title}>
      {children}
    </span>
  )
}
