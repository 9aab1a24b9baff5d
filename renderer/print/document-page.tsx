import { useParams, useSearch } from '@tanstack/react-router'
import { Suspense, useCallback, useState } from 'react'
import { caseDocuments, type CaseDocumentKind } from '#shared/ipc/document-request.ts'
import { todayHere } from '#renderer/forms/today.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { caseSheets } from './case-sheets.ts'
import { PaperPage } from './paper-page.tsx'
import { usePaper } from './paper-size.ts'

/** A document of one case, for print: which one, and of which case, stands in the address. */
export function DocumentPage() {
  const { kind } = useParams({ strict: false }) as { readonly kind: CaseDocumentKind }
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const caseId = String(search['caseId'])
  const paper = usePaper()
  const [today] = useState(todayHere)
  const [isDrawn, setIsDrawn] = useState(false)
  const onDrawn = useCallback(() => setIsDrawn(true), [])
  const status = useQueryOf('registry.status', {})
  const settings = useQueryOf('registry.settings', {})
  const record = useQueryOf('cases.get', { caseId })
  if (!record.data || !status.data || !settings.data) return null
  const Sheet = caseSheets[kind]
  const { label, file, deidentified } = caseDocuments[kind]
  return (
    <PaperPage
      title={deidentified ? label : `${record.data.case.code ?? 'Case'} ${file}`}
      paper={paper}
      complete={isDrawn}
    >
      <Suspense>
        <Sheet
          record={record.data}
          registry={status.data.name ?? ''}
          isDemo={status.data.demo === true}
          settings={settings.data}
          today={today}
          paper={paper}
          options={search}
          onDrawn={onDrawn}
        />
      </Suspense>
    </PaperPage>
  )
}
