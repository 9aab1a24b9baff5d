import { Input, NativeSelect } from '@mantine/core'
import { useMemo, useRef, type ReactNode } from 'react'
import { forms, isFormId } from '#shared/dictionary/forms.ts'
import { useShortcut } from '#renderer/app/shortcuts.tsx'
import type { DescribedSet, HistoryFilter } from './described-sets.ts'

interface HistoryFiltersProps {
  readonly sets: readonly DescribedSet[]
  readonly filter: HistoryFilter
  readonly onFilter: (filter: HistoryFilter) => void
  /** The keyboard goes on to the list. */
  readonly onLeave: () => void
  readonly children: ReactNode
}

/** What of the history to show: words, a form, a person. */
export function HistoryFilters({ sets, filter, onFilter, onLeave, children }: HistoryFiltersProps) {
  const words = useRef<HTMLInputElement>(null)
  const actors = useMemo(() => [...new Set(sets.map(({ set }) => set.actor))].toSorted(), [sets])
  const formIds = useMemo(() => new Set(sets.flatMap(({ records }) => records.map(({ form }) => form?.id))), [sets])
  useShortcut('history-filter', () => words.current?.focus())
  return (
    <div className="history-bar">
      <Input
        ref={words}
        className="history-words"
        aria-label="Words in the history"
        placeholder="Filter"
        value={filter.words ?? ''}
        onChange={(event) => onFilter({ ...filter, words: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'ArrowDown' && event.key !== 'Enter') return
          event.preventDefault()
          if (event.key === 'Escape') onFilter({ ...filter, words: '' })
          onLeave()
        }}
      />
      <NativeSelect
        aria-label="What was changed"
        value={filter.form ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, form: value === 'looks' || isFormId(value) ? value : undefined })
        }
        data={[
          { value: '', label: 'Everything' },
          ...forms
            .filter(({ id }) => formIds.has(id))
            .map(({ id, plural, label, repeats }) => ({ value: id, label: repeats ? plural : label })),
          { value: 'looks', label: 'Views and prints' },
        ]}
      />
      <NativeSelect
        aria-label="By whom"
        value={filter.actor ?? ''}
        onChange={({ currentTarget: { value } }) => onFilter({ ...filter, actor: value || undefined })}
        data={[{ value: '', label: 'By anybody' }, ...actors]}
      />
      {children}
    </div>
  )
}
