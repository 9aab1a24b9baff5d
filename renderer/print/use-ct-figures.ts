import type { CaseRecord } from '#shared/domain/case-record.ts'
import { pairsInDocuments } from '#shared/domain/imaging/pair-figure.ts'
import type { CtFigure } from '#shared/ipc/areas/ct-figures.ts'
import { useQueryOf } from '#renderer/ipc/use-contract.ts'
import { pixelsFor } from './ct-pair-figure.tsx'

/**
 * The figures of the pairs that stand in documents; missing while they are asked for. A document is printed without them, and
 * says so, where they can't be had.
 * @param width px of the widest of them
 */
export function useCtFigures(record: CaseRecord, width: number): readonly CtFigure[] | undefined {
  const caseId = record.case.id
  const pairs = pairsInDocuments(record)
  const { data, error } = useQueryOf(
    'ctFigures.ofCase',
    { caseId, widthPx: pixelsFor(width) },
    { enabled: pairs.length > 0, retry: false },
  )
  if (pairs.length === 0) return none
  return error ? pairs.map(({ id }) => ({ pairId: id, caseId, why: error.message })) : data?.figures
}

const none: readonly CtFigure[] = []
