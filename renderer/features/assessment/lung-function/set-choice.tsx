import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { SpirometrySet } from '#shared/domain/clinical-settings.ts'
import { referenceSets } from '#shared/domain/lung-function/reference-sets.ts'

interface SetChoiceProps {
  readonly sets: readonly SpirometrySet[]
  readonly value: SpirometrySet
  readonly ofRegistry: SpirometrySet
  readonly onChange: (set: SpirometrySet) => void
}

/** Looks at the same tests under other equations of spirometry, without changing what the registry uses. */
export function SetChoice({ sets, value, ofRegistry, onChange }: SetChoiceProps) {
  const name = useId()
  return (
    <fieldset className="lung-set">
      <legend>Spirometry by</legend>
      {sets.map((set) => (
        <label key={set}>
          <input type="radio" name={name} checked={set === value} onChange={() => onChange(set)} />
          {referenceSets[set].label}
        </label>
      ))}
      <span className="small soft" role="status">
        {value === ofRegistry ? (
          <>
            The registry’s set, chosen under <Link to="/settings">Settings</Link>
          </>
        ) : (
          `Only looked at here: the registry uses ${referenceSets[ofRegistry].label}`
        )}
      </span>
    </fieldset>
  )
}
