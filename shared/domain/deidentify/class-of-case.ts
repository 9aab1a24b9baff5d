/** How many cases of a registry one that is reported alone looks like. */
import { listed } from '#shared/lib/listed.ts'
import type { StoredCaseRow } from '../case-row-model.ts'
import { ageBand, ageToTell } from './told-age.ts'
import { notRecorded, type Quasi } from './quasi-identifiers.ts'
import { classSizes } from './reidentification-report.ts'

type Row = Pick<StoredCaseRow, 'id' | 'sex' | 'birthDate' | 'diagnosedOn' | 'antibodies' | 'pattern'>

export interface ClassOfCase {
  /** Cases in the registry. */
  readonly cases: number
  /** Others that share everything below with it. */
  readonly others: number
  readonly sentence: string
}

/** What a reader of a case report learns on its first page: sex, age in ten years at diagnosis, antibody, CT pattern. */
function quasiOfRow({ sex, birthDate, diagnosedOn, antibodies, pattern }: Row): Quasi {
  const age = birthDate && diagnosedOn ? ageBand(ageToTell(birthDate, diagnosedOn), 10) : notRecorded
  return { sex: sex ?? notRecorded, age, antibody: antibodies[0] ?? notRecorded, pattern: pattern ?? notRecorded }
}

const shared = listed(['sex', 'ten years of age at diagnosis', 'antibody', 'CT pattern'])

/** @returns undefined where the case is none of these */
export function classOfCase(rows: readonly Row[], caseId: string): ClassOfCase | undefined {
  const at = rows.findIndex(({ id }) => id === caseId)
  if (at < 0) return undefined
  const others = classSizes(rows.map(quasiOfRow))[at]! - 1
  const cases = rows.length
  const of = cases === 1 ? 'This is the only case in this registry' : `of the ${cases} cases in this registry`
  const sentence =
    cases === 1
      ? `${of}: nothing here tells how many patients it looks like.`
      : others === 0
        ? `No other ${of} shares ${shared} with this one: who knows the patient will recognize the report.`
        : `${others} other${others === 1 ? '' : 's'} ${of} ${others === 1 ? 'shares' : 'share'} ${shared} with this one.`
  return { cases, others, sentence }
}
