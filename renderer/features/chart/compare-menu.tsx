import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { antibodyOf } from '#shared/dictionary/lists/antibodies.ts'
import { ErrorMessage } from '#renderer/app/error-message.tsx'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { ChartMenu } from './chart-menu.tsx'

interface CompareMenuProps {
  readonly caseId: string
  /** Code of the case that stands beside it. */
  readonly other: string | undefined
  readonly onCompare: (caseId: string | undefined) => void
}

const shown = 8
const pauseMs = 150

/** A second case under this one, found by its code or any words of its record. */
export function CompareMenu({ caseId, other, onCompare }: CompareMenuProps) {
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), pauseMs)
  const { data, error } = useQueryOf('cases.find', { search, offset: 0, limit: shown + 1 }, { enabled: search !== '' })
  const rows = (search ? (data?.rows ?? []) : []).filter(({ id }) => id !== caseId).slice(0, shown)
  const choose = (id: string | undefined) => {
    setWords('')
    onCompare(id)
  }
  return (
    <ChartMenu
      label={other === undefined ? 'Compare' : `With ${other}`}
      title="Compare with another case"
      shortcut="chart-compare"
      isOn={other !== undefined}
    >
      <input
        type="search"
        className="one-chart-search"
        aria-label="Code or words of the other case"
        placeholder="Code or words of the other case"
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && rows[0]) choose(rows[0].id)
        }}
      />
      <ErrorMessage error={error} />
      {rows.map(({ id, code, sex, antibodies }) => (
        <button key={id} type="button" className="one-chart-option" onClick={() => choose(id)}>
          <b>{code}</b>
          <span className="one-chart-option-note">
            {[sex, ...antibodies.slice(0, 2).map((each) => antibodyOf(each)?.label ?? each)].filter(Boolean).join(', ')}
          </span>
        </button>
      ))}
      {search !== '' && data && rows.length === 0 && (
        <p className="one-chart-option-note">No other case holds these words.</p>
      )}
      {other !== undefined && (
        <button type="button" className="one-chart-option one-chart-option-last" onClick={() => choose(undefined)}>
          Show this case alone
        </button>
      )}
    </ChartMenu>
  )
}
