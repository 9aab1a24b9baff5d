import { Button, Checkbox } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { RecoveryDrill } from '../../app/recovery-drill.tsx'
import { RecoveryPaper } from '../../app/recovery-paper.tsx'
import { useCommand } from '../../ipc/use-contract.ts'

/** After a registry was made: its words, once, until they are on paper; then three of them from the paper. */
export function RecoveryStep({ onDone }: { readonly onDone: () => void }) {
  const [isOnPaper, setIsOnPaper] = useState(false)
  const [isTrying, setIsTrying] = useState(false)
  const { mutate: askSheet, data: sheet, error } = useCommand('registry.recoverySheet')
  useEffect(() => askSheet({}), [askSheet])
  // The button that had the keyboard is gone.
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])

  if (isTrying)
    return (
      <div className="page recovery">
        <title>Try the recovery sheet – AS-ILD Registry</title>
        <h1>Try the recovery sheet</h1>
        <p>
          Take the sheet and type these three of its words. It shows that what is on paper opens this registry, while it
          is easy to print it again.
        </p>
        <RecoveryDrill onPassed={onDone} onLater={onDone} />
      </div>
    )
  return (
    <div className="page recovery">
      <title>Recovery sheet – AS-ILD Registry</title>
      {!sheet && !error && <BusyBar />}
      <h1 ref={heading} tabIndex={-1}>
        Keep the recovery sheet
      </h1>
      <p>
        These 24 words open the registry when the passphrase is forgotten or the one who knows it is gone. Whoever has
        them and the registry folder can read every case: keep them on paper, in a locked place, away from this
        computer.
      </p>
      <ErrorMessage error={error} onRetry={() => askSheet({})} />
      {sheet && (
        <>
          <ol className="recovery-words" aria-label="Words of the recovery sheet">
            {sheet.words.map((word, index) => (
              <li key={`${index} ${word}`}>
                <span className="recovery-number">{index + 1}</span> {word}
              </li>
            ))}
          </ol>
          <RecoveryPaper />
          <Checkbox
            label="I have printed it or written it down"
            checked={isOnPaper}
            onChange={(event) => setIsOnPaper(event.currentTarget.checked)}
          />
          <Button disabled={!isOnPaper} onClick={() => setIsTrying(true)}>
            Try the sheet
          </Button>
        </>
      )}
    </div>
  )
}
