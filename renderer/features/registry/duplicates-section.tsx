import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SimilarPair } from '#shared/ipc/areas/duplicates.ts'
import { ErrorMessage } from '../../app/error-message.tsx'
import { JobProgress } from '../../app/job-progress.tsx'
import { useJob } from '../../ipc/use-contract.ts'

/** Holds all cases against each other and lists those that may be one patient. */
export function DuplicatesSection() {
  const { run, cancel, isRunning, progress, result, error } = useJob('cases.findDuplicates')
  return (
    <section className="page-section registry-duplicates">
      <h2>Patients entered twice</h2>
      <p className="soft">
        Compares names as they sound, birth dates, sex and record numbers of all cases. The search is noted in the audit
        chain; nobody’s name is shown.
      </p>
      <ErrorMessage error={error} />
      {isRunning ? (
        <JobProgress progress={progress} cancel={cancel} what="Comparing the cases" />
      ) : (
        <Button variant="default" onClick={() => void run({}).catch(() => {})}>
          {result ? 'Look again' : 'Find duplicates'}
        </Button>
      )}
      <div role="status">
        {result && !isRunning && (
          <>
            <p>{wordsOf(result)}</p>
            {result.pairs.length > 0 && <Pairs pairs={result.pairs} />}
          </>
        )}
      </div>
    </section>
  )
}

function wordsOf({
  pairs,
  total,
  cases,
}: {
  readonly pairs: readonly unknown[]
  readonly total: number
  readonly cases: number
}) {
  if (total === 0) return `No two of ${cases} cases look like one patient.`
  const found = total === 1 ? 'One pair' : `${total} pairs`
  const shown = pairs.length < total ? ` The ${pairs.length} likeliest are shown.` : ''
  return `${found} of ${cases} cases may be one patient.${shown}`
}

function Pairs({ pairs }: { readonly pairs: readonly SimilarPair[] }) {
  return (
    <table className="registry-pairs">
      <thead>
        <tr>
          <th scope="col">Cases</th>
          <th scope="col">What speaks for it</th>
          <th scope="col">
            <span className="visually-hidden">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ cases: [a, b], isStrong, reasons }) => (
          <tr key={`${a.caseId} ${b.caseId}`}>
            <td>
              <CaseLink {...a} /> and <CaseLink {...b} />
            </td>
            <td>
              {isStrong && <b>Very likely: </b>}
              {reasons.join('; ')}
            </td>
            <td>
              <Link
                to="/cases/$caseId/merge"
                params={{ caseId: a.caseId }}
                search={() => ({ with: b.caseId }) as never}
                aria-label={`Compare and merge ${a.code} and ${b.code}`}
              >
                Compare and merge…
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const CaseLink = ({ caseId, code }: { readonly caseId: string; readonly code: string }) => (
  <Link to="/cases/$caseId/$tab" params={{ caseId, tab: 'record' }}>
    {code}
  </Link>
)
