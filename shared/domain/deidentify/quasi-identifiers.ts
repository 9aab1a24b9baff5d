/** The facts of a case by which somebody who knows the patient could find it in an export, as they stand in that export. */
import { antibodyFacts } from '../antibody-facts.ts'
import type { CaseRecord } from '../case-record.ts'
import { hasDied } from '../follow-up.ts'
import { comparePartialDates } from '../partial-date.ts'
import { ageBandYears, antibodyGroup, patternGroup, type Detail } from './detail.ts'
import { ageBand, type ToldAge } from './told-age.ts'
import type { TellDate } from './told-time.ts'

export const quasiNames = ['sex', 'age', 'reference_group', 'antibody', 'pattern', 'onset', 'outcome'] as const
export type QuasiName = (typeof quasiNames)[number]
/** By what they are called; what does not leave is not there, and a fact that is not recorded is a value of its own. */
export type Quasi = Readonly<Partial<Record<QuasiName, string>>>

export const quasiLabels: Readonly<Record<QuasiName, string>> = {
  sex: 'sex',
  age: 'age',
  reference_group: 'reference group',
  antibody: 'antibody',
  pattern: 'CT pattern',
  onset: 'years of onset',
  outcome: 'death or transplant',
}

/** The facts in full, before it is decided in which detail they leave. */
export interface QuasiFacts {
  readonly sex: string | undefined
  readonly age: ToldAge | undefined
  readonly reference_group: string | undefined
  readonly antibody: string | undefined
  readonly antibodyGroup: string
  readonly pattern: string | undefined
  readonly onset: string | undefined
  readonly outcome: string
}

const onsetBandYears = 5

/** Five years, by the calendar that leaves. */
function onsetBand({ case: frame, records }: CaseRecord, tell: TellDate): string | undefined {
  const dates = [frame.first_symptom_on, ...records.diagnosis.map(({ date }) => date)]
  const onset = frame.first_symptom_on ?? dates.filter((date) => date !== undefined).toSorted(comparePartialDates)[0]
  if (onset === undefined) return undefined
  const told = tell(onset)
  const year = Number(('exact' in told ? String(told.exact) : told.span).slice(0, 4))
  const from = Math.floor(year / onsetBandYears) * onsetBandYears
  return `${from}-${from + onsetBandYears - 1}`
}

/** Of several antibodies the first counts, anti-synthetase before others: it is the one that a letter names. */
export function quasiFactsOf(
  record: CaseRecord,
  age: ToldAge | undefined,
  /** Where a calendar leaves. */
  calendar: TellDate | undefined,
): QuasiFacts {
  const { case: frame, records } = record
  const patterns = records.imaging.filter(({ pattern }) => pattern !== undefined)
  const transplanted = frame.status === 'transplanted' || records.event.some(({ kind }) => kind === 'transplant')
  return {
    sex: frame.sex,
    age,
    reference_group: frame.reference_group,
    antibody: antibodyFacts(record).positive[0]?.code,
    antibodyGroup: antibodyGroup(record),
    pattern: patterns.at(-1)?.pattern,
    onset: calendar && onsetBand(record, calendar),
    outcome: hasDied(record) ? 'died' : transplanted ? 'transplanted' : 'neither',
  }
}

export const notRecorded = 'not recorded'

/** @param withOnset whether a calendar leaves */
export function quasiIn(facts: QuasiFacts, detail: Detail, withOnset: boolean): Quasi {
  const { sex, age, reference_group, antibody, pattern, onset, outcome } = facts
  return {
    ...(detail.sex === 'keep' && { sex: sex ?? notRecorded }),
    ...(detail.age !== 'off' && { age: age === undefined ? notRecorded : ageBand(age, ageBandYears[detail.age]) }),
    ...(detail.reference_group === 'keep' && { reference_group: reference_group ?? notRecorded }),
    ...(detail.antibody !== 'off' && {
      antibody: detail.antibody === 'group' ? facts.antibodyGroup : (antibody ?? notRecorded),
    }),
    ...(detail.pattern !== 'off' && {
      pattern: pattern === undefined ? notRecorded : detail.pattern === 'group' ? patternGroup(pattern) : pattern,
    }),
    ...(withOnset && { onset: onset ?? notRecorded }),
    outcome,
  }
}
