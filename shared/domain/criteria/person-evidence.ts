/** Age at the first symptom, and other connective tissue diseases. */
import type { CaseRecord } from '../case-record.ts'
import { labelOf, midSentence } from '../label-of.ts'
import { ageInYears, firstDay, formatPartialDate } from '../partial-date.ts'
import type { Criterion } from '../rules/rule-finding.ts'
import { usedInput } from '../rules/used-input.ts'
import { itemKnown } from './criteria-items.ts'

/** The bands of the 2017 EULAR/ACR criteria. */
export type OnsetBand = 'under-18' | '18-39' | '40-or-over'

export function onsetBandOf(years: number): OnsetBand {
  return years < 18 ? 'under-18' : years < 40 ? '18-39' : '40-or-over'
}

export interface OnsetEvidence {
  readonly band: OnsetBand | undefined
  readonly criterion: Criterion
}

const yearsOf = ({ min, max }: { readonly min: number; readonly max: number }) =>
  min === max ? `${min}` : `${min}–${max}`

/**
 * From birth date and first symptom, bounded by what is known of both; else the band that the case says. Without a date of
 * the first symptom the earliest manifestation stands for it, if every one that is present has a date.
 */
export function onsetEvidence(record: CaseRecord): OnsetEvidence {
  const { birth_date: birth, first_symptom_on: first, onset_age_band: band } = record.case
  const present = record.records.manifestation.filter(({ status }) => status === 'present')
  const dated = present.every(({ onset }) => onset !== undefined) ? present : []
  const earliest = [...dated].sort((a, b) => firstDay(a.onset!) - firstDay(b.onset!))[0]
  const since = first ?? earliest?.onset
  if (birth !== undefined && since !== undefined) {
    const age = ageInYears(birth, since)
    const what = first ? 'first symptom' : midSentence(labelOf('manifestation', 'term', earliest!.term!))
    const text = `${yearsOf(age)} years at the ${what}, ${formatPartialDate(since)}`
    const inputs = [
      usedInput('case', record.case, { item: 'birth_date', date: birth, text: `Born ${formatPartialDate(birth)}` }),
      first
        ? usedInput('case', record.case, { item: 'first_symptom_on', date: since, text })
        : usedInput('manifestation', earliest!, { item: 'onset', date: since, text }),
    ]
    if (onsetBandOf(age.min) === onsetBandOf(age.max)) return known(onsetBandOf(age.min), `${text}.`, inputs)
    if (band === undefined)
      return known(undefined, `${text}: the dates leave open on which side of a limit that is.`, inputs)
  }
  if (band === undefined) return known(undefined, 'Birth date or first symptom is not recorded.', [])
  const text = `Age at first symptom: ${midSentence(labelOf('case', 'onset_age_band', band))}`
  return known(band, `${text}.`, [usedInput('case', record.case, { item: 'onset_age_band', text })])
}

function known(band: OnsetBand | undefined, because: string, inputs: Criterion['inputs']): OnsetEvidence {
  return { band, criterion: itemKnown('onset', { met: band && band !== 'under-18', because, inputs }) }
}

const definedDiseases = new Set(['pm', 'dm', 'adm', 'imnm', 'overlap', 'other-ctd'])

/**
 * Whether no defined connective tissue disease is there. The syndrome itself is in none of the sets that IPAF had in mind:
 * where it is diagnosed, that is left to the clinician.
 * @param isMyositis whether the 2017 EULAR/ACR criteria are fulfilled
 */
export function noDefinedDiseaseEvidence({ records }: CaseRecord, isMyositis: boolean | undefined): Criterion {
  const id = 'no-defined-ctd'
  const input = (each: CaseRecord['records']['diagnosis'][number]) => {
    const text = `${labelOf('diagnosis', 'kind', each.kind!)} diagnosed`
    return usedInput('diagnosis', each, { item: 'kind', date: each.date, text })
  }
  const defined = records.diagnosis.filter(({ kind }) => kind !== undefined && definedDiseases.has(kind)).map(input)
  const say = (inputs: Criterion['inputs']) => `${inputs.map(({ text }) => text).join(', ')}.`
  if (defined.length > 0) return itemKnown(id, { met: false, because: say(defined), inputs: defined })
  if (isMyositis === true)
    return itemKnown(id, { met: false, because: 'The EULAR/ACR 2017 criteria of myositis are fulfilled.' })
  const syndrome = records.diagnosis.filter(({ kind }) => kind === 'asys').map(input)
  if (syndrome.length > 0) {
    const because = `${say(syndrome)} Whether that is a defined disease is yours to judge.`
    return itemKnown(id, { met: undefined, because, inputs: syndrome })
  }
  const stated = records.diagnosis.filter(({ kind }) => kind === 'ipaf').map(input)
  if (stated.length > 0 || isMyositis === false)
    return itemKnown(id, { met: true, because: stated.length > 0 ? say(stated) : 'None is recorded.', inputs: stated })
  return itemKnown(id, { met: undefined, because: 'None is recorded; myositis is not assessable.' })
}
