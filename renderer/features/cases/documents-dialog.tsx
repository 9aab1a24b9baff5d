import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { batchKinds, caseDocuments, type BatchKind, type Paper } from '#shared/ipc/document-request.ts'
import { AppError } from '#shared/ipc/app-error.ts'
import { Dialog } from '../../app/dialog.tsx'
import { ErrorMessage } from '../../app/error-message.tsx'
import { JobProgress } from '../../app/job-progress.tsx'
import { notify } from '../../app/notices.tsx'
import { ChoiceRow } from '../../forms/fields/choice-row.tsx'
import { useClient } from '../../ipc/client-context.tsx'
import { useJob, useQueryOf } from '../../ipc/use-contract.ts'
import { countWords } from './cases-bar.tsx'
import type { CriteriaOf } from '../../tables/use-window-rows.ts'
import '../../app/later-styles.ts'

const kinds = batchKinds.map((code) => ({ code, label: caseDocuments[code].label }))
const papers = [
  { code: 'A4', label: 'A4' },
  { code: 'Letter', label: 'Letter' },
]
/** As many as one batch takes (`batchRequest`). */
const mostCases = 1000

interface DocumentsDialogProps {
  readonly criteria: CriteriaOf<'cases.find'>
  /** Cases that are in the list now. */
  readonly total: number
  readonly onClose: () => void
}

/** One document of each case of the list, as files in a folder. */
export function DocumentsDialog({ criteria, total, onClose }: DocumentsDialogProps) {
  const client = useClient()
  const settings = useQueryOf('shell.settings', {})
  const batch = useJob('documents.saveBatch')
  const [kind, setKind] = useState<BatchKind>('summary')
  const [chosen, setChosen] = useState<Paper>()
  const [error, setError] = useState<AppError>()
  const paper = chosen ?? settings.data?.paper ?? 'A4'
  const isTooMany = total > mostCases

  const save = async () => {
    setError(undefined)
    try {
      const { rows } = await client.call('cases.find', { ...criteria, offset: 0, limit: mostCases })
      const saved = await batch.run({ kind, paper, caseIds: rows.map(({ id }) => id) })
      if (!saved || saved.folder === null) return
      const { folder, files } = saved
      notify(`Saved ${files.length} ${files.length === 1 ? 'document' : 'documents'} to ${folder}`)
      onClose()
    } catch (thrown) {
      setError(thrown instanceof AppError ? thrown : new AppError('internal', 'The documents could not be made.'))
    }
  }

  return (
    <Dialog title="Documents for these cases" onClose={onClose} className="cases-documents-dialog">
      <p className="soft">
        {isTooMany
          ? `There are ${countWords(total, undefined)} in the list; a batch takes up to ${countWords(mostCases, undefined)}. Search or filter first.`
          : `One PDF for each of the ${countWords(total, undefined)} in the list, in a folder that you choose.`}
      </p>
      <div className="cases-documents">
        <ChoiceRow
          id="batch-kind"
          aria-label="Document"
          choices={kinds}
          value={kind}
          onChange={(code) => setKind(code as BatchKind)}
          demandsAnswer
        />
        <p className="small soft">{caseDocuments[kind].about}</p>
        <ChoiceRow
          id="batch-paper"
          aria-label="Paper"
          choices={papers}
          value={paper}
          onChange={(code) => setChosen(code as Paper)}
          demandsAnswer
        />
      </div>
      {batch.isRunning && <JobProgress progress={batch.progress} cancel={batch.cancel} what="Making the documents" />}
      <ErrorMessage error={error} />
      <Group gap={8} mt={16}>
        <Button onClick={() => void save()} disabled={batch.isRunning || isTooMany}>
          Choose a folder and save
        </Button>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </Group>
    </Dialog>
  )
}
