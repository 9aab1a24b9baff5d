import { refusalOfFile, largestFileBytes } from '#shared/domain/refusal-of-file.ts'
import type { OutputOf } from '#shared/ipc/contract.ts'

/** Files for the registry, with their content, and why others can't be kept. */
export type FilesToAttach = OutputOf<'attachments.choose'>

/** Reads files that were dropped onto the page. A folder comes as a file that can't be read. */
export async function readDropped(dropped: readonly File[]): Promise<FilesToAttach> {
  const files: FilesToAttach['files'] = []
  const refused: string[] = []
  for (const file of dropped) {
    try {
      const content = file.size > largestFileBytes ? undefined : new Uint8Array(await file.arrayBuffer())
      const refusal = refusalOfFile(file.name, content)
      if (refusal) refused.push(refusal)
      else files.push({ fileName: file.name, base64: await base64Of(file) })
    } catch {
      refused.push(`${file.name} could not be read. If it is a folder, drop the files in it.`)
    }
  }
  return { files, refused }
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const address = typeof reader.result === 'string' ? reader.result : ''
      resolve(address.slice(address.indexOf(',') + 1))
    })
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file could not be read')))
    reader.readAsDataURL(file)
  })
}
