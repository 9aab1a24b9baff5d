import { NativeSelect } from '@mantine/core'
import { ErrorMessage } from '../../app/error-message.tsx'
import { useCommand, useQueryOf } from '../../ipc/use-contract.ts'

const offered: readonly number[] = [1, 2, 5, 10, 15, 20, 30, 60, 120]
const never = 'never'

const valueOf = (minutes: number | null) => (minutes === null ? never : String(minutes))
const wordsOf = (minutes: number | null) =>
  minutes === null ? 'Never' : `After ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`

/** The usual ones; one that was set elsewhere stands among them. */
function choicesWith(minutes: number | null) {
  const all = minutes === null || offered.includes(minutes) ? offered : [...offered, minutes].sort((a, b) => a - b)
  return [...all, null].map((choice) => ({ value: valueOf(choice), label: wordsOf(choice) }))
}

/** After how long without a key or a click the registry is locked. Holds for everybody who opens it. */
export function LockSection() {
  const { data: settings, error, refetch } = useQueryOf('registry.settings', {})
  const save = useCommand('registry.saveSettings')
  const status = useQueryOf('registry.status', {}).data
  const screen = useQueryOf('lock.screen', {}).data
  const maySet = status?.readOnly !== true && (status?.rights?.includes('administer') ?? true)
  return (
    <section className="registry-reason page-section" aria-labelledby="registry-lock">
      <h2 id="registry-lock">Lock when nobody is there</h2>
      <p className="soft">
        After some minutes without a key or a click everything is taken off the screen, and the passphrase is asked for.
        What is being typed is kept and comes back. It also locks when the computer sleeps
        {screen?.isTold && ', when its screen is locked'}, and with <kbd>Ctrl L</kbd>.
      </p>
      {screen?.isTold === false && (
        <p className="soft">
          This desktop does not tell the program when its screen is locked: lock it yourself before you leave, or choose
          a short time.
        </p>
      )}
      {settings && maySet && (
        <NativeSelect
          aria-labelledby="registry-lock"
          data={choicesWith(settings.autoLockMinutes)}
          value={valueOf(settings.autoLockMinutes)}
          onChange={({ currentTarget: { value } }) =>
            save.mutate({ autoLockMinutes: value === never ? null : Number(value) })
          }
        />
      )}
      {settings && !maySet && <p>{wordsOf(settings.autoLockMinutes)}</p>}
      <ErrorMessage error={error ?? save.error} onRetry={error ? () => void refetch() : undefined} />
    </section>
  )
}
