import { gapWords, type Block, type Text } from '#shared/domain/documents/blocks.ts'
import './written-block.css'

/** A table of so few rows stands on one page. */
const shortRows = 6
/** A table of more columns breaks its numbers rather than leave the page. */
const wideColumns = 10

/** A block of a document on paper; figures are drawn by whoever has their data. */
export function WrittenBlock({ block }: { readonly block: Exclude<Block, { kind: 'figure' }> }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 2 ? <h2>{block.text}</h2> : <h3>{block.text}</h3>
    case 'paragraph':
      return (
        <p>
          <Pieces text={block.text} />
        </p>
      )
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={JSON.stringify(item)}>
              <Pieces text={item} />
            </li>
          ))}
        </ul>
      )
    case 'table':
      return (
        <>
          <table
            data-columns={block.columns.length}
            data-first={block.columns[0]}
            data-short={block.rows.length <= shortRows || undefined}
            data-wide={block.columns.length > wideColumns || undefined}
          >
            <caption>{block.caption}</caption>
            <thead>
              <tr>
                {block.columns.map((column, index) => (
                  // Two columns may be named alike.
                  // oxlint-disable-next-line react/no-array-index-key
                  <th key={index} scope="col" data-numeric={block.numeric?.[index] || undefined}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((cells, row) => (
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={row} data-role={block.roles?.[row]}>
                  {cells.map((text, column) => (
                    <td
                      // oxlint-disable-next-line react/no-array-index-key
                      key={column}
                      data-numeric={block.numeric?.[column] || undefined}
                      colSpan={cells.length === 1 ? block.columns.length : undefined}
                    >
                      <Pieces text={text} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {block.notes?.map((note) => (
            <p key={note} className="block-note">
              {note}
            </p>
          ))}
        </>
      )
  }
}

function Pieces({ text }: { readonly text: Text }) {
  return text.map((piece, index) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className="block-gap">
        {gapWords(piece)}
      </span>
    ),
  )
}
