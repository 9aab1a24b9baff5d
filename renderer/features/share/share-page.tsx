import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ShareWish } from '#shared/ipc/areas/share.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { useJob, useQueryOf } from '#renderer/ipc/use-contract.ts'
import { EarlierExports } from './earlier-exports.tsx'
import { RiskReport } from './risk-report.tsx'
import { ShareChoices } from './share-choices.tsx'
import { startWish, withSteps } from './share-words.ts'
import { WriteShare } from './write-share.tsx'
import './share-page.css'

/** Data for others, without who the patients are. The report comes first, and what it shows is what can be written. */
export function SharePage() {
  const [wish, setWish] = useState<ShareWish>(startWish)
  const { run, cancel, isRunning, progress, result, error } = useJob('share.report')
  /** What the report was made of: it is not shown for anything else. */
  const [looked, setLooked] = useState<ShareWish>()
  const isReadOnly = useQueryOf('registry.status', {}).data?.readOnly === true
  const look = (of: ShareWish) => {
    const { search, ...rest } = of
    setLooked(of)
    void run({ ...rest, ...(search?.trim() && { search: search.trim() }) }).catch(() => {})
  }
  const report = result && looked === wish && !isRunning ? result : undefined
  return (
    <div className="page share">
      <title>Share de-identified – AS-ILD Registry</title>
      <h1>Share de-identified data</h1>
      <p className="soft share-about">
        Coded answers, numbers and dates leave, under new codes. Names, free text, comments, notes, files, places and
        people never do. Nothing is written before you have seen how well the cases are hidden among each other.
      </p>
      <ShareChoices wish={wish} onChange={(change) => setWish({ ...wish, ...change })} />
      <section className="page-section share-report" aria-labelledby="share-report">
        <h2 id="share-report">Report</h2>
        <ErrorMessage error={looked === wish ? error : undefined} />
        {isRunning ? (
          <JobProgress progress={progress} cancel={cancel} what="Looking at the cases" />
        ) : (
          !report && <Button onClick={() => look(wish)}>{looked ? 'Look again' : 'Show the report'}</Button>
        )}
        <div role="status">
          {report && (
            <RiskReport
              report={report}
              onSteps={() => {
                const next = withSteps(wish, report.steps)
                setWish(next)
                look(next)
              }}
            />
          )}
        </div>
      </section>
      {report && report.leaving > 0 && !isReadOnly && <WriteShare wish={wish} report={report} />}
      {report && isReadOnly && (
        <p>This registry is open for reading only: that data left could not be noted in it, so none can be written.</p>
      )}
      <EarlierExports />
    </div>
  )
}
