/** Windows takes these for devices, whatever their extension. */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i
/** Separators, what no Windows name may hold, control signs, and signs that turn the direction of writing (`exe.pdf` for `fdp.exe`). */
// oxlint-disable-next-line no-control-regex -- those are what it is about
const refused = /[\\/:*?"<>|\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const longest = 150

/**
 * A name as it is offered for a file: it leads into no other folder, and means a plain file on every system.
 * @param name with its extension, if it has one; may come from a record or a page
 */
export function safeFileName(name: string): string {
  const plain = name
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(refused, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const extension = /\.\w{1,10}$/.exec(plain)?.[0] ?? ''
  const short = plain.length > longest ? plain.slice(0, longest - extension.length).trimEnd() + extension : plain
  return short.replace(devices, '$1-') || 'file'
}
