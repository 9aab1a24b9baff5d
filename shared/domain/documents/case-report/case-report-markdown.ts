import { gapWords, type Block, type BlockDocument, type Text } from '../blocks.ts'

/** What Markdown would read as markup; brackets stay, for gaps are written in them. */
const escaped = (text: string) => text.replace(/[\\`*_<>|#~]/g, (sign) => `\\${sign}`)

const inline = (text: Text): string =>
  text.map((piece) => (typeof piece === 'string' ? escaped(piece) : `**${escaped(gapWords(piece))}**`)).join('')

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

/** What the picture of a figure is called that lies beside the file; it is told by its caption where there is none. */
type PictureNames = (id: string | undefined) => string | undefined

function blockText(block: Block, figures: PictureNames): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escaped(block.text)}`
    case 'paragraph':
      return inline(block.text)
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`).join('\n')
    case 'table':
      return [
        `**${escaped(block.caption)}**`,
        '',
        row(block.columns.map(escaped)),
        row(block.columns.map(() => '---')),
        ...block.rows.map((cells) => row(cells.map(inline))),
      ].join('\n')
    case 'figure': {
      const figure = figures(block.id)
      return figure === undefined
        ? `*${escaped(block.caption)}*`
        : `![${escaped(block.caption)}](${encodeURI(figure)})\n\n*${escaped(block.caption)}*`
    }
  }
}

/** The draft as Markdown, tables in the form of GitHub. */
export function caseReportMarkdown(
  { title, notices, blocks }: BlockDocument,
  figures: PictureNames = () => undefined,
): string {
  return (
    [
      `# ${escaped(title)}`,
      notices.map((notice) => `> ${escaped(notice)}`).join('\n>\n'),
      ...blocks.map((block) => blockText(block, figures)),
    ].join('\n\n') + '\n'
  )
}
