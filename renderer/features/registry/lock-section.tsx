import { ErrorMessage } from '../../app/error-message.tsx'
import { ChoiceRow } from '../../forms/fields/choice-row.tsx'
import { useCommand, useQueryOf } from '../../ipc/use-contract.ts'

const offered: readonly number[] = [1, 5, 10, 15, 30, 60]
const never = 'never'

const choiceOf = (minutes: number | null) =>
  minutes === null ? { code: never, label: 'Never' } : { code: String(minutes), label: `${minutes} min` }

/** The usual ones; one that was set elsewhere stands among them. */
function choicesWith(minutes: number | null) {
  const all = minutes === null || offered.includes(minutes) ? offered : [...offered, minutes].sort((a, b) => a - b)
  return [...all, null].map(choiceOf)
}

/** After how long without a key or a click the registry is locked. Holds for everybody who opens it. */
export function LockSection() {
  const { data: settings, error, refetch } = useQueryOf('registry.settings', {})
  const save = useCommand('registry.saveSettings')
  const status = useQueryOf('registry.status', {}).data
  const maySet = status?.readOnly !== true && (status?.rights?.includes('administer') ?? true)
  return (
    <section className="registry-reason page-section" aria-labelledby="registry-lock">
      <h2 id="registry-lock">Lock after this long without a key or a click</h2>
      <p className="soft">
        Locking takes everything off the screen and asks for the passphrase. What is being typed is kept and comes back.
        It also locks when the computer sleeps, and with <kbd>Ctrl L</kbd>.
      </p>
      {settings && maySet && (
        <ChoiceRow
          id="auto-lock"
          aria-labelledby="registry-lock"
          choices={choicesWith(settings.autoLockMinutes)}
          value={choiceOf(settings.autoLockMinutes).code}
          onChange={(code) => save.mutate({ autoLockMinutes: code === never ? null : Number(code) })}
          demandsAnswer
        />
      )}
      {settings && !maySet && <p>{choiceOf(settings.autoLockMinutes).label}</p>}
      <ErrorMessage error={error ?? save.error} onRetry={error ? () => void refetch() : undefined} />
    </section>
  )
}
