import type { Met, Rule, RuleFinding } from '../rules/rule-finding.ts'
import { midSentence } from '../label-of.ts'
import type { Items } from './criteria-items.ts'

const rule: Rule = {
  id: 'bohan-peter',
  name: 'Bohan and Peter',
  version: '1',
  citation: 'Bohan A, Peter JB. N Engl J Med 1975;292:344–7 and 403–7',
  caveat: 'Counts as met from probable. Other myopathies have to be excluded first.',
}

export type BohanPeterItem = 'proximal-weakness' | 'muscle-biopsy' | 'enzymes-aldolase' | 'emg' | 'dm-rash'

export type BohanPeterClass = 'none' | 'possible' | 'probable' | 'definite'
const classes = ['none', 'possible', 'probable', 'definite'] as const satisfies readonly BohanPeterClass[]

/** PM by 2, 3, 4 of the four muscle items; DM by the rash and 1, 2, 3 of them. */
export function bohanPeterClass(muscleItems: number, rash: boolean): BohanPeterClass {
  const step = rash ? Math.min(muscleItems, 3) : Math.max(muscleItems - 1, 0)
  return classes[step]!
}

/**
 * Bohan and Peter 1975. Counted is what is recorded as present; the verdict stands where nothing that is open could
 * change it.
 */
export function bohanPeter(items: Items<BohanPeterItem>): RuleFinding {
  const muscle = [items['proximal-weakness'], items['muscle-biopsy'], items['enzymes-aldolase'], items.emg]
  const rash = items['dm-rash']
  const criteria = [...muscle, rash]
  const present = muscle.filter(({ met }) => met === true).length
  const possible = muscle.filter(({ met }) => met !== false).length
  const now = bohanPeterClass(present, rash.met === true)
  const most = bohanPeterClass(possible, rash.met !== false)
  const reaches = (reached: BohanPeterClass) => reached === 'probable' || reached === 'definite'
  const met: Met = reaches(now) ? true : reaches(most) ? undefined : false
  const disease = rash.met === true ? 'dermatomyositis' : 'polymyositis'
  const counted = `${present} of 4 muscle items${rash.met === true ? ' with the rash' : ''}`
  const text = now === 'none' ? 'no class' : `${now} ${disease}`
  const open = criteria.filter((each) => each.met === undefined).map(({ name }) => midSentence(name))
  const because =
    met === undefined
      ? `Not assessable: ${counted} so far, ${text}; open are ${open.join(', ')}.`
      : `${met ? 'Met' : 'Not met'}: ${counted}, ${text}${now === most ? '' : ` at least`}.`
  return { rule, met, because, criteria, missing: met === undefined ? open : [], score: { value: present, text } }
}
