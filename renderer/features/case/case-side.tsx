import { ActionIcon } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import HideIcon from '@tabler/icons-react/dist/esm/icons/IconChevronsRight.mjs'
import ShowIcon from '@tabler/icons-react/dist/esm/icons/IconChevronsLeft.mjs'
import { useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import { DueSection } from './due-section.tsx'
import { SinceVisitSection } from './since-visit-section.tsx'
import './case-side.css'

/** As it was left, for the next case: on, off, or as the window has room. */
let left: boolean | undefined

interface CaseSideProps {
  readonly record: CaseRecord
  /** Full ISO date. */
  readonly today: string
}

/** Beside the chart: what changed since the last visit, and what is due. Where there is little room it waits to be asked for. */
export function CaseSide({ record, today }: CaseSideProps) {
  const hasRoom = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false })
  const [wish, setWish] = useState(left)
  const isShown = wish ?? hasRoom
  const toggle = () => {
    left = !isShown
    setWish(left)
  }
  useShortcut('case-side', toggle)
  const label = isShown ? 'Hide what changed and what is due' : 'Show what changed and what is due'
  return (
    <aside className="case-side" aria-label="What changed and what is due" data-shown={isShown || undefined}>
      <ActionIcon
        className="case-side-toggle"
        size="sm"
        aria-label={label}
        aria-keyshortcuts="s"
        aria-expanded={isShown}
        title={`${label}  S`}
        onClick={toggle}
      >
        {isShown ? <HideIcon size={14} stroke={1.75} /> : <ShowIcon size={14} stroke={1.75} />}
      </ActionIcon>
      {isShown && (
        <>
          <SinceVisitSection record={record} today={today} />
          <DueSection record={record} today={today} />
        </>
      )}
    </aside>
  )
}
