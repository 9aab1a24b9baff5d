import { useEffect, useState } from 'react'
import { useClient } from '#renderer/ipc/client-context.tsx'
import type { OutputOf } from '#shared/ipc/contract.ts'
import { PaperPage } from './paper-page.tsx'
import { usePaper } from './paper-size.ts'
import { RecoverySheet } from './recovery-sheet.tsx'

/** The recovery sheet, for print. Asked for once, since each asking goes into the audit chain. */
export function RecoveryPage() {
  const client = useClient()
  const paper = usePaper()
  const [sheet, setSheet] = useState<OutputOf<'registry.recoverySheet'>>()
  useEffect(() => {
    let gone = false
    const ask = async (): Promise<void> => {
      const answer = await client.call('registry.recoverySheet', {})
      if (!gone) setSheet(answer)
    }
    void ask()
    return () => {
      gone = true
    }
  }, [client])
  if (!sheet) return null
  return (
    <PaperPage title={`Recovery sheet of ${sheet.name}`} paper={paper} complete>
      <RecoverySheet sheet={sheet} />
    </PaperPage>
  )
}
