import { antibodies, isSynthetaseAntibody } from '../../../dictionary/lists/antibodies.ts'
import { manifestations } from '../../../dictionary/lists/manifestations.ts'
import { antibodyFacts, isPositive } from '../../antibody-facts.ts'
import { patternFact } from '../../case-facts.ts'
import type { CaseRecord } from '../../case-record.ts'
import { anchorDate, type Anchor } from '../../deidentify/anchor.ts'
import { daysAYear, dayNumber } from '../../partial-date.ts'
import { gohFinding } from '../../scores/goh-finding.ts'
import { knownTimeOf } from '../known-time.ts'
import { placedDay } from '../placed-day.ts'
import type { Variable } from '../variable-model.ts'
import { knownForms } from '../known-forms.ts'
import { choicesOf, withIndex } from './pick.ts'

const serology = 'Antibodies'
const features = 'Clinical features'
const imaging = 'Imaging'
const time = 'Time'

const plain = (list: readonly { readonly code: string; readonly label: string }[]) =>
  list.map(({ code, label }) => ({ code, label }))

/** Undefined where the antibody was not tested, or the test left it open. */
function isEverPositive({ records }: CaseRecord, code: string): boolean | undefined {
  const own = records.antibody.filter(({ specificity }) => specificity === code)
  if (own.some(isPositive)) return true
  return own.some(({ result }) => result === 'negative') ? false : undefined
}

/** Whether a manifestation was ever present: the diagnosis of ILD says so of it as well. */
function isEverPresent({ records }: CaseRecord, term: string): boolean | undefined {
  if (term === 'ild' && records.diagnosis.some(({ kind }) => kind === 'ild')) return true
  const own = records.manifestation.filter((one) => one.term === term)
  if (own.some(({ status }) => status === 'present')) return true
  return own.some(({ status }) => status === 'absent') ? false : undefined
}

function triad(record: CaseRecord): boolean | undefined {
  const parts = ['ild', 'myositis', 'arthritis'].map((term) => isEverPresent(record, term))
  return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true
}

const yearsFrom = (id: string, label: string, about: string, anchor: Anchor, reads: Variable['reads']): Variable => ({
  id,
  label,
  group: time,
  type: 'number',
  unit: 'years',
  decimals: 1,
  skewed: true,
  about,
  atIndex: true,
  reads,
  of: withIndex(({ record, dates }, index) => {
    const date = anchorDate(record, anchor)
    return date === undefined ? undefined : (index - placedDay(date, dates)) / daysAYear
  }),
})

export const diseaseVariables: readonly Variable[] = [
  {
    id: 'antibody',
    label: 'Anti-synthetase antibody',
    group: serology,
    type: 'choice',
    choices: [
      ...plain(antibodies.filter(({ code }) => isSynthetaseAntibody(code))),
      { code: 'none', label: 'None found' },
    ],
    about:
      'The first positive anti-synthetase antibody in the order of the list; “none found” where some were tested and none was positive or borderline.',
    reads: ['antibody'],
    of: ({ record }) => {
      const { positive, synthetase } = antibodyFacts(record)
      return positive.find((fact) => fact.synthetase)?.code ?? (synthetase === 'negative' ? 'none' : undefined)
    },
  },
  {
    id: 'antibodies',
    label: 'Antibodies',
    group: serology,
    type: 'choices',
    choices: plain(antibodies),
    about: 'All antibodies that were ever positive; one that was not tested counts as not positive.',
    reads: ['antibody'],
    of: ({ record }) =>
      record.records.antibody.length === 0
        ? undefined
        : [...new Set(antibodyFacts(record).positive.map(({ code }) => code))],
  },
  {
    id: 'ro52',
    label: 'Anti-Ro52',
    group: serology,
    type: 'yes-no',
    about: 'Ever positive; not known where it was not tested.',
    reads: ['antibody'],
    of: ({ record }) => isEverPositive(record, 'ro52'),
  },
  {
    id: 'synthetase-positive',
    label: 'Anti-synthetase positive',
    group: serology,
    type: 'yes-no',
    about: 'Any anti-synthetase antibody ever positive; not known where none was tested or one was borderline.',
    reads: ['antibody'],
    of: ({ record }) => {
      const { synthetase } = antibodyFacts(record)
      return synthetase === 'positive' ? true : synthetase === 'negative' ? false : undefined
    },
  },
  {
    id: 'manifestations',
    label: 'Manifestations',
    group: features,
    type: 'choices',
    choices: plain(manifestations),
    about: 'All that were ever present; one that was not looked for counts as not present.',
    reads: ['manifestation'],
    of: ({ record: { records } }) =>
      records.manifestation.length === 0
        ? undefined
        : [
            ...new Set(
              records.manifestation.flatMap(({ term, status }) =>
                status === 'present' && term !== undefined ? [term] : [],
              ),
            ),
          ],
  },
  {
    id: 'triad',
    label: 'ILD, myositis and arthritis',
    group: features,
    type: 'yes-no',
    about:
      'All three ever present; no where one of them was looked for and absent, not known where one was not looked for.',
    reads: ['manifestation', 'diagnosis'],
    of: ({ record }) => triad(record),
  },
  {
    id: 'ct-pattern',
    label: 'Pattern on CT',
    group: imaging,
    type: 'choice',
    choices: choicesOf('imaging', 'pattern'),
    about: 'Pattern of the newest CT that names one.',
    reads: knownForms,
    of: (one) => patternFact(one.record, dayNumber(knownTimeOf(one).asOf))?.code,
  },
  {
    id: 'goh',
    label: 'Goh extent',
    group: imaging,
    type: 'choice',
    choices: [
      { code: 'limited', label: 'Limited' },
      { code: 'extensive', label: 'Extensive' },
    ],
    about:
      'Extent of the newest CT that tells one; where it is indeterminate, by the FVC within a year of the CT (Goh 2008, made for systemic sclerosis).',
    reads: knownForms,
    of: (one) => gohFinding(one.record, one.settings, knownTimeOf(one).asOf).score?.text,
  },
  yearsFrom(
    'years-from-symptom',
    'Years from first symptom to index',
    'Years from the first symptom, else from the onset of the first manifestation, to the index date.',
    'first-symptom',
    ['case', 'manifestation'],
  ),
  yearsFrom(
    'years-from-diagnosis',
    'Years from diagnosis to index',
    'Years from the first diagnosis of ILD or antisynthetase syndrome, else of any kind, to the index date.',
    'diagnosis',
    ['diagnosis'],
  ),
  {
    id: 'diagnosis-date',
    label: 'Date of diagnosis',
    group: time,
    type: 'date',
    about: 'First diagnosis of ILD or antisynthetase syndrome, else of any kind.',
    reads: ['diagnosis'],
    of: ({ record }) => anchorDate(record, 'diagnosis'),
  },
]
