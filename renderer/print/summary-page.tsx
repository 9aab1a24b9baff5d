import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { todayHere } from '#renderer/forms/today.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { CaseSummarySheet } from './case-summary-sheet.tsx'
import { PaperPage } from './paper-page.tsx'
import { usePaper } from './paper-size.ts'

/** The summary of a case, for print. */
export function SummaryPage() {
  const { caseId } = useParams({ from: '/print/summary/$caseId' })
  const paper = usePaper()
  const [today] = useState(todayHere)
  const [isDrawn, setIsDrawn] = useState(false)
  const status = useQueryOf('registry.status', {})
  const record = useQueryOf('cases.get', { caseId })
  const settings = useQueryOf('registry.settings', {})
  if (!record.data || !status.data || !settings.data) return null
  return (
    <PaperPage title={`${record.data.case.code ?? 'Case'} summary`} paper={paper} complete={isDrawn}>
      <CaseSummarySheet
        record={record.data}
        registry={status.data.name ?? ''}
        isDemo={status.data.demo === true}
        today={today}
        settings={settings.data}
        paper={paper}
        onDrawn={() => setIsDrawn(true)}
      />
    </PaperPage>
  )
}
