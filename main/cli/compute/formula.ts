/** One formula that `compute` answers with, so that anybody can check it against another program. */
import type { z } from 'zod'

export interface Formula {
  /** As typed: `gli2012`. */
  readonly name: string
  /** What it computes and from which source, in one line. */
  readonly about: string
  /** An input as it may be given. */
  readonly example: Readonly<Record<string, unknown>>
  /** Answers one input. Never throws: an input that allows no answer is answered with the reason. */
  readonly run: (input: unknown) => unknown
}

/**
 * A formula whose input has a shape. An input that doesn't fit is answered by `unavailable`, the fields that are wrong named.
 * @param onMisfit how a formula of another shape of answer says so
 */
export function formula<S extends z.ZodType>({
  input,
  run,
  onMisfit = (why) => ({ unavailable: why }),
  ...rest
}: Omit<Formula, 'run'> & {
  readonly input: S
  readonly run: (input: z.output<S>) => unknown
  readonly onMisfit?: (why: string) => unknown
}): Formula {
  return {
    ...rest,
    run(given) {
      const parsed = input.safeParse(given)
      return parsed.success ? run(parsed.data) : onMisfit(misfitOf(parsed.error))
    },
  }
}

function misfitOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ')
}
