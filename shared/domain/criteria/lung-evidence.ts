/** Interstitial lung disease and its pattern, from diagnoses, manifestations, CT and lung biopsies. */
import type { CaseRecord } from '../case-record.ts'
import { choiceOf, labelOf } from '../label-of.ts'
import type { Criterion, UsedInput } from '../rules/rule-finding.ts'
import { dated, usedInput } from '../rules/used-input.ts'
import { itemKnown } from './criteria-items.ts'
import { manifestationEvidence } from './manifestation-evidence.ts'

type Records = CaseRecord['records']

const sentence = (inputs: readonly UsedInput[]) => `${inputs.map(({ text }) => text).join(', ')}.`

const isOfChest = ({ modality }: Records['imaging'][number]) =>
  modality === 'hrct' || modality === 'ct' || modality === 'pet-ct'

function ctInput(study: Records['imaging'][number]): UsedInput {
  const pattern = labelOf('imaging', 'pattern', study.pattern ?? '')
  return usedInput('imaging', study, {
    item: 'pattern',
    date: study.date,
    text: `${pattern} on CT${dated(study.date)}`,
  })
}

function biopsyInput(procedure: Records['procedure'][number]): UsedInput {
  const found = (procedure.lung_findings ?? []).map(
    (code) => choiceOf('procedure', 'lung_findings', code)?.label ?? code,
  )
  const text = `Lung biopsy${dated(procedure.date)}: ${found.join(', ')}`
  return usedInput('procedure', procedure, { item: 'lung_findings', date: procedure.date, text })
}

function diagnosisInput(diagnosis: Records['diagnosis'][number], item = 'kind'): UsedInput {
  const label = labelOf('diagnosis', 'kind', diagnosis.kind ?? '')
  const text = item === 'kind' ? `${label} diagnosed${dated(diagnosis.date)}` : `${label}: others excluded`
  return usedInput('diagnosis', diagnosis, { item, date: diagnosis.date, text })
}

const lungBiopsies = ({ procedure }: Records) =>
  procedure.filter(
    ({ kind, status, lung_findings }) => kind === 'lung-biopsy' && status === 'done' && lung_findings?.length,
  )

/** Answers of the pattern that are no ILD, or leave it open. */
const noPattern = new Set(['normal', 'indeterminate', 'other'])

/** A diagnosis of ILD, the manifestation, a CT pattern or a biopsy: any of them. */
export function ildEvidence(record: CaseRecord): Criterion {
  const { records } = record
  const studies = records.imaging.filter((study) => isOfChest(study) && study.pattern !== undefined)
  const manifestation = manifestationEvidence(record, 'ild', ['ild'])
  const inputs = [
    ...records.diagnosis
      .filter(({ kind, certainty }) => (kind === 'ild' || kind === 'ipaf') && certainty !== 'possible')
      .map((each) => diagnosisInput(each)),
    ...studies
      .filter(({ pattern }) => !noPattern.has(pattern!))
      .slice(-1)
      .map(ctInput),
    ...lungBiopsies(records)
      .filter(({ lung_findings }) => lung_findings!.some((code) => code !== 'other'))
      .slice(-1)
      .map(biopsyInput),
    ...(manifestation.met === true ? manifestation.inputs : []),
  ]
  if (inputs.length > 0) return itemKnown('ild', { met: true, because: sentence(inputs), inputs })
  const normal = studies
    .filter(({ pattern }) => pattern === 'normal')
    .slice(-1)
    .map(ctInput)
  if (normal.length > 0) return itemKnown('ild', { met: false, because: sentence(normal), inputs: normal })
  return manifestation
}

/** Whether other causes were excluded, as the diagnoses of lung disease and syndrome say. */
export function othersExcludedEvidence({ records }: CaseRecord): Criterion {
  const id = 'others-excluded'
  const about = records.diagnosis.filter(({ kind }) => kind === 'ild' || kind === 'ipaf' || kind === 'asys')
  const say = (answer: 'yes' | 'no' | 'unknown') => about.filter(({ others_excluded }) => others_excluded === answer)
  const input = (each: Records['diagnosis'][number]) => diagnosisInput(each, 'others_excluded')
  const [no, yes, unsettled] = [say('no'), say('yes'), say('unknown')]
  if (no.length > 0)
    return itemKnown(id, { met: false, because: 'Other causes are not excluded.', inputs: no.map(input) })
  if (yes.length > 0) return itemKnown(id, { met: true, because: 'Recorded as excluded.', inputs: yes.map(input) })
  if (unsettled.length > 0)
    return itemKnown(id, { met: undefined, because: 'Recorded as not settled.', inputs: unsettled.map(input) })
  return itemKnown(id, { met: undefined, because: 'Not recorded.' })
}

/** ILD counts as unexplained unless the record says that other causes are not excluded. */
export function unexplainedIldEvidence(record: CaseRecord): Criterion {
  const id = 'ild-unexplained'
  const ild = ildEvidence(record)
  if (ild.met !== true) return itemKnown(id, ild)
  const excluded = othersExcludedEvidence(record)
  const inputs = [...ild.inputs, ...excluded.inputs]
  if (excluded.met === false || excluded.inputs.length > 0)
    return itemKnown(id, { met: excluded.met, because: `${ild.because} ${excluded.because}`, inputs })
  return itemKnown(id, { met: true, because: `${ild.because} No other cause is recorded.`, inputs })
}

const morphologyOnCt = new Set(['nsip', 'nsip-cellular', 'nsip-fibrotic', 'op', 'nsip-op', 'lip'])
const morphologyInTissue = new Set(['nsip', 'op', 'nsip-op', 'lip', 'lymphoid-aggregates', 'lymphoplasmacytic'])

/**
 * A pattern of the morphologic domain of IPAF on CT or in tissue (Fischer A et al., Eur Respir J 2015;46:976-87). Absent
 * where there is a pattern, and it is another one.
 */
export function morphologyEvidence({ records }: CaseRecord): Criterion {
  const id = 'lung-morphology'
  const studies = records.imaging.filter((study) => isOfChest(study) && study.pattern !== undefined)
  const biopsies = lungBiopsies(records)
  const fitting = [
    ...studies
      .filter(({ pattern }) => morphologyOnCt.has(pattern!))
      .slice(-1)
      .map(ctInput),
    ...biopsies
      .filter(({ lung_findings }) => lung_findings!.some((code) => morphologyInTissue.has(code)))
      .slice(-1)
      .map(biopsyInput),
  ]
  if (fitting.length > 0) return itemKnown(id, { met: true, because: sentence(fitting), inputs: fitting })
  const others = [...studies.slice(-1).map(ctInput), ...biopsies.slice(-1).map(biopsyInput)]
  if (others.length === 0) return itemKnown(id, { met: undefined, because: 'Not recorded.' })
  const isOpen = studies.at(-1)?.pattern === 'indeterminate' && biopsies.length === 0
  return itemKnown(id, { met: isOpen ? undefined : false, because: sentence(others), inputs: others })
}

/** Of the compartments that IPAF names the record asks for pleura, pericardium and lung vessels, not for airways. */
export function multicompartmentEvidence(record: CaseRecord): Criterion {
  return manifestationEvidence(record, 'multicompartment', [
    'pleural-effusion',
    'pericarditis',
    'pulmonary-hypertension',
  ])
}
