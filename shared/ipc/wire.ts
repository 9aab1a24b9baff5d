/**
 * Messages between page and main side. They travel as JSON text: one string crosses two process borders faster than the
 * objects it holds (a structured clone is made at each border), and nothing but JSON can be said.
 */
import { z } from 'zod'
import type { AppErrorData } from './app-error.ts'
import type { ChosenImages } from './areas/image-imports.ts'
import type { Topic } from './contract.ts'

const mega = 1_000_000
/** Operations that may be asked with more than most: a file, a whole sheet that was pasted, what is being typed. */
const largeInputs: Readonly<Record<string, number>> = {
  'attachments.store': 40 * mega,
  'print.ready': 40 * mega,
  'records.change': 20 * mega,
  'drafts.keep': 12 * mega,
}

/** The most characters that an operation is asked with: more is refused before it is read. */
export const largestInput = (name: string): number => (Object.hasOwn(largeInputs, name) ? largeInputs[name]! : 2 * mega)

/** What a page sends. The main process checks it before anything else. */
export const requestSchema = z
  .object({ id: z.int(), name: z.string().max(100), input: z.string() })
  .refine(({ name, input }) => input.length <= largestInput(name))

/** The answer to a request. `value` is JSON text of the output. */
export type Reply =
  | { readonly ok: true; readonly value: string; readonly changed: readonly Topic[] }
  | { readonly ok: false; readonly error: AppErrorData }

/** What the main side says unasked. */
export type ServerEvent =
  | {
      readonly type: 'progress'
      readonly id: number
      readonly done: number
      readonly total: number
      readonly what: string
    }
  | { readonly type: 'changed'; readonly topics: readonly Topic[] }
  /** Asks for what the page does, since it knows what is being typed: closing it, or letting go of it before the lock. */
  | { readonly type: 'asked'; readonly what: Asked }

/** What the page is asked to do. */
export type Asked = 'close-registry' | 'keep-drafts'

/** The part of an `AbortSignal` that is used: shared code is compiled without the types of any platform. */
export interface CancelSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface Progress {
  readonly done: number
  readonly total: number
  /** What is being done, in words. */
  readonly what: string
}

/** What the preload script gives the page. */
export interface Bridge {
  /** Answers JSON text of a `Reply`. */
  call(id: number, name: string, input: string): Promise<Reply>
  cancel(id: number): void
  /** Calls back with what the main side says; returns how to stop. */
  onEvent(listener: (event: ServerEvent) => void): () => void
}

/** The bridge as the page finds it. */
export interface PageDoor extends Bridge {
  /** Asks for a line for pixels (pixel-wire.ts). It comes as a message of the page's own window, `{ type: 'pixels' }`. */
  openPixels(): void
  /**
   * Takes files and folders that were dropped, to look for images in (`images.look`).
   * @param files of the drop
   * @returns what stands for them; null where none of them is a file of this computer
   */
  dropImages(files: readonly object[]): Promise<ChosenImages | null>
}
