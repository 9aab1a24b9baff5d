import { TextInput } from '@mantine/core'
import { useDeferredValue, useMemo, useState, type RefObject } from 'react'
import { codebook, searchCodebook, type CodebookEntry, type CodebookForm } from './codebook.ts'

interface CodebookSectionProps {
  readonly headingId: string
  readonly search: RefObject<HTMLInputElement | null>
}

/** Everything that the registry asks: forms, items, answers, units, limits and codes, to be searched. */
export function CodebookSection({ headingId, search }: CodebookSectionProps) {
  const [typed, setTyped] = useState('')
  const words = useDeferredValue(typed)
  const all = useMemo(() => codebook(), [])
  const found = useMemo(() => searchCodebook(all, words), [all, words])
  const isSearching = words.trim() !== ''
  const count = found.reduce((sum, { entries }) => sum + entries.length, 0)
  return (
    <section className="page-section" aria-labelledby={headingId}>
      <h2 id={headingId} tabIndex={-1}>
        Codebook
      </h2>
      <p className="soft">
        What every form asks, how it is answered, and the codes under which it leaves. Ranges are in the first unit;
        they catch slips of the keyboard and are no reference ranges.
      </p>
      <div className="codebook-search">
        <TextInput
          ref={search}
          aria-label="Search the codebook"
          placeholder="Search labels, columns, codes, answers"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && setTyped('')}
        />
        <span className="soft" role="status">
          {isSearching && (count === 0 ? 'Nothing has these words' : `${count} ${count === 1 ? 'item' : 'items'}`)}
        </span>
      </div>
      {found.map((form) => (
        <FormEntries key={form.id} form={form} isSearching={isSearching} />
      ))}
    </section>
  )
}

function FormEntries({ form, isSearching }: { readonly form: CodebookForm; readonly isSearching: boolean }) {
  const [isOpen, setIsOpen] = useState(false)
  const shows = isOpen || isSearching
  return (
    <section className="codebook-form" aria-label={form.label}>
      <h3>
        <button type="button" aria-expanded={shows} onClick={() => setIsOpen(!isOpen)}>
          <span className="fold-mark" aria-hidden>
            {shows ? '▾' : '▸'}
          </span>
          {form.label} <span className="unit">{form.entries.length}</span>
        </button>
      </h3>
      {shows && (
        <>
          <p className="small soft">{form.about}</p>
          <table>
            <thead>
              <tr>
                <th scope="col">Item</th>
                <th scope="col">Column</th>
                <th scope="col">Answer</th>
                <th scope="col">Limits</th>
                <th scope="col">Codes</th>
              </tr>
            </thead>
            <tbody>
              {form.entries.map((entry) => (
                <Entry key={entry.name} entry={entry} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

/** Up to this many answers stand in the table; more are opened. */
const fewAnswers = 6

function Entry({ entry }: { readonly entry: CodebookEntry }) {
  const { label, name, answer, range, codes, choices, help, site, retired } = entry
  const answers = choices.map((choice) => (
    <li key={choice.code}>
      {choice.label} <span className="unit">{[choice.code, ...(choice.codes ?? [])].join(' · ')}</span>
    </li>
  ))
  const marks = [site && 'this registry’s own', retired && 'retired'].filter(Boolean).join(', ')
  return (
    <tr>
      <th scope="row">
        {label}
        {marks && <span className="unit"> {marks}</span>}
        {help && <span className="codebook-help">{help}</span>}
      </th>
      <td>
        <code>{name}</code>
      </td>
      <td>
        {choices.length > fewAnswers ? (
          <details>
            <summary>{answer}</summary>
            <ul>{answers}</ul>
          </details>
        ) : (
          <>
            {answer}
            {choices.length > 0 && <ul>{answers}</ul>}
          </>
        )}
      </td>
      <td>{range}</td>
      <td className="codebook-codes">{codes.join(' ')}</td>
    </tr>
  )
}
