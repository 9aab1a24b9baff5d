import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { ErrorMessage } from '../../app/error-message.tsx'
import { JobProgress } from '../../app/job-progress.tsx'
import { useCommand, useJob, useQueryOf } from '../../ipc/use-contract.ts'
import { useOpened } from './use-enter-registry.ts'

const demoPassphrase = 'demo'

interface DemoPanelProps {
  /** Opens it unasked where the program was started to show it; not after it was locked or closed. */
  readonly opensAtStart: boolean
}

/** Opens the demo registry; makes it first where there is none yet. */
export function DemoPanel({ opensAtStart }: DemoPanelProps) {
  const demo = useQueryOf('shell.demoFolder', {})
  const make = useJob('registry.createDemo')
  const open = useCommand('registry.open')
  const opened = useOpened()
  const isBusy = make.isRunning || open.isPending

  const openDemo = async (): Promise<void> => {
    if (!demo.data || isBusy) return
    const { folder, exists } = demo.data
    // Cancelled: what was half made is gone, and so is the wish to open it.
    if (!exists && !(await make.run({ folder, images: true }))) return
    opened(await open.mutateAsync({ folder, passphrase: demoPassphrase }))
  }
  const wasAsked = useRef(false)
  useEffect(() => {
    if (!opensAtStart || !demo.data?.openAtStart || wasAsked.current) return
    wasAsked.current = true
    void openDemo().catch(() => {})
  })
  return (
    <div className="open-form">
      <header>
        <h2>Demo</h2>
        <p className="soft">
          One case after a published report and sixty synthetic ones, in a registry of their own. Change what you like:
          nothing in it can reach a real registry. Its passphrase is <strong>demo</strong>.
        </p>
      </header>
      <ErrorMessage error={demo.error ?? make.error ?? open.error} />
      {make.isRunning ? (
        <JobProgress progress={make.progress} cancel={make.cancel} what="Making the demo registry" />
      ) : (
        <div className="open-buttons">
          <Button
            onClick={() => void openDemo().catch(() => {})}
            disabled={!demo.data}
            aria-disabled={isBusy}
            autoFocus
          >
            Open the demo
          </Button>
          {demo.data && !demo.data.exists && <p className="small soft">The first time takes a few seconds.</p>}
        </div>
      )}
    </div>
  )
}
