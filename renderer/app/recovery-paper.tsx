import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useJob, useQueryOf } from '../ipc/use-contract.ts'
import { BusyBar } from './busy-bar.tsx'
import { ErrorMessage } from './error-message.tsx'
import './recovery.css'

/** Puts the recovery sheet on paper. @param children what else can be done, beside the buttons */
export function RecoveryPaper({ children }: { readonly children?: ReactNode }) {
  const paper = useQueryOf('shell.settings', {}).data?.paper ?? 'A4'
  const savePdf = useJob('documents.savePdf')
  const print = useJob('documents.print')
  const document = { kind: 'recovery', paper } as const
  const isBusy = savePdf.isRunning || print.isRunning
  const start = (job: typeof print | typeof savePdf): void => {
    if (!isBusy) void job.run({ document }).catch(() => {})
  }
  return (
    <div className="recovery-paper">
      {isBusy && <BusyBar label="Making the recovery sheet" />}
      <div className="recovery-buttons">
        <Button variant="default" aria-disabled={isBusy} onClick={() => start(print)}>
          Print…
        </Button>
        <Button variant="default" aria-disabled={isBusy} onClick={() => start(savePdf)}>
          Save as PDF…
        </Button>
        {children}
      </div>
      <p className="small soft" role="status">
        {savePdf.result?.file && `Saved to ${savePdf.result.file}. Print it, then delete the file.`}
        {print.result?.printed && ' Sent to the printer.'}
      </p>
      <ErrorMessage error={savePdf.error ?? print.error} />
    </div>
  )
}
