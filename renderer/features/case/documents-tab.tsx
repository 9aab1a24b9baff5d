import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { DocumentRequest, Paper } from '#shared/ipc/areas/shell.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { notify } from '#renderer/app/notices.tsx'
import { ChoiceRow } from '#renderer/forms/fields/choice-row.tsx'
import { useJob, useQueryOf } from '#renderer/ipc/use-contract.ts'

const papers = [
  { code: 'A4', label: 'A4' },
  { code: 'Letter', label: 'Letter' },
]
const figureFormats = [
  { format: 'svg', label: 'SVG', help: 'for editing and journals' },
  { format: 'png', label: 'PNG', help: 'for slides' },
  { format: 'pdf', label: 'PDF', help: 'for print' },
] as const

/** What can be handed over about the case: the summary on paper and the one chart as a figure. */
export function DocumentsTab({ record }: { readonly record: CaseRecord }) {
  const { id: caseId, code } = record.case
  return (
    <div className="documents">
      <section aria-labelledby="documents-summary">
        <h2 id="documents-summary">Case summary</h2>
        <p className="soft">
          The record of {code ?? 'this case'} on paper: the chart, where things stand, treatments and events. No names.
          Printing and saving are recorded in the audit trail.
        </p>
        <Summary caseId={caseId} />
      </section>
      <section aria-labelledby="documents-figure">
        <h2 id="documents-figure">The chart as a figure</h2>
        <p className="soft">
          Treatment, enzymes, lung function and events on one time axis. Aligned on a drug, with some lanes only or with
          another case under it, it is saved from the chart.
        </p>
        <Figure caseId={caseId} />
      </section>
    </div>
  )
}

function Summary({ caseId }: { readonly caseId: string }) {
  const settings = useQueryOf('shell.settings', {})
  const [chosen, setChosen] = useState<Paper>()
  const paper = chosen ?? settings.data?.paper ?? 'A4'
  const save = useJob('documents.savePdf')
  const print = useJob('documents.print')
  const document: DocumentRequest = { kind: 'summary', caseId, paper }
  const isBusy = save.isRunning || print.isRunning
  const savePdf = async () => {
    const result = await save.run({ document }).catch(() => undefined)
    if (result?.file) notify(`Saved to ${result.file}`)
  }
  const printIt = async () => {
    const result = await print.run({ document }).catch(() => undefined)
    if (result?.printed) notify('Sent to the printer')
  }
  return (
    <>
      <div className="documents-row">
        <ChoiceRow
          id="documents-paper"
          aria-label="Paper"
          choices={papers}
          value={paper}
          onChange={(code) => setChosen(code as Paper)}
          demandsAnswer
        />
        <Button onClick={() => void savePdf()} disabled={isBusy}>
          Save as PDF
        </Button>
        <Button variant="default" onClick={() => void printIt()} disabled={isBusy}>
          Print
        </Button>
      </div>
      {save.isRunning && <JobProgress progress={save.progress} cancel={save.cancel} what="Making the PDF" />}
      {print.isRunning && <JobProgress progress={print.progress} cancel={print.cancel} what="Preparing to print" />}
      <ErrorMessage error={save.error ?? print.error} />
    </>
  )
}

function Figure({ caseId }: { readonly caseId: string }) {
  const save = useJob('figures.save')
  const saveAs = async (format: (typeof figureFormats)[number]['format']) => {
    const result = await save.run({ caseId, format }).catch(() => undefined)
    if (result?.file) notify(`Saved to ${result.file}`)
  }
  return (
    <>
      <div className="documents-row">
        {figureFormats.map(({ format, label, help }) => (
          <Button key={format} variant="default" onClick={() => void saveAs(format)} disabled={save.isRunning}>
            Save as {label} <span className="documents-help">{help}</span>
          </Button>
        ))}
      </div>
      {save.isRunning && <JobProgress progress={save.progress} cancel={save.cancel} what="Drawing the figure" />}
      <ErrorMessage error={save.error} />
    </>
  )
}
