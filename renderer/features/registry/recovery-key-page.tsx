import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { keyWords } from '../../app/key-words.ts'
import { NoRight } from '../../app/no-right.tsx'
import { RecoveryDrill } from '../../app/recovery-drill.tsx'
import { RecoveryPaper } from '../../app/recovery-paper.tsx'
import { useRights } from '../../app/use-rights.ts'
import { useJob, useQueryOf } from '../../ipc/use-contract.ts'
import { RecoveryKeyForm } from './recovery-key-form.tsx'
import './registry-page.css'

/** Changes the data key: what it does to whom, before; then the new sheet, on paper and tried. */
export function RecoveryKeyPage() {
  const { data: recovery, error, isPending, refetch } = useQueryOf('recovery.status', {}, { staleTime: 0 })
  const rotate = useJob('registry.rotateKey')
  const { canWrite } = useRights()
  return (
    <div className="page registry-key">
      <title>Change the key – AS-ILD Registry</title>
      {isPending && <BusyBar />}
      {rotate.result ? (
        <KeyChanged result={rotate.result} />
      ) : (
        <>
          <h1>Change the key</h1>
          <ErrorMessage error={error} onRetry={() => void refetch()} />
          {!canWrite && <NoRight right="write" />}
          {canWrite && recovery && <RecoveryKeyForm recovery={recovery} rotate={rotate} />}
        </>
      )}
    </div>
  )
}

function KeyChanged({ result: { keyId, kept, lost } }: { readonly result: OutputOf<'registry.rotateKey'> }) {
  const [passed, setPassed] = useState(false)
  const navigate = useNavigate()
  const heading = useRef<HTMLHeadingElement>(null)
  // The form that had the keyboard is gone.
  useEffect(() => heading.current?.focus(), [])
  const leave = () => void navigate({ to: '/registry' })
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        The key was changed
      </h1>
      <p role="status">
        The registry is encrypted under the key <span className="registry-code">{keyWords(keyId)}</span> now. The file
        before lies in the same folder as <span className="registry-code">{kept[0]}</span>, with its keys: the old
        passphrases and the old sheet still open it, in a folder of its own and named registry.db and keys.json again.
        Move both files to a safe place, or destroy them.
      </p>
      {lost.length > 0 && <p>An administrator must set a new passphrase for {lost.join(', ')}.</p>}
      <section className="page-section registry-recovery" aria-labelledby="registry-new-sheet">
        <h2 id="registry-new-sheet">Print the new recovery sheet</h2>
        <p className="soft">
          The old sheet opens only the old file and the backups made before. Keep it with them, away from the new one.
        </p>
        <RecoveryPaper />
      </section>
      <section className="page-section registry-recovery" aria-labelledby="registry-try-sheet">
        <h2 id="registry-try-sheet">Try it</h2>
        {passed ? (
          <>
            <p role="status">The sheet opens this registry. It can go to its safe place.</p>
            <p>
              <Link to="/registry">Back to the registry</Link>
            </p>
          </>
        ) : (
          <RecoveryDrill waits onPassed={() => setPassed(true)} onLater={leave} />
        )}
      </section>
    </>
  )
}
