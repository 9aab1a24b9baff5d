import type { ResultCell, ResultTable } from '#shared/domain/cohort/analysis-result.ts'
import { CopyButton } from './copy-button.tsx'
import { tableHtml, tableText } from './table-copy.ts'

interface ResultTableViewProps {
  readonly table: ResultTable
  readonly onList: (key: string, title: string) => void
}

/** A table as a journal prints it. Numbers that are about cases list them. */
export function ResultTableView({ table, onList }: ResultTableViewProps) {
  const { id, title, columns, rows, notes } = table
  return (
    <section className="result-table" aria-labelledby={`table-${id}`}>
      <header>
        <h3 id={`table-${id}`}>{title}</h3>
        <CopyButton what="table" label={`Copy ${title}`} text={() => tableText(table)} html={() => tableHtml(table)}>
          Copy
        </CopyButton>
      </header>
      {/* A wide table scrolls; the keyboard must get there. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="result-table-scroll" tabIndex={0} role="group" aria-label={title}>
        <table>
          <thead>
            <tr>
              {columns.map(({ label, numeric }, index) => (
                // Two columns may be named alike, or not at all.
                <th key={index} scope="col" data-numeric={numeric}>
                  {label || <span className="visually-hidden">{index === 0 ? 'Row' : 'Value'}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cells, role }, at) => (
              <tr key={at} data-role={role}>
                {cells.map((cell, index) => {
                  const inner = (
                    <Cell
                      cell={cell}
                      about={`${title}, ${cells[0]?.text ?? ''}, ${columns[index]?.label ?? ''}`}
                      onList={onList}
                    />
                  )
                  return index === 0 ? (
                    <th key={index} scope="row" colSpan={cells.length === 1 ? columns.length : undefined}>
                      {inner}
                    </th>
                  ) : (
                    <td key={index} data-numeric={columns[index]?.numeric}>
                      {inner}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {notes.map((note) => (
        <p key={note} className="result-note">
          {note}
        </p>
      ))}
    </section>
  )
}

interface CellProps {
  readonly cell: ResultCell
  readonly about: string
  readonly onList: (key: string, title: string) => void
}

function Cell({ cell: { text, behind }, about, onList }: CellProps) {
  if (behind === undefined) return text
  return (
    <button
      type="button"
      className="cases-button"
      aria-label={`${text}, ${about}: list the cases`}
      onClick={() => onList(behind, about)}
    >
      {text}
    </button>
  )
}
