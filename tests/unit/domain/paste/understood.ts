/** Pasted texts that can be read in a test, and what was understood of them in one line each. */
import { measures } from '#shared/domain/measures.ts'
import { recognizePaste } from '#shared/domain/paste/recognize-paste.ts'
import type { PasteChoices, PasteContext, Proposal } from '#shared/domain/paste/proposal.ts'

/** A block as Excel copies it: `→` stands for a tab, the first and last line break belong to the test. */
export const sheet = (text: string): string => text.replace(/^\n/, '').replace(/\n *$/, '').replaceAll('→', '\t')

export const contextWith = (given: Partial<PasteContext> = {}): PasteContext => ({
  today: '2024-11-26',
  measures: measures(),
  lastUnit: () => undefined,
  ...given,
})

export interface Understood {
  readonly proposal: Proposal
  /** `laboratory.ck 2021-04-12 <1240 U/L 30–200 [unit]`; what is assumed stands in brackets. */
  readonly cells: readonly string[]
  /** `3,2 neg: not-a-number`: row, column, text, why. */
  readonly refused: readonly string[]
}

const limits = (low: number | undefined, high: number | undefined) =>
  low === undefined && high === undefined ? '' : ` ${low ?? ''}–${high ?? ''}`

export function understood(text: string, given: Partial<PasteContext> = {}, choices: PasteChoices = {}): Understood {
  const proposal = recognizePaste(text, contextWith(given), choices)
  return {
    proposal,
    cells: proposal.cells.map(({ measure, date, value, comparator = '', unit, refLow, refHigh, assumptions }) => {
      const assumed = assumptions.length > 0 ? ` [${assumptions.map(({ about }) => about).join(' ')}]` : ''
      return `${measure.key} ${date} ${comparator}${value}${unit ? ` ${unit}` : ''}${limits(refLow, refHigh)}${assumed}`
    }),
    refused: proposal.refused.map(({ row, column, text: cell, reason }) => `${row},${column} ${cell}: ${reason}`),
  }
}
