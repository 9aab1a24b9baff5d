import { Button } from '@mantine/core'
import type { ReportDates } from '#shared/domain/documents/case-report/told-dates.ts'
import type { CaseReportRequest } from '#shared/ipc/document-request.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { ChoiceRow } from '#renderer/forms/fields/choice-row.tsx'
import { useJob, useQueryOf } from '#renderer/ipc/use-contract.ts'

const dateChoices = [
  { code: 'relative', label: 'Months from diagnosis' },
  { code: 'absolute', label: 'Calendar dates' },
]

interface ReportDatesRowProps {
  readonly value: ReportDates
  readonly onChange: (dates: ReportDates) => void
}

/** How the draft of a case report tells time. */
export function ReportDatesRow({ value, onChange }: ReportDatesRowProps) {
  return (
    <ChoiceRow
      id="documents-dates"
      aria-label="Dates"
      choices={dateChoices}
      value={value}
      onChange={(code) => onChange(code as ReportDates)}
      demandsAnswer
    />
  )
}

/** How many cases the one reported looks like: to be known before the draft goes anywhere. */
export function ClassOfCase({ caseId }: { readonly caseId: string }) {
  const found = useQueryOf('share.classOf', { caseId }, { staleTime: 0 }).data
  return found ? <p className="documents-class soft">{found.sentence}</p> : null
}

/** Saves the draft as a text that an author goes on in. */
export function SaveText({ document }: { readonly document: CaseReportRequest }) {
  const save = useJob('documents.saveText')
  const saveAs = async (format: 'docx' | 'md') => {
    const result = await save.run({ document, format }).catch(() => undefined)
    if (result?.file) notify(`Saved to ${result.file}`)
  }
  return (
    <>
      <Button variant="default" onClick={() => void saveAs('docx')} disabled={save.isRunning}>
        Save as Word
      </Button>
      <Button variant="default" onClick={() => void saveAs('md')} disabled={save.isRunning}>
        Save as Markdown
      </Button>
      {save.isRunning && <JobProgress progress={save.progress} cancel={save.cancel} what="Writing the draft" />}
      <ErrorMessage error={save.error} />
    </>
  )
}
