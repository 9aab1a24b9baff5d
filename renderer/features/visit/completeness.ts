/** How much of a visit is filled in. A field that says why it is empty is answered. */
import { isBlank, type Draft } from '#renderer/forms/draft.ts'

export interface Count {
  readonly done: number
  readonly of: number
}

export const noCount: Count = { done: 0, of: 0 }

export function countOf(fields: readonly string[], draft: Draft): Count {
  const isAnswered = (name: string) => {
    const field = draft[name]
    return field !== undefined && (!isBlank(field) || field.missing !== undefined)
  }
  return { done: fields.filter(isAnswered).length, of: fields.length }
}

export const sumOf = (counts: readonly Count[]): Count =>
  counts.reduce((sum, { done, of }) => ({ done: sum.done + done, of: sum.of + of }), noCount)

export const countText = ({ done, of }: Count): string => `${done} of ${of}`
