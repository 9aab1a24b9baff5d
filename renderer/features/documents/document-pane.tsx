import { Button } from '@mantine/core'
import { useCallback, useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { CaseDocumentKind, DocumentRequest, Paper } from '#shared/ipc/document-request.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { NoRight } from '#renderer/app/no-right.tsx'
import { useRights } from '#renderer/app/use-rights.ts'
import { notify } from '#renderer/app/notices.tsx'
import { ViewerFrame } from '#renderer/app/viewer-frame.tsx'
import { ChoiceRow } from '#renderer/forms/fields/choice-row.tsx'
import { bytesOfBase64 } from '#renderer/ipc/bytes-of-base64.ts'
import { useJob, useQueryOf } from '#renderer/ipc/use-contract.ts'
import { DocumentChoice, documentOf } from './document-choice.tsx'
import { ClassOfCase, SaveText } from './report-choices.tsx'

export const papers = [
  { code: 'A4', label: 'A4' },
  { code: 'Letter', label: 'Letter' },
]

interface DocumentPaneProps {
  readonly kind: CaseDocumentKind
  readonly record: CaseRecord
}

/** One document of the case: its paper, what to do with it, and its pages as they will be printed. */
export function DocumentPane({ kind, record }: DocumentPaneProps) {
  const settings = useQueryOf('shell.settings', {})
  const [chosen, setChosen] = useState<Paper>()
  const [choice, setChoice] = useState('')
  const mayExport = useRights().may('export')
  const paper = chosen ?? settings.data?.paper
  if (paper === undefined) return null
  const document = documentOf(kind, record.case.id, paper, choice)
  return (
    <>
      <div className="documents-row">
        <DocumentChoice kind={kind} record={record} value={choice} onChange={setChoice} />
        <ChoiceRow
          id="documents-paper"
          aria-label="Paper"
          choices={papers}
          value={paper}
          onChange={(code) => setChosen(code as Paper)}
          demandsAnswer
        />
        <HandOver document={document} />
        {document.kind === 'case-report' && mayExport && <SaveText document={document} />}
      </div>
      {document.kind === 'case-report' && <ClassOfCase caseId={document.caseId} />}
      <Preview
        key={JSON.stringify(document)}
        document={document}
        version={`${record.case.version} ${record.case.updated_at}`}
      />
    </>
  )
}

/** Saves the document as PDF, or prints it. */
export function HandOver({ document }: { readonly document: DocumentRequest }) {
  const isAllowed = useRights().may('export')
  const save = useJob('documents.savePdf')
  const print = useJob('documents.print')
  const isBusy = save.isRunning || print.isRunning
  const savePdf = async () => {
    const result = await save.run({ document }).catch(() => undefined)
    if (result?.file) notify(`Saved to ${result.file}`)
  }
  const printIt = async () => {
    const result = await print.run({ document }).catch(() => undefined)
    if (result?.printed) notify('Sent to the printer')
  }
  if (!isAllowed) return <NoRight right="export" />
  return (
    <>
      <Button onClick={() => void savePdf()} disabled={isBusy}>
        Save as PDF
      </Button>
      <Button variant="default" onClick={() => void printIt()} disabled={isBusy}>
        Print
      </Button>
      {save.isRunning && <JobProgress progress={save.progress} cancel={save.cancel} what="Making the PDF" />}
      {print.isRunning && <JobProgress progress={print.progress} cancel={print.cancel} what="Preparing to print" />}
      <ErrorMessage error={save.error ?? print.error} />
    </>
  )
}

const problems = {
  protected: 'The preview can’t be shown. The document can still be saved and printed.',
  unreadable: 'The preview can’t be shown. The document can still be saved and printed.',
}

interface PreviewProps {
  readonly document: DocumentRequest
  /** Of what it is made from: drawn anew when that changes. */
  readonly version?: string
}

/** The document as it will be printed. */
export function Preview({ document, version = '' }: PreviewProps) {
  const { run } = useJob('documents.preview')
  const load = useCallback(async () => {
    const made = await run({ document })
    return made && { mediaType: 'application/pdf', bytes: bytesOfBase64(made.base64) }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the document is the key of this preview
  }, [run])
  return (
    <div className="documents-preview">
      <ViewerFrame
        key={version}
        title="Preview of the pages"
        load={load}
        busy="Laying out the pages"
        problems={problems}
      />
    </div>
  )
}
