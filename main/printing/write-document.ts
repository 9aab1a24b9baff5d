import { writeWhole } from '#main/database/write-whole.ts'
import { problemOfFile } from '#main/exchange/problem-of-file.ts'

/** Writes a document whole or not at all. @throws AppError that says why it could not be written there */
export function writeDocument(file: string, content: Uint8Array): void {
  try {
    writeWhole(file, content)
  } catch (error) {
    throw problemOfFile(error, file)
  }
}
