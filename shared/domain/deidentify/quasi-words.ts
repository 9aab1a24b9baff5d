/** The facts of a class in words: `female`, `60-69 years`, `Jo-1`, `NSIP, fibrotic`. */
import { assertNever } from '#shared/lib/assert-never.ts'
import { labelOf, midSentence } from '../label-of.ts'
import { antibodyGroupLabels, patternGroupLabels } from './detail.ts'
import { notRecorded, type QuasiName } from './quasi-identifiers.ts'

const outcomes: Readonly<Record<string, string>> = {
  died: 'died',
  transplanted: 'transplanted',
  neither: 'no death or transplant',
}

/** @param value as it stands in a class of the report */
export function quasiWords(name: QuasiName, value: string): string {
  if (value === notRecorded)
    return {
      sex: 'sex',
      age: 'age',
      reference_group: 'group',
      antibody: 'antibody',
      pattern: 'pattern',
      onset: 'onset',
      outcome: '',
    }[name].concat(' not recorded')
  switch (name) {
    case 'sex':
      return midSentence(labelOf('case', 'sex', value))
    case 'age':
      return `${value.replace('-', '–')} years`
    case 'reference_group':
      return labelOf('case', 'reference_group', value)
    case 'antibody':
      return antibodyGroupLabels[value] ?? labelOf('antibody', 'specificity', value)
    case 'pattern':
      return patternGroupLabels[value] ?? labelOf('imaging', 'pattern', value)
    case 'onset':
      return `onset ${value.replace('-', '–')}`
    case 'outcome':
      return outcomes[value] ?? value
    default:
      return assertNever(name)
  }
}
