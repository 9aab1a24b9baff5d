import { Button, Checkbox } from '@mantine/core'
import { useEffect, useState } from 'react'
import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useCommand, useJob, useQueryOf } from '../../ipc/use-contract.ts'

/** Shows the words of the recovery sheet once, right after the registry was made, and waits until they are on paper. */
export function RecoveryStep({ onDone }: { readonly onDone: () => void }) {
  const [isKept, setIsKept] = useState(false)
  const { mutate: askSheet, data: sheet, error } = useCommand('registry.recoverySheet')
  const paper = useQueryOf('shell.settings', {}).data?.paper ?? 'A4'
  const savePdf = useJob('documents.savePdf')
  const print = useJob('documents.print')
  useEffect(() => askSheet({}), [askSheet])

  const document = { kind: 'recovery', paper } as const
  return (
    <div className="page recovery">
      <title>Recovery sheet – AS-ILD Registry</title>
      {(!sheet && !error) || savePdf.isRunning || print.isRunning ? <BusyBar /> : null}
      <h1>Keep the recovery sheet</h1>
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
          <div className="open-buttons">
            <Button variant="default" onClick={() => void print.run({ document }).catch(() => {})}>
              Print…
            </Button>
            <Button variant="default" onClick={() => void savePdf.run({ document }).catch(() => {})}>
              Save as PDF…
            </Button>
            {savePdf.result?.file && (
              <p className="small soft">Saved to {savePdf.result.file}. Print it, then delete the file.</p>
            )}
            {print.result?.printed && <p className="small soft">Sent to the printer.</p>}
          </div>
          <ErrorMessage error={savePdf.error ?? print.error} />
          <Checkbox
            label="I have printed it or written it down"
            checked={isKept}
            onChange={(event) => setIsKept(event.currentTarget.checked)}
          />
          <Button disabled={!isKept} onClick={onDone}>
            Go to the registry
          </Button>
        </>
      )}
    </div>
  )
}
