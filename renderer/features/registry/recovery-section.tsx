import { Button } from '@mantine/core'
import { BusyBar } from '../../app/busy-bar.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useJob, useQueryOf } from '../../ipc/use-contract.ts'

/** Puts the recovery sheet on paper again. Its words are never shown here: a print is deliberate, a screen is seen. */
export function RecoverySection() {
  const paper = useQueryOf('shell.settings', {}).data?.paper ?? 'A4'
  const savePdf = useJob('documents.savePdf')
  const print = useJob('documents.print')
  const document = { kind: 'recovery', paper } as const
  const isBusy = savePdf.isRunning || print.isRunning
  return (
    <section className="page-section registry-recovery">
      {isBusy && <BusyBar label="Making the recovery sheet" />}
      <h2>Recovery sheet</h2>
      <p className="soft">
        Its 24 words open the registry without the passphrase. Whoever has them and the folder can read every case. Each
        print is noted in the audit chain.
      </p>
      <ErrorMessage error={savePdf.error ?? print.error} />
      <div className="registry-buttons">
        <Button
          variant="default"
          aria-disabled={isBusy}
          onClick={() => !isBusy && void print.run({ document }).catch(() => {})}
        >
          Print…
        </Button>
        <Button
          variant="default"
          aria-disabled={isBusy}
          onClick={() => !isBusy && void savePdf.run({ document }).catch(() => {})}
        >
          Save as PDF…
        </Button>
        <p className="small soft" role="status">
          {savePdf.result?.file && `Saved to ${savePdf.result.file}. Print it, then delete the file.`}
          {print.result?.printed && ' Sent to the printer.'}
        </p>
      </div>
    </section>
  )
}
