/**
 * The three words that the contract is made of. A query may be cached and repeated; a command is one transaction and one
 * audited operation, run one after another; a job is long, reports progress and can be cancelled.
 */
import type { z } from 'zod'
import type { UserRight } from './rights.ts'

export type Right = 'none' | UserRight
/** Who answers: the backend, which owns the registry file, or the shell, which owns windows, dialogs and paper. */
export type Place = 'backend' | 'shell'

export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command' | 'job'
  readonly place: Place
  readonly right: Right
  readonly input: I
  readonly output: O
}

interface Rules<P extends Place> {
  readonly right: Right
  /** The backend, unless told otherwise. */
  readonly place?: P
}

const operation =
  <K extends Operation['kind']>(kind: K) =>
  <I extends z.ZodType, O extends z.ZodType, P extends Place = 'backend'>(
    input: I,
    output: O,
    { right, place }: Rules<P>,
  ) => ({
    kind,
    input,
    output,
    right,
    place: (place ?? 'backend') as P,
  })

export const query = operation('query')
export const command = operation('command')
export const job = operation('job')
