/** What a file is, told from its content: its name may say anything. */
const signatures: readonly { readonly type: string; readonly begins: readonly number[] }[] = [
  { type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
]

/** Undefined for what the registry doesn't keep. */
export function mediaTypeOf(content: Uint8Array): string | undefined {
  const known = signatures.find(({ begins }) => begins.every((byte, index) => content[index] === byte))
  return known?.type ?? (isText(content) ? 'text/plain' : undefined)
}

function isText(content: Uint8Array): boolean {
  if (content.length === 0) return false
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    // Tab, line feed, form feed and carriage return are all that text holds of control characters.
    return !/[^\P{Cc}\t\n\f\r]/u.test(text)
  } catch {
    return false
  }
}
