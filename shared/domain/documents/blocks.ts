/** A document as data: what is said and in which order. Markdown, DOCX and paper are written from the same blocks. */

/** A place that the record leaves open, or that only the author can fill. Never invisible. */
export interface Gap {
  readonly gap: string
}
export type Piece = string | Gap
/** Text, with its gaps where they are. */
export type Text = readonly Piece[]

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly columns: readonly string[]
      /** A row of one cell goes across the table. */
      readonly rows: readonly (readonly Text[])[]
      /** Columns of numbers, which stand to the right. */
      readonly numeric?: readonly boolean[]
      /** Rows that head those after them, and such as stand within one, by their place. */
      readonly roles?: readonly ('heading' | 'level' | undefined)[]
      readonly notes?: readonly string[]
    }
  /** Drawn where it is written: by its id, where a document has several. */
  | { readonly kind: 'figure'; readonly id?: string; readonly caption: string }

/** A document of blocks. */
export interface BlockDocument {
  readonly title: string
  /** What must be known before anything else is read. */
  readonly notices: readonly string[]
  readonly blocks: readonly Block[]
}

export const heading = (level: 2 | 3, text: string): Block => ({ kind: 'heading', level, text })
export const gap = (what: string): Gap => ({ gap: what })

/** A paragraph; nothing where all of its pieces are empty. */
export function paragraph(...pieces: readonly (Piece | undefined)[]): readonly Block[] {
  const text = pieces.filter((piece): piece is Piece => piece !== undefined && piece !== '')
  return text.length > 0 ? [{ kind: 'paragraph', text }] : []
}

/** A table, or what stands in its place where it would have no row. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Text[])[],
  none: string,
): readonly Block[] {
  return rows.length > 0 ? [{ kind: 'table', caption, columns, rows }] : paragraph(gap(none))
}

/** A gap as it stands in plain text. */
export const gapWords = ({ gap: what }: Gap): string => `[${what}]`
