import path from 'node:path'

/** The file that an address of ours means; none for another host, and none outside the folder, however it is written. */
export function containedFile(address: string, folder: string): string | undefined {
  const url = new URL(address)
  if (url.host !== 'local') return undefined
  try {
    const name = decodeURIComponent(url.pathname)
    if (name.includes('\0') || name.includes('\\')) return undefined
    const file = path.resolve(folder, `.${name === '/' ? '/index.html' : name}`)
    return file.startsWith(folder + path.sep) ? file : undefined
  } catch {
    return undefined
  }
}
