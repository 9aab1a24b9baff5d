/** The main side's half of the contract, the same for backend and shell: name, input, right, run, answer. */
import type { z } from 'zod'
import { AppError } from './app-error.ts'
import { contract, isOperationName } from './contract.ts'
import type { Contract, OperationName, OutputOf, ParsedInputOf, Topic } from './contract.ts'
import type { Place, Right } from './operation.ts'
import { largestInput } from './wire.ts'
import type { CancelSignal, Progress, Reply } from './wire.ts'

/** What an operation is given besides its input. */
export interface CallContext {
  readonly signal: CancelSignal
  readonly progress: (progress: Progress) => void
  /** Names what the operation changed. */
  readonly changed: (...topics: readonly Topic[]) => void
}

export type Handler<N extends OperationName> = (
  input: ParsedInputOf<N>,
  context: CallContext,
) => OutputOf<N> | Promise<OutputOf<N>>

type NamesAt<P extends Place> = { [N in OperationName]: Contract[N]['place'] extends P ? N : never }[OperationName]
/** One handler for each operation of a place: a forgotten one does not compile. */
export type Handlers<P extends Place> = { readonly [N in NamesAt<P>]: Handler<N> }

export interface ServerOptions<P extends Place> {
  readonly place: P
  readonly handlers: Handlers<P>
  /** Throws where the session doesn't hold the right. */
  readonly demand: (right: Right, name: OperationName) => void | Promise<void>
  /** Keeps an unexpected error and answers where to find it. */
  readonly report: (error: unknown, name: string) => string
  /** Turns the storage's own errors into ours. */
  readonly translate?: (error: unknown) => unknown
  /** Parse outputs too (tests). */
  readonly checkOutput?: boolean
}

export interface Server {
  call(name: string, inputJson: string, context?: Partial<CallContext>): Promise<Reply>
}

export function createServer<P extends Place>(options: ServerOptions<P>): Server {
  const { place, demand, report, translate = (error) => error, checkOutput } = options
  const handlers = options.handlers as Record<string, Handler<OperationName>>
  return {
    async call(name, inputJson, given = {}) {
      try {
        if (!isOperationName(name) || contract[name].place !== place)
          throw new AppError('not-found', 'This version of the program does not know what was asked.')
        const operation = contract[name]
        if (inputJson.length > largestInput(name)) throw new AppError('invalid-input', 'The request is too large.')
        const input = operation.input.safeParse(parseJson(inputJson))
        if (!input.success) throw invalidInput(input.error)
        const asked = demand(operation.right, name)
        if (asked) await asked
        const topics = new Set<Topic>()
        const context: CallContext = {
          signal: given.signal ?? neverCancelled,
          progress: given.progress ?? (() => {}),
          changed: (...changed) => changed.forEach((topic) => topics.add(topic)),
        }
        const handler = handlers[name]
        if (!handler) throw new Error(`no handler for ${name}`)
        const value = await handler(input.data as never, context)
        if (checkOutput) operation.output.parse(value)
        return { ok: true, value: JSON.stringify(value), changed: [...topics] }
      } catch (thrown) {
        const error = translate(thrown)
        if (error instanceof AppError) return { ok: false, error: error.toJSON() }
        const logId = report(error, name)
        const message = `Something went wrong inside the program (log entry ${logId}). What was saved is kept; try again.`
        return { ok: false, error: new AppError('internal', message, { logId }).toJSON() }
      }
    },
  }
}

const neverCancelled: CancelSignal = { aborted: false, addEventListener() {}, removeEventListener() {} }

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid-input', 'The request could not be read.')
  }
}

function invalidInput(error: z.ZodError): AppError {
  const issues = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  return new AppError('invalid-input', issues[0]?.message ?? 'Something in the input is not right.', { issues })
}
