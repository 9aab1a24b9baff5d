import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { DataCut, SavedCohort } from '#shared/ipc/areas/cohorts.ts'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { JobProgress } from '#renderer/app/job-progress.tsx'
import { todayHere } from '#renderer/forms/today.ts'
import { useRestoredFocus } from '#renderer/forms/use-restored-focus.ts'
import { useJob } from '#renderer/ipc/use-contract.ts'

interface FreezeDialogProps {
  readonly cohort: SavedCohort
  /** The screen holds changes that are not saved: they would not be frozen. */
  readonly isChanged: boolean
  readonly onFrozen: (cut: DataCut) => void
  readonly onClose: () => void
}

/** Remembers the registry of this moment for the cohort, under a name. */
export function FreezeDialog({ cohort, isChanged, onFrozen, onClose }: FreezeDialogProps) {
  useRestoredFocus()
  const [name, setName] = useState(() => `Cut of ${formatPartialDate(todayHere())}`)
  const { run, cancel, isRunning, progress, error } = useJob('cohorts.freeze')
  const freeze = async () => {
    const cut = await run({ cohortId: cohort.id, name })
    if (cut) onFrozen(cut)
  }
  return (
    <Dialog title="Freeze a data cut" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) void freeze().catch(() => {})
        }}
      >
        <p>
          Remembers version {cohort.version} of the cohort with the data of this moment. Analyses of the cut give the
          same numbers ever after, whatever is entered or corrected later.
        </p>
        {isChanged && (
          <p className="cohort-open">The changes on this screen are not saved: the cut will not have them.</p>
        )}
        <TextInput
          mt={12}
          label="Name of the data cut"
          autoFocus
          maxLength={120}
          value={name}
          error={name.trim() === '' && 'Give the data cut a name.'}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <ErrorMessage error={error} />
        {isRunning ? (
          <JobProgress progress={progress} cancel={cancel} what="Freezing the data" />
        ) : (
          <Group gap={8} mt={16}>
            <Button type="submit">Freeze</Button>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
          </Group>
        )}
      </form>
    </Dialog>
  )
}
