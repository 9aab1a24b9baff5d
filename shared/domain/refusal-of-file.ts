/** Which files the registry keeps. Asked where a file is chosen, and again where it is stored. */
import { mediaTypeOf } from './media-type.ts'

/** Larger files belong beside the registry, not in it. */
export const largestFileBytes = 25 * 1024 * 1024

/**
 * Why a file can't be kept, as a plain sentence with a way on; undefined where it can.
 * @param content none where it wasn't read, being too large
 */
export function refusalOfFile(fileName: string, content: Uint8Array | undefined): string | undefined {
  if (!content || content.length > largestFileBytes)
    return `${fileName} is larger than ${largestFileBytes / 1024 / 1024} MB. Keep it beside the registry, and say so in a note.`
  if (content.length === 0) return `${fileName} is empty.`
  if (!mediaTypeOf(content))
    return `${fileName} is none of the kinds that the registry keeps: PDF, PNG, JPEG, plain text. Save it as a PDF first.`
  return undefined
}
