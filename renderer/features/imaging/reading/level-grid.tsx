import { useController } from 'react-hook-form'
import type { KeyboardEvent } from 'react'
import { coarsenessGrades } from '#shared/domain/imaging/five-levels.ts'
import {
  levelColumn,
  levelNames,
  levelParts,
  shortLevelNames,
  type LevelPart,
} from '#shared/domain/imaging/reading-levels.ts'
import { withText } from '#renderer/forms/fields/field-props.ts'
import { useRecordForm } from '#renderer/forms/record-form-context.ts'
import { moveInGrid } from './move-in-grid.ts'

interface LevelGridProps {
  /** The image at which each level was read, if it was said in this session. */
  readonly images: readonly (number | undefined)[]
  readonly onGoToLevel: ((level: number) => void) | undefined
  readonly onLevel: (level: number) => void
}

const parts: Readonly<Record<LevelPart, { readonly short: string; readonly long: string }>> = {
  extent: { short: 'Ext %', long: 'Extent of disease, percent of the lung' },
  ground_glass: { short: 'GG %', long: 'Ground glass, percent of the disease' },
  reticulation: { short: 'Ret %', long: 'Reticulation, percent of the disease' },
  coarseness: { short: 'Coarse', long: 'Coarseness, 0 to 3' },
}

/** Five levels of the chest, four answers each: digits are typed, arrow keys move, + and − change a share by 5 %. */
export function LevelGrid({ images, onGoToLevel, onLevel }: LevelGridProps) {
  return (
    <table className="ct-levels">
      <caption className="visually-hidden">Five levels</caption>
      <thead>
        <tr>
          <th scope="col">Level</th>
          {levelParts.map((part) => (
            <th key={part} scope="col" title={parts[part].long}>
              {parts[part].short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shortLevelNames.map((name, level) => (
          <tr key={name} onFocus={() => onLevel(level)}>
            <th scope="row" title={levelNames[level]}>
              <span aria-hidden>
                {level + 1} {name}
              </span>
              <span className="visually-hidden">{levelNames[level]}</span>
              {onGoToLevel && images[level] !== undefined && (
                <button
                  type="button"
                  className="text-button ct-level-image"
                  title="Show the image at which this level was read"
                  onClick={() => onGoToLevel(level)}
                >
                  image {images[level] + 1}
                </button>
              )}
            </th>
            {levelParts.map((part) => (
              <td key={part}>
                <LevelInput level={level} part={part} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const grades = coarsenessGrades.map(({ grade, label }) => `${grade} ${label}`).join(', ')

function LevelInput({ level, part }: { readonly level: number; readonly part: LevelPart }) {
  const { control, idPrefix, onAnswer, doubts } = useRecordForm()
  const name = levelColumn(level, part)
  const { field: controlled, fieldState } = useController({ control, name })
  const field = controlled.value
  const set = (text: string): void => {
    controlled.onChange(withText(field, text))
    onAnswer(name)
  }
  function pressed(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (moveInGrid(event)) return
    if (part === 'coarseness') {
      if (/^[0-3]$/.test(event.key)) set(event.key)
      else if (event.key === 'Delete' || event.key === 'Backspace') set('')
      else if (event.key.length > 1) return
    } else if (event.key === '+' || event.key === '=') set(stepped(field.text, 5))
    else if (event.key === '-') set(stepped(field.text, -5))
    else if (event.key.length > 1 || /^\d$/.test(event.key)) return
    // Letters are keys elsewhere on the page, and no answer here.
    event.preventDefault()
    event.stopPropagation()
  }
  const problem = fieldState.error?.message ?? doubts[name]
  return (
    <input
      id={`${idPrefix}-${name}`}
      className="ct-level-input"
      inputMode="numeric"
      autoComplete="off"
      maxLength={3}
      value={field.text}
      aria-label={`${parts[part].long}, level ${levelNames[level]}`}
      aria-invalid={fieldState.error !== undefined || undefined}
      title={problem ?? (part === 'coarseness' ? grades : undefined)}
      onChange={({ currentTarget }) => set(part === 'coarseness' ? currentTarget.value.slice(-1) : currentTarget.value)}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onKeyDown={pressed}
    />
  )
}

function stepped(text: string, by: number): string {
  const value = Number(text || 0)
  return Number.isFinite(value) ? String(Math.max(0, Math.min(100, Math.round((value + by) / 5) * 5))) : text
}
