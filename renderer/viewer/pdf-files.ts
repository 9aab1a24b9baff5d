/** Files that come with the PDF reader: decoders for scanned pages, fonts and character maps that a PDF may leave out. */

// Each call is read by the bundler, which wants it written out.
const addresses: Readonly<Record<string, string>> = {
  ...import.meta.glob<string>('../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg,qcms_bg}.wasm', {
    query: '?url',
    import: 'default',
    eager: true,
  }),
  ...import.meta.glob<string>('../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
    query: '?url',
    import: 'default',
    eager: true,
  }),
  ...import.meta.glob<string>('../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
    query: '?url',
    import: 'default',
    eager: true,
  }),
}
const byName = new Map(
  Object.entries(addresses).map(([file, address]) => [file.slice(file.lastIndexOf('/') + 1), address]),
)

/** Throws for a file that is none of the reader's own. */
export async function readerFile(name: string): Promise<Uint8Array> {
  const address = byName.get(name)
  if (!address) throw new Error(`no file ${name} comes with the reader`)
  const response = await fetch(address)
  return new Uint8Array(await response.arrayBuffer())
}
