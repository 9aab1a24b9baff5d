/** Enzymes, biopsies, EMG and the diagnosis of myositis. */
import type { CaseRecord } from '../case-record.ts'
import { choiceOf, labelOf, midSentence } from '../label-of.ts'
import { formatNumber } from '../format-number.ts'
import { allMet, anyMet } from '../rules/at-least.ts'
import type { Criterion, Met, UsedInput } from '../rules/rule-finding.ts'
import { dated, usedInput } from '../rules/used-input.ts'
import { laboratoryLabel } from '../series-lanes.ts'
import { itemKnown, type CriteriaItemId } from './criteria-items.ts'
import { manifestationEvidence } from './manifestation-evidence.ts'

type Records = CaseRecord['records']
type Result = Records['laboratory'][number]
type Procedure = Records['procedure'][number]

/** Times the upper limit that was printed beside the result. */
const timesLimit = ({ value, ref_high: limit }: Result) =>
  value === undefined || limit === undefined || limit <= 0 ? undefined : value / limit

function isAbove(result: Result): Met {
  const times = timesLimit(result)
  if (times === undefined) return undefined
  if (result.value_comparator === '>') return times >= 1 ? true : undefined
  if (result.value_comparator === '<') return times <= 1 ? false : undefined
  return times > 1
}

function enzymeInput(result: Result): UsedInput {
  const times = timesLimit(result)
  const ratio = times === undefined ? '' : ` (${formatNumber(times, times < 10 ? 1 : 0)} × ULN)`
  const text = `${labelOf('laboratory', 'test', result.test ?? '')} ${laboratoryLabel(result)}${ratio}${dated(result.date)}`
  return usedInput('laboratory', result, { item: 'value', date: result.date, text })
}

/**
 * Whether any of the enzymes was ever above the upper limit of its own laboratory. They differ between laboratories, so a
 * result without one says nothing.
 */
export function enzymeEvidence(
  { records }: CaseRecord,
  id: CriteriaItemId,
  tests: readonly ('ck' | 'ldh' | 'ast' | 'alt' | 'aldolase')[],
): Criterion {
  const byTest = tests.map((test) => records.laboratory.filter((result) => result.test === test))
  const highest = byTest
    .flat()
    .filter((result) => isAbove(result) === true)
    .sort((a, b) => timesLimit(b)! - timesLimit(a)!)[0]
  if (highest) {
    const input = enzymeInput(highest)
    return itemKnown(id, { met: true, because: `${input.text}.`, inputs: [input] })
  }
  const normal = byTest.map((results) => results.filter((result) => isAbove(result) === false))
  const inputs = normal.flatMap((results) => results.slice(-1)).map(enzymeInput)
  const open = tests.filter((_, index) => normal[index]!.length === 0)
  const openNames = open.map((test) => labelOf('laboratory', 'test', test)).join(', ')
  if (open.length === 0) return itemKnown(id, { met: false, because: 'None was ever above its limit.', inputs })
  const because =
    inputs.length > 0
      ? `None above its limit so far; no result with a limit of ${openNames}.`
      : 'No result with an upper limit is recorded.'
  return itemKnown(id, { met: undefined, because, inputs })
}

const muscleBiopsies = ({ procedure }: Records) =>
  procedure.filter(({ kind, status }) => kind === 'muscle-biopsy' && status === 'done')

function biopsyInput(procedure: Procedure): UsedInput {
  const findings = procedure.muscle_findings ?? []
  const said = findings.map((code) => midSentence(choiceOf('procedure', 'muscle_findings', code)?.label ?? code))
  const verdict = procedure.diagnostic === 'no' ? 'not diagnostic' : 'findings not recorded'
  const text = `Muscle biopsy${dated(procedure.date)}: ${said.length > 0 ? said.join(', ') : verdict}`
  const item = said.length > 0 ? 'muscle_findings' : 'diagnostic'
  return usedInput('procedure', procedure, { item, date: procedure.date, text })
}

type MuscleFinding = NonNullable<Procedure['muscle_findings']>[number]

/** Whether a biopsy of muscle was looked at for the findings of the 2017 criteria. */
export const hasBiopsyFindings = ({ records }: CaseRecord): boolean =>
  muscleBiopsies(records).some(({ muscle_findings }) => muscle_findings?.length)

/** A biopsy was done, but what it showed is not recorded finding by finding. */
export const hasUnreadBiopsy = (record: CaseRecord): boolean =>
  !hasBiopsyFindings(record) && muscleBiopsies(record.records).length > 0

