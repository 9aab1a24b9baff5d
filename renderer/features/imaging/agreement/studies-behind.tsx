import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import type { BehindAgreement } from './agreement-table.tsx'

interface StudiesBehindProps {
  readonly behind: BehindAgreement
  readonly onClose: () => void
}

/** The studies behind a number, each leading to its case. */
export function StudiesBehind({ behind: { title, studies }, onClose }: StudiesBehindProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [title])
  return (
    <aside
      className="agreement-behind"
      aria-label="Studies behind the number"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="quiet-button" onClick={onClose}>
          Close <kbd aria-hidden>Esc</kbd>
        </button>
      </header>
      <ul>
        {studies.map(({ caseId, caseCode, imaging, date }) => (
          <li key={imaging}>
            <Link to="/cases/$caseId/$tab" params={{ caseId, tab: 'imaging' }}>
              {caseCode}
            </Link>
            {date !== undefined && <span className="soft">, CT of {formatPartialDate(date)}</span>}
          </li>
        ))}
      </ul>
    </aside>
  )
}
