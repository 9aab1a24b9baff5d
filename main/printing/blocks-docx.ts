/** A document of blocks as a Word document: headings, lists and tables as such, so that an author can go on in it. */
import {
  AlignmentType,
  Document,
  HeadingLevel,
  ImageRun,
  Packer,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { FileChild, IStylesOptions } from 'docx'
import { gapWords, type Block, type BlockDocument, type Text } from '#shared/domain/documents/blocks.ts'

/** px at 96 an inch, within margins of an inch on either paper. */
const textWidth = 600
/** Twentieths of a point. */
const pageSizes = { A4: { width: 11_906, height: 16_838 }, Letter: { width: 12_240, height: 15_840 } } as const

const styles: IStylesOptions = {
  default: {
    document: { run: { font: 'Calibri', size: 22 }, paragraph: { spacing: { after: 120 } } },
    title: { run: { size: 36, bold: true, color: '000000' }, paragraph: { spacing: { after: 200 } } },
    heading1: { run: { size: 28, bold: true, color: '000000' }, paragraph: { spacing: { before: 320, after: 100 } } },
    heading2: { run: { size: 24, bold: true, color: '000000' }, paragraph: { spacing: { before: 200, after: 60 } } },
  },
  paragraphStyles: [
    { id: 'Notice', name: 'Notice', basedOn: 'Normal', quickFormat: true, run: { italics: true } },
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      quickFormat: true,
      run: { bold: true, size: 18 },
      paragraph: { keepNext: true, spacing: { before: 160, after: 60 } },
    },
    {
      id: 'TableText',
      name: 'Table text',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: 17 },
      paragraph: { spacing: { after: 0 } },
    },
  ],
  characterStyles: [
    {
      id: 'Gap',
      name: 'Gap',
      quickFormat: true,
      run: { italics: true, shading: { type: ShadingType.CLEAR, fill: 'FFE699', color: 'auto' } },
    },
  ],
}

const runs = (text: Text, bold = false) =>
  text.map((piece) =>
    typeof piece === 'string'
      ? new TextRun({ text: piece, bold })
      : new TextRun({ text: gapWords(piece), style: 'Gap' }),
  )

function tableOf({ columns, rows, numeric, roles }: Extract<Block, { kind: 'table' }>): Table {
  const cellOf = (children: readonly TextRun[], column: number, within = false, across = 1) =>
    new TableCell({
      columnSpan: across,
      margins: { top: 30, bottom: 30, left: within ? 240 : 60, right: 60 },
      children: [
        new Paragraph({
          style: 'TableText',
          alignment: numeric?.[column] ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children,
        }),
      ],
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((text, column) => cellOf([new TextRun({ text, bold: true })], column)),
      }),
      ...rows.map((cells, row) => {
        const role = roles?.[row]
        return new TableRow({
          cantSplit: true,
          children: cells.map((text, column) =>
            cellOf(
              runs(text, role === 'heading'),
              column,
              role === 'level' && column === 0,
              cells.length === 1 ? columns.length : 1,
            ),
          ),
        })
      }),
    ],
  })
}

function figureOf(caption: string, png: Buffer | undefined): readonly FileChild[] {
  if (!png) return [new Paragraph({ style: 'Caption', text: caption })]
  // From its header (PNG specification, 11.2.1).
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const shown = { width: textWidth, height: Math.round((textWidth * height) / width) }
  const altText = { name: 'Figure', title: 'Figure', description: caption }
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      children: [new ImageRun({ type: 'png', data: png, transformation: shown, altText })],
    }),
    new Paragraph({ style: 'Caption', text: caption }),
  ]
}

function childrenOf(block: Block, figures: Figures): readonly FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 2 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          text: block.text,
        }),
      ]
    case 'paragraph':
      return [new Paragraph({ children: runs(block.text) })]
    case 'list':
      return block.items.map((item) => new Paragraph({ bullet: { level: 0 }, children: runs(item) }))
    case 'table':
      return [
        new Paragraph({ style: 'Caption', text: block.caption }),
        tableOf(block),
        ...(block.notes ?? []).map((text) => new Paragraph({ style: 'TableText', text })),
      ]
    case 'figure':
      return figureOf(block.caption, figures(block.id))
  }
}

/** The PNG of a figure; its caption stands alone where there is none. */
type Figures = (id: string | undefined) => Buffer | undefined

interface DocxWish {
  readonly paper: keyof typeof pageSizes
  /** What kind of document it is, for its properties. */
  readonly description: string
  readonly figures: Figures
}

export function blocksDocx(
  { title, notices, blocks }: BlockDocument,
  { paper, description, figures }: DocxWish,
): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({
      title,
      description,
      creator: 'AS-ILD Registry',
      lastModifiedBy: 'AS-ILD Registry',
      styles,
      sections: [
        {
          properties: { page: { size: pageSizes[paper] } },
          children: [
            new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
            ...notices.map((text) => new Paragraph({ style: 'Notice', text })),
            ...blocks.flatMap((block) => childrenOf(block, figures)),
          ],
        },
      ],
    }),
  )
}
