import { ErrorMessage } from '../../app/error-message.tsx'
import { useRights } from '../../app/use-rights.ts'
import { ChoiceRow } from '../../forms/fields/choice-row.tsx'
import { useCommand, useQueryOf } from '../../ipc/use-contract.ts'

const choices = [
  { code: 'never', label: 'Never' },
  { code: 'edits', label: 'On every edit' },
]

/** Whether the registry asks why, before a saved value is changed. Holds for everybody who opens it. */
export function ReasonSection() {
  const { data: settings, error, refetch } = useQueryOf('registry.settings', {})
  const save = useCommand('registry.saveSettings')
  const { may } = useRights()
  const isReadOnly = useQueryOf('registry.status', {}).data?.readOnly === true || !may('administer')
  return (
    <section className="registry-reason page-section" aria-labelledby="registry-reason">
      <h2 id="registry-reason">Ask for a reason when a saved value is changed</h2>
      <p className="soft">
        The reason stands in the history beside the old and the new value. New records need none; voiding always does.
      </p>
      {settings && !isReadOnly && (
        <ChoiceRow
          id="reason-for-change"
          aria-labelledby="registry-reason"
          choices={choices}
          value={settings.reasonForChange}
          onChange={(code) => save.mutate({ reasonForChange: code === 'edits' ? 'edits' : 'never' })}
          demandsAnswer
        />
      )}
      {settings && isReadOnly && <p>{choices.find(({ code }) => code === settings.reasonForChange)?.label}</p>}
      <ErrorMessage error={error ?? save.error} onRetry={error ? () => void refetch() : undefined} />
    </section>
  )
}
