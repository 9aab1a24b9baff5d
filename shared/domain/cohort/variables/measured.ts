import { outcomeOf } from '../outcomes.ts'
import { steroidDoseOf } from '../steroid-dose.ts'
import { knownTimeOf } from '../known-time.ts'
import type { Variable } from '../variable-model.ts'
import { knownForms } from '../known-forms.ts'
import { atIndex, windowWords, withIndex } from './pick.ts'

const lungFunction = 'Lung function'
const laboratory = 'Laboratory'
const state = 'State'
const imaging = 'Imaging'

/** The prefix of the ids, the outcome, and the heading. */
const skewed: readonly string[] = ['ck-times-uln', 'crp', 'mmrc', 'oxygen']
const followed = [
  ['fvc-percent', 'fvc-percent', lungFunction],
  ['dlco-percent', 'dlco-percent', lungFunction],
  ['fvc-liters', 'pft.fvc', lungFunction],
  ['ck-times-uln', 'ck-times-uln', laboratory],
  ['crp', 'laboratory.crp', laboratory],
  ['mmrc', 'visit.mmrc', state],
  ['walk-distance', 'walk_test.distance', state],
  ['spo2', 'visit.spo2_rest', state],
  ['oxygen', 'visit.oxygen_rest', state],
  ['haa-percent', 'haa-percent', imaging],
  ['ct-extent', 'ct-extent', imaging],
] as const

function pairOf([id, outcomeId, group]: (typeof followed)[number]): readonly Variable[] {
  const outcome = outcomeOf(outcomeId)!
  const { label, unit, decimals, about, reads } = outcome
  const shape = {
    group,
    type: 'number',
    ...(unit === undefined ? {} : { unit }),
    decimals,
    reads,
    skewed: skewed.includes(id),
  } as const
  return [
    {
      ...shape,
      id: `${id}-at-index`,
      label: `${label} at index`,
      about: `${about.replace(/\.$/, '')}; ${windowWords}.`,
      atIndex: true,
      of: withIndex((one, index) => atIndex(outcome.series(one), index)),
    },
    {
      ...shape,
      id: `${id}-last`,
      label: `${label}, last`,
      about: `${about.replace(/\.$/, '')}; the last value on record.`,
      of: (one) => outcome.series(one).at(-1)?.value,
    },
  ]
}

const prednisone = { group: state, type: 'number', unit: 'mg/d', decimals: 1, reads: knownForms } as const

export const measuredVariables: readonly Variable[] = [
  ...followed.flatMap(pairOf),
  {
    ...prednisone,
    id: 'prednisone-at-index',
    skewed: true,
    label: 'Prednisone-equivalent at index',
    about:
      'Dose of all systemic glucocorticoids together in force on the index date; 0 off them, not known under a dose that nobody recorded.',
    atIndex: true,
    of: withIndex((one, index) => steroidDoseOf(one)(index)),
  },
  {
    ...prednisone,
    id: 'prednisone-last',
    skewed: true,
    label: 'Prednisone-equivalent, last',
    about: 'Dose of all systemic glucocorticoids together in force on the last day that anything is known of the case.',
    of: (one) => steroidDoseOf(one)(knownTimeOf(one).to),
  },
]
