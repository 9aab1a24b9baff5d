/** What a case of the registry says about progression. */
import type { RecordTypes } from '#shared/dictionary/forms.ts'
import type { CaseRecord } from '../case-record.ts'
import type { ClinicalSettings } from '../clinical-settings.ts'
import { formatNumber } from '../format-number.ts'
import { labelOf, midSentence } from '../label-of.ts'
import { percentSeries } from '../lung-function/percent-series.ts'
import { formatPartialDate, type IsoDay, type PartialDate } from '../partial-date.ts'
import type { UsedInput } from '../rules/rule-finding.ts'
import type { Evidence, Measurement, Precondition, Statement } from './evidence.ts'
import { symptomStatements } from './symptom-statements.ts'

type Imaging = RecordTypes['imaging']

/** @param knownBy the day of today: partial dates don’t reach beyond it */
export function caseEvidence(record: CaseRecord, settings: ClinicalSettings, knownBy: IsoDay): Evidence {
  return {
    measurements: [...measurements(record, 'fvc', settings), ...measurements(record, 'dlco', settings)],
    symptoms: symptomStatements(record.records.visit),
    imaging: imagingStatements(record.records.imaging),
    knownBy,
    preconditions: {
      ild: ildStatements(record),
      fibrosis: chestStudies(record.records.imaging).flatMap(fibrosisOf),
      othersExcluded: record.records.diagnosis.flatMap(exclusionOf),
    },
  }
}

function measurements(record: CaseRecord, index: 'fvc' | 'dlco', settings: ClinicalSettings): readonly Measurement[] {
  const name = index === 'fvc' ? 'FVC' : 'DLCO'
  return percentSeries(record, index, settings).points.map((point) => ({
    date: point.date,
    index: name,
    percent: point.value,
    hemoglobin: point.hemoglobin,
    from: {
      form: 'pft',
      recordId: point.recordId,
      version: point.version,
      item: `${index}_pct`,
      date: point.date,
      text: `${name} ${formatNumber(point.value, 1)} % on ${formatPartialDate(point.date)}`,
      source: point.source,
    },
  }))
}

const chestStudies = (studies: readonly Imaging[]) =>
  studies.filter(({ modality }) => modality === 'hrct' || modality === 'ct')

/** `HRCT of Mar 2022`. */
function studyName(study: Imaging): string {
  const name = labelOf('imaging', 'modality', study.modality ?? '')
  return study.date === undefined ? name : `${name} of ${formatPartialDate(study.date)}`
}

function usedOf(study: Imaging, item: string, text: string): UsedInput {
  const { id, version, date, source } = study
  return { form: 'imaging', recordId: id, version, item, text, source, ...(date !== undefined && { date }) }
}

/**
 * Progression counts by its named signs. “Worse” without a sign does not say what is worse (ground glass alone is none),
 * so it is left open.
 */
function imagingStatements(studies: readonly Imaging[]): readonly Statement[] {
  const dateOf = (id: string | undefined): PartialDate | undefined => studies.find((other) => other.id === id)?.date
  return chestStudies(studies).flatMap((study): readonly Statement[] => {
    if (study.date === undefined) return []
    const compared = dateOf(study.compared_with)
    const against = compared === undefined ? '' : ` (against ${formatPartialDate(compared)})`
    const said = imagingSaid(study)
    if (!said) return []
    const text = `${studyName(study)}: ${said.text}${against}`
    return [{ date: study.date, holds: said.holds, text, from: [usedOf(study, said.item, text)] }]
  })
}

function imagingSaid(
  study: Imaging,
): { readonly holds: boolean | undefined; readonly text: string; readonly item: string } | undefined {
  const { progression_signs: signs = [], change } = study
  const named = signs.filter((sign) => sign !== 'none')
  if (named.length > 0) {
    const text = named.map((sign) => midSentence(labelOf('imaging', 'progression_signs', sign))).join(', ')
    return { holds: true, text, item: 'progression_signs' }
  }
  if (signs.length > 0) return { holds: false, text: 'none of the signs of progression', item: 'progression_signs' }
  switch (change) {
    case 'worse':
      return { holds: undefined, text: 'reported worse, which sign is not recorded', item: 'change' }
    case 'same':
    case 'better':
      return { holds: false, text: `reported ${change === 'same' ? 'the same' : 'better'}`, item: 'change' }
    case undefined:
      return undefined
  }
}

const fibroticPatterns: readonly (string | undefined)[] = ['nsip-fibrotic', 'uip', 'probable-uip']

function fibrosisOf(study: Imaging): readonly Precondition[] {
  const said = (item: string, holds: boolean, words: string): readonly Precondition[] => {
    const text = `${studyName(study)}: ${words}`
    return [{ date: study.date, holds, text, from: [usedOf(study, item, text)] }]
  }
  if (study.fibrosis === 'present') return said('fibrosis', true, 'fibrosis')
  if (study.fibrosis === 'absent') return said('fibrosis', false, 'no fibrosis')
  if (study.traction_bronchiectasis === 'present')
    return said('traction_bronchiectasis', true, 'traction bronchiectasis')
  if (study.honeycombing === 'present') return said('honeycombing', true, 'honeycombing')
  if (!fibroticPatterns.includes(study.pattern)) return []
  const certainty = study.certainty === undefined ? '' : ` (${study.certainty})`
  return said('pattern', true, `pattern ${labelOf('imaging', 'pattern', study.pattern!)}${certainty}`)
}

/** The registry holds no IPF: an ILD that is diagnosed, or a pattern of one on CT, is another. */
function ildStatements({ records }: CaseRecord): readonly Precondition[] {
  const diagnosed = records.diagnosis
    .filter(({ kind }) => kind === 'ild')
    .map(({ id, version, source, date }): Precondition => {
      const text = `interstitial lung disease diagnosed${date === undefined ? '' : ` ${formatPartialDate(date)}`}`
      return {
        date,
        holds: true,
        text,
        from: [{ form: 'diagnosis', recordId: id, version, item: 'kind', text, source }],
      }
    })
  const seen = chestStudies(records.imaging)
    .filter(({ pattern }) => pattern !== undefined && pattern !== 'normal')
    .map((study): Precondition => {
      const text = `${studyName(study)}: ${labelOf('imaging', 'pattern', study.pattern!)}`
      return { date: study.date, holds: true, text, from: [usedOf(study, 'pattern', text)] }
    })
  return [...seen, ...diagnosed]
}

function exclusionOf({
  id,
  version,
  source,
  kind,
  date,
  others_excluded,
}: RecordTypes['diagnosis']): readonly Precondition[] {
  if (others_excluded !== 'yes' && others_excluded !== 'no') return []
  const name = midSentence(labelOf('diagnosis', 'kind', kind ?? ''))
  const text = `other causes ${others_excluded === 'yes' ? '' : 'not '}excluded (${name})`
  return [
    {
      date,
      holds: others_excluded === 'yes',
      text,
      from: [{ form: 'diagnosis', recordId: id, version, item: 'others_excluded', text, source }],
    },
  ]
}
