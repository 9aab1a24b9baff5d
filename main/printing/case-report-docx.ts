/** The draft of a case report as a Word document: headings, lists and tables as such, so that an author can go on in it. */
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
import { gapWords, type Block, type Text } from '#shared/domain/documents/case-report/blocks.ts'
import type { CaseReport } from '#shared/domain/documents/case-report/case-report.ts'

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

const runs = (text: Text) =>
  text.map((piece) =>
    typeof piece === 'string' ? new TextRun(piece) : new TextRun({ text: gapWords(piece), style: 'Gap' }),
  )

function tableOf({ columns, rows }: Extract<Block, { kind: 'table' }>): Table {
  const cellOf = (children: readonly TextRun[]) =>
    new TableCell({
      margins: { top: 30, bottom: 30, left: 60, right: 60 },
      children: [new Paragraph({ style: 'TableText', children })],
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((text) => cellOf([new TextRun({ text, bold: true })])),
      }),
      ...rows.map((cells) => new TableRow({ cantSplit: true, children: cells.map((text) => cellOf(runs(text))) })),
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

function childrenOf(block: Block, png: Buffer | undefined): readonly FileChild[] {
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
      return [new Paragraph({ style: 'Caption', text: block.caption }), tableOf(block)]
    case 'figure':
      return figureOf(block.caption, png)
  }
}

/** @param figure PNG of the chart; its caption stands alone without it */
export function caseReportDocx(
  { title, notices, blocks }: CaseReport,
  paper: keyof typeof pageSizes,
  figure?: Buffer,
): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({
      title,
      description: 'Draft of a case report',
      creator: 'AS-ILD Registry',
      lastModifiedBy: 'AS-ILD Registry',
      styles,
      sections: [
        {
          properties: { page: { size: pageSizes[paper] } },
          children: [
            new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
            ...notices.map((text) => new Paragraph({ style: 'Notice', text })),
            ...blocks.flatMap((block) => childrenOf(block, figure)),
          ],
        },
      ],
    }),
  )
}
