/** Cases that may be the patient who is being entered, and what was said of them. */
import type { RecordValues } from '#shared/dictionary/record.ts'
import type { SimilarCase } from '#shared/ipc/areas/duplicates.ts'
import type { InputOf } from '#shared/ipc/contract.ts'

/** Why a case is somebody else, by the id of the case. */
export type SomebodyElse = Readonly<Record<string, string>>

/** What is compared of what was typed. `search` names the look in the audit chain. */
export function comparedOf(search: string, values: RecordValues): InputOf<'cases.findSimilar'> {
  const names = ['family_name', 'given_names', 'record_number', 'birth_date', 'sex'] as const
  const given = names.flatMap((name) => {
    const value = values[name]
    return typeof value === 'string' && value.trim() ? [[name, value.trim().slice(0, 200)] as const] : []
  })
  return { search, ...Object.fromEntries(given) }
}

/** A sex alone, or nothing, is no patient to look for. */
export const saysWho = ({ search: _, sex: __, ...rest }: InputOf<'cases.findSimilar'>) => Object.keys(rest).length > 0

/** Strong candidates of which nothing was said yet. */
export const unanswered = (cases: readonly SimilarCase[], answers: SomebodyElse) =>
  cases.filter(({ caseId, isStrong }) => isStrong && answers[caseId] === undefined)

/** As the audit chain keeps it. */
export function reasonOf(cases: readonly SimilarCase[], answers: SomebodyElse): string | undefined {
  const said = cases.flatMap(({ caseId, code, reasons }) => {
    const why = answers[caseId]
    return why === undefined ? [] : [`Not ${code} (${reasons.join('; ')}): ${why || 'compared, another person'}`]
  })
  return said.length > 0 ? said.join('. ').slice(0, 500) : undefined
}
