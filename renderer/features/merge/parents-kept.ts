import type { CaseRecord } from '#shared/domain/case-record.ts'
import type { DoubleRecord } from '#shared/domain/duplicates/double-records.ts'

/** The doubles that are left out. Whoever keeps a treatment twice keeps its dose steps and infusions with it. */
export function parentsKept(
  doubles: readonly DoubleRecord[],
  { records }: CaseRecord,
  kept: ReadonlySet<string>,
): readonly DoubleRecord[] {
  const parents = new Map(
    [...records.dose_step, ...records.infusion].map(({ id, treatment }) => [id, treatment] as const),
  )
  return doubles.filter(({ id }) => !kept.has(id) && !kept.has(parents.get(id) ?? ''))
}
