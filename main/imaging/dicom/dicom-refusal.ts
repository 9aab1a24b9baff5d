import { AppError } from '#shared/ipc/app-error.ts'

/** Why a file can't be taken. Stable: callers count and group by it. */
export type DicomRefusalReason =
  | 'not-dicom'
  | 'truncated'
  | 'damaged'
  | 'too-large'
  | 'not-an-image'
  | 'no-pixels'
  | 'transfer-syntax'
  | 'pixel-format'

/**
 * An expected failure to read or decode a DICOM file: what is thrown by everything in this folder, and nothing else.
 * The reader doesn't know what the file is called; whoever does tells it with {@link named}.
 */
export class DicomRefusal extends AppError {
  readonly reason: DicomRefusalReason
  readonly predicate: string

  /** @param predicate the rest of the sentence after the file's name: "is not a DICOM file." */
  constructor(reason: DicomRefusalReason, predicate: string) {
    super('invalid-input', `This file ${predicate}`)
    this.name = 'DicomRefusal'
    this.reason = reason
    this.predicate = predicate
  }

  /** The same as a sentence about the file. */
  named(fileName: string): AppError {
    return new AppError('invalid-input', `${fileName} ${this.predicate}`)
  }
}

/** The file ends early. */
export function truncated(): DicomRefusal {
  return new DicomRefusal('truncated', 'ends before it is complete. Copy it again from its source.')
}

/** @param what the part that contradicts the standard or itself, with its article */
export function damaged(what: string): DicomRefusal {
  return new DicomRefusal('damaged', `is damaged: ${what}. Copy it again from its source.`)
}

/** A form of a compression that its decoder doesn't have. */
export function refusalOfPrecision(compression: string, bits: number): DicomRefusal {
  return new DicomRefusal(
    'transfer-syntax',
    `is compressed as ${compression} with ${bits} bits, which can’t be shown here. Export it uncompressed or as JPEG 2000, JPEG-LS or JPEG Lossless.`,
  )
}