/** One finding: absent where a biopsy was read and doesn’t have it. */
export function biopsyFindingEvidence({ records }: CaseRecord, id: CriteriaItemId, finding: MuscleFinding): Criterion {
  const all = muscleBiopsies(records)
  const read = all.filter(({ muscle_findings }) => muscle_findings?.length)
  const having = read.filter(({ muscle_findings }) => muscle_findings!.includes(finding))
  const told = (having.length > 0 ? having : read.length > 0 ? read : all).map(biopsyInput)
  const because = told.length === 0 ? 'No biopsy of muscle is recorded.' : `${told.map(({ text }) => text).join(', ')}.`
  return itemKnown(id, { met: read.length === 0 ? undefined : having.length > 0, because, inputs: told })
}

/** Evidence of myositis in a biopsy: an infiltrate or perifascicular atrophy. Not diagnostic counts as none. */
export function biopsyEvidence({ records }: CaseRecord): Criterion {
  const id = 'muscle-biopsy'
  const all = muscleBiopsies(records)
  const ofMyositis = (code: MuscleFinding) => code !== 'none' && code !== 'rimmed-vacuoles'
  const shows = ({ muscle_findings, diagnostic }: Procedure): Met =>
    muscle_findings?.length ? muscle_findings.some(ofMyositis) : diagnostic === 'no' ? false : undefined
  const verdicts = all.map(shows)
  const met = all.length === 0 ? undefined : anyMet(verdicts)
  const told = all.filter((_, index) => verdicts[index] === met).map(biopsyInput)
  const because = told.length === 0 ? 'No biopsy of muscle is recorded.' : `${told.map(({ text }) => text).join(', ')}.`
  return itemKnown(id, { met, because, inputs: told })
}

export function emgEvidence({ records }: CaseRecord): Criterion {
  const done = records.procedure.filter(({ kind, status }) => kind === 'emg' && status === 'done')
  const shows = ({ emg_finding }: Procedure): Met =>
    emg_finding === undefined ? undefined : emg_finding === 'myopathic'
  const met = done.length === 0 ? undefined : anyMet(done.map(shows))
  const inputs = done
    .filter((each) => shows(each) === met)
    .map((each) => {
      const finding = each.emg_finding
      const said =
        finding === undefined ? 'finding not recorded' : midSentence(labelOf('procedure', 'emg_finding', finding))
      return usedInput('procedure', each, {
        item: 'emg_finding',
        date: each.date,
        text: `EMG${dated(each.date)}: ${said}`,
      })
    })
  const because = inputs.length === 0 ? 'No EMG is recorded.' : `${inputs.map(({ text }) => text).join(', ')}.`
  return itemKnown('emg', { met, because, inputs })
}

const diagnosesOfMyositis = new Set(['pm', 'dm', 'imnm', 'overlap'])

/**
 * Myositis, overt or hypomyopathic: the manifestation, a diagnosis of one, or a biopsy that shows it.
 * @param biopsy evidence of the biopsy
 */
export function myositisEvidence(record: CaseRecord, biopsy: Criterion): Criterion {
  const manifestation = manifestationEvidence(record, 'myositis', ['myositis'])
  const diagnosed = record.records.diagnosis
    .filter(({ kind, certainty }) => kind !== undefined && diagnosesOfMyositis.has(kind) && certainty !== 'possible')
    .map((each) => {
      const text = `${labelOf('diagnosis', 'kind', each.kind!)} diagnosed${dated(each.date)}`
      return usedInput('diagnosis', each, { item: 'kind', date: each.date, text })
    })
  const inputs = [
    ...(manifestation.met === true ? manifestation.inputs : []),
    ...diagnosed,
    ...(biopsy.met === true ? biopsy.inputs : []),
  ]
  if (inputs.length === 0) return manifestation
  return itemKnown('myositis', { met: true, because: `${inputs.map(({ text }) => text).join(', ')}.`, inputs })
}

/** Arthritis or inflammatory, symmetric arthralgia: arthralgia alone leaves it open. */
export function inflammatoryJointsEvidence(record: CaseRecord): Criterion {
  const id = 'inflammatory-joints'
  const arthritis = manifestationEvidence(record, id, ['arthritis'])
  if (arthritis.met === true) return arthritis
  const arthralgia = manifestationEvidence(record, id, ['arthralgia'])
  const inputs = [...arthritis.inputs, ...arthralgia.inputs]
  if (arthralgia.met === true) {
    const because = `${arthralgia.because} Whether it is inflammatory and symmetric is not recorded.`
    return itemKnown(id, { met: undefined, because, inputs })
  }
  const met = allMet([arthritis.met === false, arthralgia.met === false]) ? false : undefined
  const because = met === false ? `${arthritis.because} ${arthralgia.because}` : 'Not recorded.'
  return itemKnown(id, { met, because, inputs })
}
