import { rightsPresets, tidyRights } from '#shared/ipc/rights.ts'
import type { UserRight } from '#shared/ipc/rights.ts'
import { presetWords, rightsName } from './rights-words.ts'

interface RightsChoiceProps {
  readonly value: readonly UserRight[]
  readonly onChange: (rights: readonly UserRight[]) => void
  /** Offered as well where no preset has just these. */
  readonly before?: readonly UserRight[]
}

/** The rights of a user, by what such a person does. */
export function RightsChoice({ value, onChange, before = value }: RightsChoiceProps) {
  const isOwn = rightsPresets.every(({ rights }) => !isSame(rights, before))
  const choices = [
    ...rightsPresets.map(({ name, rights }) => ({ name, rights, words: presetWords[name] ?? '' })),
    ...(isOwn ? [{ name: 'As now', rights: before, words: rightsName(before) }] : []),
  ]
  return (
    <fieldset className="users-rights">
      <legend>Rights</legend>
      {choices.map(({ name, rights, words }) => (
        <label key={name}>
          <input type="radio" name="rights" checked={isSame(rights, value)} onChange={() => onChange(rights)} />
          <span>
            {name} <span className="soft">{words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const isSame = (a: readonly UserRight[], b: readonly UserRight[]): boolean =>
  tidyRights(a).join() === tidyRights(b).join()
