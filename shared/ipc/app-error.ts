/** The closed list of ways in which an operation can fail, as they travel to the page. */

export type AppErrorKind =
  | 'invalid-input'
  | 'not-found'
  | 'conflict'
  | 'forbidden'
  | 'locked'
  | 'cancelled'
  | 'full-disk'
  | 'read-only'
  | 'wrong-key'
  | 'corrupt'
  | 'newer-schema'
  | 'in-use'
  | 'internal'

/** What is wrong with one input: `path` is the column name, or empty for the whole. */
export interface Issue {
  readonly path: string
  readonly message: string
}

export interface AppErrorData {
  readonly kind: AppErrorKind
  /** A plain sentence with a way on. Holds no patient data, SQL or stack. */
  readonly message: string
  readonly issues?: readonly Issue[]
  /** Where to look in the log, for `internal`. */
  readonly logId?: string
}

/** An expected failure. Everything else that is thrown becomes `internal`. */
export class AppError extends Error {
  readonly kind: AppErrorKind
  readonly issues: readonly Issue[] | undefined
  readonly logId: string | undefined

  constructor(kind: AppErrorKind, message: string, more: { issues?: readonly Issue[]; logId?: string } = {}) {
    super(message)
    this.name = 'AppError'
    this.kind = kind
    this.issues = more.issues
    this.logId = more.logId
  }

  toJSON(): AppErrorData {
    return {
      kind: this.kind,
      message: this.message,
      ...(this.issues && { issues: this.issues }),
      ...(this.logId && { logId: this.logId }),
    }
  }

  static from(data: AppErrorData): AppError {
    return new AppError(data.kind, data.message, data)
  }
}
