import { Button } from '@mantine/core'
import CheckIcon from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import CloseIcon from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { ErrorMessage } from '../../app/error-message.tsx'
import { JobProgress } from '../../app/job-progress.tsx'
import { useJob } from '../../ipc/use-contract.ts'

/** Reads the whole file and says what was found. Changes nothing. */
export function VerifySection() {
  const { run, cancel, isRunning, progress, result, error } = useJob('registry.verify')
  return (
    <section className="page-section health-verify">
      <h2>Verify the registry</h2>
      <p className="soft">
        Reads every page of the file and checks its signature, its structure, the links between records and the audit
        chain. Nothing is changed.
      </p>
      <ErrorMessage error={error} />
      {isRunning ? (
        <JobProgress progress={progress} cancel={cancel} what="Verifying" />
      ) : (
        <Button variant="default" onClick={() => void run({}).catch(() => {})}>
          {result ? 'Verify again' : 'Verify now'}
        </Button>
      )}
      <div role="status">
        {result && !isRunning && (
          <>
            <p className="health-verdict" data-ok={result.ok}>
              {result.ok
                ? 'Every check passed.'
                : 'Not every check passed. Keep this file as it is and restore from a backup copy.'}
            </p>
            <ul className="health-checks">
              {result.checks.map(({ name, ok, detail }) => (
                <li key={name} data-ok={ok}>
                  {ok ? <CheckIcon size={16} stroke={2} aria-hidden /> : <CloseIcon size={16} stroke={2} aria-hidden />}
                  <span>{name}</span>
                  <span className="visually-hidden">{ok ? 'passed:' : 'failed:'}</span>
                  <span className="soft">{detail}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  )
}
