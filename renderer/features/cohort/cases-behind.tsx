import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { InputOf } from '#shared/ipc/contract.ts'
import { BehindNumber } from '#renderer/app/behind-number.tsx'
import { BusyBar } from '#renderer/app/busy-bar.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useShortcutNote } from '#renderer/app/shortcuts.tsx'
import { useJob } from '#renderer/ipc/use-contract.ts'
import { countWords } from './cases-button.tsx'
import { CopyButton } from './copy-button.tsx'

export interface Behind {
  readonly of: InputOf<'cohorts.casesBehind'>['of']
  readonly key: string
  readonly title: string
}

/** As many as a person looks through. */
const mostShown = 500

/** The cases behind a number, beside it. */
export function CasesBehind({ behind, onClose }: { readonly behind: Behind; readonly onClose: () => void }) {
  const { of, key, title } = behind
  const { run, isRunning, result, error } = useJob('cohorts.casesBehind')
  useEffect(() => {
    void run({ of, key }).catch(() => {})
  }, [run, of, key])
  useShortcutNote('cohort-close-cases')
  const cases = result?.cases ?? []
  return (
    <BehindNumber what="Cases" title={title} onClose={onClose}>
      {isRunning && <BusyBar label="Looking up the cases" />}
      <ErrorMessage error={error} onRetry={() => void run({ of, key }).catch(() => {})} />
      {result && (
        <>
          <p className="cases-behind-count">
            {countWords(result.total)} {result.total === 1 ? 'case' : 'cases'}
            {cases.length > 0 && (
              <CopyButton what="codes" text={() => cases.map(({ code }) => code).join('\n')}>
                Copy codes
              </CopyButton>
            )}
          </p>
          <ul>
            {cases.slice(0, mostShown).map(({ caseId, code }) => (
              <li key={caseId}>
                <Link to="/cases/$caseId/$tab" params={{ caseId, tab: 'chart' }}>
                  {code}
                </Link>
              </li>
            ))}
          </ul>
          {result.total > mostShown && (
            <p className="soft">
              The first {mostShown} are listed. Copy takes {countWords(cases.length)}.
            </p>
          )}
        </>
      )}
    </BehindNumber>
  )
}
