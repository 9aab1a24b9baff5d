/** The sets of equations that predicted values come from, as they are named and cited wherever a value is shown. */

interface ReferenceSetFacts {
  /** `GLI Global 2022`. */
  readonly label: string
  /** Which printing of the equations: a result is only comparable with one of the same. */
  readonly version: string
  readonly citation: string
  readonly doi: string
}

export const referenceSets = {
  'gli-2022': {
    label: 'GLI Global 2022',
    version: 'equations of 2022, one for all groups of ancestry',
    citation: 'Bowerman C et al. Am J Respir Crit Care Med 2023;207:768–74',
    doi: '10.1164/rccm.202205-0963OC',
  },
  'gli-2012': {
    label: 'GLI-2012',
    version: 'equations of 2012, by group of ancestry',
    citation: 'Quanjer PH et al. Eur Respir J 2012;40:1324–43',
    doi: '10.1183/09031936.00080312',
  },
  'gli-2017': {
    label: 'GLI-2017',
    version: 'equations of 2017 as corrected in 2020',
    citation: 'Stanojevic S et al. Eur Respir J 2017;50:1700010, corrected 2020;56:1750010',
    doi: '10.1183/13993003.00010-2017',
  },
  'gli-2021': {
    label: 'GLI-2021',
    version: 'equations of 2021',
    citation: 'Hall GL et al. Eur Respir J 2021;57:2000289',
    doi: '10.1183/13993003.00289-2020',
  },
} as const satisfies Readonly<Record<string, ReferenceSetFacts>>

export type ReferenceSet = keyof typeof referenceSets
