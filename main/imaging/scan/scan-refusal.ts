import { DicomRefusal } from '#main/imaging/dicom/dicom-refusal.ts'
import type { RefusedFiles } from '#shared/domain/imaging/scan.ts'

/** Why a file isn't taken, beyond what reading DICOM says. */
export type ScanRefusalReason =
  | 'empty'
  | 'unreadable'
  | 'link'
  | 'special-file'
  | 'outside'
  | 'missing-file'
  | 'too-many'
  | 'zip-damaged'
  | 'zip-bomb'
  | 'zip-name'
  | 'zip-encrypted'
  | 'zip-nested'
  | 'picture'

export class ScanRefusal extends Error {
  readonly reason: ScanRefusalReason
  readonly predicate: string

  /** @param predicate the rest of the sentence after the file's name */
  constructor(reason: ScanRefusalReason, predicate: string) {
    super(`This file ${predicate}`)
    this.reason = reason
    this.predicate = predicate
  }
}

const mostExamples = 3

/** Collects what is refused by reason. */
export class Refusals {
  private readonly groups = new Map<string, { reason: string; because: string; count: number; examples: string[] }>()

  /** @throws what is no refusal, as it is */
  add(name: string, error: unknown): void {
    if (!(error instanceof DicomRefusal) && !(error instanceof ScanRefusal)) throw error
    const { reason, predicate } = error
    const key = `${reason} ${predicate}`
    const group = this.groups.get(key) ?? { reason, because: predicate, count: 0, examples: [] }
    group.count += 1
    if (group.examples.length < mostExamples) group.examples.push(name)
    this.groups.set(key, group)
  }

  /** The largest groups first. */
  toList(): readonly RefusedFiles[] {
    return [...this.groups.values()].toSorted((one, other) => other.count - one.count)
  }
}

/** What the file system says, as a refusal. */
export function unreadable(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) return error
  if (code === 'ENOENT') return new ScanRefusal('missing-file', 'isn’t there (any more). Look for it, then try again.')
  if (code === 'EACCES' || code === 'EPERM')
    return new ScanRefusal('unreadable', 'can’t be read: this account has no right to. Copy it to a folder of yours.')
  return new ScanRefusal('unreadable', `can’t be read (${code}). Copy it to this computer, then try again.`)
}
