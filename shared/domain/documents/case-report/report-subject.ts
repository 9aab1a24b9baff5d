/** Whom and what a case report is about, in the words of its title, key words and first sentences. */
import { drugOf } from '../../../dictionary/lists/drugs.ts'
import type { CaseRecord } from '../../case-record.ts'
import { isGlucocorticoid } from '../../dose.ts'
import { labelOf, midSentence } from '../../label-of.ts'
import { firstDay } from '../../partial-date.ts'
import { courses, fullDrugName } from '../../treatment-summary.ts'
import { gap, type Piece } from '../blocks.ts'
import type { ReportContext } from './report-context.ts'
import { toldAge } from './told-age.ts'

/** `antisynthetase syndrome with interstitial lung disease`; undefined where nothing is diagnosed. */
export function diseaseWords({ records }: CaseRecord): string | undefined {
  const kinds = [...new Set(records.diagnosis.flatMap(({ kind }) => kind ?? []))]
  const others = kinds.filter((kind) => kind !== 'ild').map((kind) => midSentence(labelOf('diagnosis', 'kind', kind)))
  const main = kinds.includes('asys') ? midSentence(labelOf('diagnosis', 'kind', 'asys')) : others[0]
  if (main === undefined) return kinds.includes('ild') ? 'interstitial lung disease' : undefined
  return kinds.includes('ild') ? `${main} with interstitial lung disease` : main
}

/**
 * The drug that a title names: of those that were started for the disease the one that came last, glucocorticoids only
 * where there is no other.
 */
export function focusDrug(record: CaseRecord, today: string): string | undefined {
  const started = courses(record, today)
    .filter(({ indication, drug }) => drug !== '' && indication !== 'prophylaxis')
    .toSorted((a, b) => (a.from ? firstDay(a.from) : -Infinity) - (b.from ? firstDay(b.from) : -Infinity))
  const other = started.findLast(({ drug }) => !isGlucocorticoid(drug) && isForTheDisease(drug))
  return (other ?? started.findLast(({ drug }) => isGlucocorticoid(drug)))?.drug
}

function isForTheDisease(drug: string): boolean {
  const kind = drugOf(drug)?.drugClass
  return kind !== undefined && kind !== 'prophylaxis'
}

/** The drug inside a sentence: `intravenous immune globulin`. */
export const drugWords = (code: string): string =>
  midSentence(fullDrugName(code)).replace(/^(.*), (intravenous|subcutaneous)$/, '$2 $1')

const persons = { female: 'woman', male: 'man' } as const

/** `A 67-year-old man`, with what isn't recorded as gaps. */
export function personWords({ record, tell, last }: ReportContext): readonly Piece[] {
  const { birth_date: birth, sex } = record.case
  const person = sex === 'female' || sex === 'male' ? persons[sex] : 'patient'
  const missing = sex === undefined ? [' ', gap('sex not recorded')] : []
  if (birth === undefined || tell.index === undefined) return [`A ${person} `, gap('age not recorded'), ...missing]
  const age = toldAge(birth, tell.index.date, last)
  const article = /^(?:8|11|18)/.test(age) ? 'An' : 'A'
  return [/^\d+$/.test(age) ? `${article} ${age}-year-old ${person}` : `A ${person} of ${age} years`, ...missing]
}
