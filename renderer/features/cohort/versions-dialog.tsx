import { Button } from '@mantine/core'
import type { CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import type { SavedCohort } from '#shared/ipc/areas/cohorts.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { momentOf } from '#renderer/forms/moments.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { conditionWords } from '#shared/domain/cohort/conditions/condition-words.ts'
import { indexWords } from '#shared/domain/cohort/index-date.ts'

interface VersionsDialogProps {
  readonly cohort: SavedCohort
  readonly onTake: (spec: CohortSpec) => void
  readonly onClose: () => void
}

/** What the cohort was before; an earlier version can be taken back into the editor. */
export function VersionsDialog({ cohort, onTake, onClose }: VersionsDialogProps) {
  const { data, error, refetch } = useQueryOf('cohorts.versions', { id: cohort.id }, { staleTime: 0 })
  return (
    <Dialog title="Versions" className="cohort-dialog" onClose={onClose}>
      <ErrorMessage error={error} onRetry={() => void refetch()} />
      <ol className="cohort-versions">
        {(data?.versions ?? []).map(({ version, spec, savedAt, savedBy }) => (
          <li key={version}>
            <h3>
              Version {version}{' '}
              <span className="soft">
                {savedBy}, {momentOf(savedAt)}
              </span>
            </h3>
            <p>
              {spec.name}, from the {indexWords(spec.index)}
            </p>
            {spec.steps.length > 0 && (
              <ol>
                {spec.steps.map(({ label, condition }, index) => (
                  // Two steps may say the same.
                  <li key={index}>{label ?? conditionWords(condition)}</li>
                ))}
              </ol>
            )}
            {version !== cohort.version && (
              <Button variant="default" size="compact-sm" onClick={() => onTake(spec)}>
                Go on from version {version}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <Button variant="default" onClick={onClose}>
        Close
      </Button>
    </Dialog>
  )
}
