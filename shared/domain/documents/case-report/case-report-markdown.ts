import { gapWords, type Block, type BlockDocument, type Text } from '../blocks.ts'

/** What Markdown would read as markup; brackets stay, for gaps are written in them. */
const escaped = (text: string) => text.replace(/[\\`*_<>|#~]/g, (sign) => `\\${sign}`)

const inline = (text: Text): string =>
  text.map((piece) => (typeof piece === 'string' ? escaped(piece) : `**${escaped(gapWords(piece))}**`)).join('')

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

/** @param figure what the picture is called that lies beside the file; a figure is told by its caption without it */
function blockText(block: Block, figure: string | undefined): string {
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
    case 'figure':
      return figure === undefined
        ? `*${escaped(block.caption)}*`
        : `![${escaped(block.caption)}](${encodeURI(figure)})\n\n*${escaped(block.caption)}*`
  }
}

/** The draft as Markdown, tables in the form of GitHub. */
export function caseReportMarkdown({ title, notices, blocks }: BlockDocument, figure?: string): string {
  return (
    [
      `# ${escaped(title)}`,
      notices.map((notice) => `> ${escaped(notice)}`).join('\n>\n'),
      ...blocks.map((block) => blockText(block, figure)),
    ].join('\n\n') + '\n'
  )
}
