import { useState } from 'react'
import { formatPartialDate } from '#shared/domain/partial-date.ts'
import { todayHere } from '#renderer/forms/today.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { codebook, type CodebookEntry, type CodebookForm } from '../features/help/codebook.ts'
import { PaperPage } from './paper-page.tsx'
import { usePaper } from './paper-size.ts'
import './codebook.css'

/** Everything that the forms ask, for print. */
export function CodebookPage() {
  const paper = usePaper()
  const [today] = useState(todayHere)
  const [forms] = useState(codebook)
  const info = useQueryOf('registry.info', {}).data
  if (!info) return null
  const items = forms.reduce((sum, { entries }) => sum + entries.length, 0)
  return (
    <PaperPage title={`Codebook of ${info.name}`} paper={paper} complete>
      <header className="paper-codebook-head">
        <h1>Codebook</h1>
        <p className="paper-soft">
          {info.name}, {formatPartialDate(today)}; schema {info.schema}; {forms.length} forms, {items} items
        </p>
        <p className="paper-faint">
          What every form asks, how it is answered, and the codes under which it leaves. Ranges are in the first unit;
          they catch slips of the keyboard and are no reference ranges.
        </p>
        <ol className="paper-codebook-contents">
          {forms.map(({ id, label, entries }) => (
            <li key={id}>
              {label} <span className="paper-faint">{entries.length}</span>
            </li>
          ))}
        </ol>
      </header>
      {forms.map((form) => (
        <FormTable key={form.id} form={form} />
      ))}
    </PaperPage>
  )
}

function FormTable({ form: { label, about, entries } }: { readonly form: CodebookForm }) {
  return (
    <section className="paper-codebook-form">
      <h2>{label}</h2>
      <p className="paper-soft">{about}</p>
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
          {entries.map((entry) => (
            <Entry key={entry.name} entry={entry} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Entry({
  entry: { label, name, answer, range, codes, choices, help, site, retired },
}: {
  readonly entry: CodebookEntry
}) {
  const marks = [site && 'this registry’s own', retired && 'retired'].filter(Boolean).join(', ')
  return (
    <>
      <tr data-continued={choices.length > 0 || undefined}>
        <th scope="row">
          {label}
          {marks && <span className="paper-faint"> {marks}</span>}
          {help && <span className="paper-codebook-help">{help}</span>}
        </th>
        <td>
          <code>{name}</code>
        </td>
        <td>{answer}</td>
        <td>{range}</td>
        <td>{codes.join(' ')}</td>
      </tr>
      {choices.length > 0 && (
        <tr className="paper-codebook-choices">
          <td colSpan={5}>
            <ul>
              {choices.map((choice) => (
                <li key={choice.code}>
                  {choice.label}{' '}
                  <span className="paper-faint">{[choice.code, ...(choice.codes ?? [])].join(' · ')}</span>
                </li>
              ))}
            </ul>
          </td>
        </tr>
      )}
    </>
  )
}
