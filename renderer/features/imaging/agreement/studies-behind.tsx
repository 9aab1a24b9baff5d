import { Link } from '@tanstack/react-router'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { BehindNumber } from '#renderer/app/behind-number.tsx'
import type { BehindAgreement } from './agreement-table.tsx'

interface StudiesBehindProps {
  readonly behind: BehindAgreement
  readonly onClose: () => void
}

/** The studies behind a number, each leading to its case. */
export function StudiesBehind({ behind: { title, studies }, onClose }: StudiesBehindProps) {
  return (
    <BehindNumber what="Studies" title={title} onClose={onClose}>
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
    </BehindNumber>
  )
}
