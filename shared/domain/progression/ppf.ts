/**
 * Progressive pulmonary fibrosis, ATS/ERS/JRS/ALAT 2022: in ILD other than IPF with fibrosis on imaging, at least two of
 * three within the past year without another explanation: worse respiratory symptoms; physiology (FVC down by 5 points or
 * more within 1 year of follow-up, or hemoglobin-corrected DLCO down by 10 points or more within 1 year); imaging.
 *
 * Source: Raghu G et al. Am J Respir Crit Care Med 2022;205:e18-e47, doi 10.1164/rccm.202202-0399ST (quick reference:
 * "≥", where some secondary pages print ">").
 *
 * Read so here: a fall counts when its follow-up lies in the year before the day looked back from and its baseline in the
 * year before that follow-up; symptoms and imaging count when they were stated in that year. A part that was not recorded
 * is open, not absent: without any DLCO, physiology is open unless FVC fell.
 */
import { dayNumber, type IsoDay } from '../partial-date.ts'
import type { Criterion, Met, Rule, RuleFinding } from '../rules/rule-finding.ts'
import { criterionOf, each, type Answer } from './answer.ts'
import type { Evidence, Precondition } from './evidence.ts'
import { askFall } from './fall-answer.ts'
import type { FallWindow } from './falls.ts'
import { findingOf } from './finding-of.ts'
import { isNotAfter, daysOf } from './window.ts'
import { askStatements } from './statement-answer.ts'
import { anyOf, atLeast } from './three-valued.ts'

const rule: Rule = {
  id: 'ppf-2022',
  name: 'PPF 2022',
  version: '1',
  citation: 'Raghu G et al. Am J Respir Crit Care Med 2022;205:e18–e47. doi:10.1164/rccm.202202-0399ST',
  caveat: 'Absolute falls, in points of % predicted. Whether another cause explains the change is for you to judge.',
}
const window: FallWindow = { months: 12, holds: 'pair' }

/** PPF looking back from a day. */
export function ppf(evidence: Evidence, asOf: IsoDay): RuleFinding {
  const symptoms = askStatements(evidence, 'symptoms', asOf, window)
  const fvc = askFall(evidence, asOf, { index: 'FVC', kind: 'absolute', threshold: 5, window })
  const dlco = askFall(evidence, asOf, { index: 'DLCO', kind: 'absolute', threshold: 10, window, bases: ['corrected'] })
  const physiology = eitherOf(fvc, dlco)
  const imaging = askStatements(evidence, 'imaging', asOf, window)
  const before = preconditionsOf(evidence, asOf)
  const domains = [physiology, symptoms, imaging]
  const criteria = [
    ...before.map(({ criterion }) => criterion),
    criterionOf(symptoms, { id: 'symptoms', name: 'Respiratory symptoms worse' }),
    criterionOf(physiology, { id: 'physiology', name: 'Physiology: FVC or DLCO fell' }),
    criterionOf(fvc, { id: 'fvc', name: 'FVC down by 5 points or more', kind: 'part' }),
    criterionOf(dlco, { id: 'dlco', name: 'Hb-corrected DLCO down by 10 points or more', kind: 'part' }),
    criterionOf(imaging, { id: 'imaging', name: 'Imaging: signs of progression' }),
  ]
  const counted = atLeast(
    2,
    domains.map(({ met }) => met),
  )
  const forbids = before.filter(({ criterion }) => criterion.met === false)
  const [met, answers] = appliedTo(counted, domains, forbids)
  return findingOf(rule, met, answers, criteria, met === false ? '' : notRecorded(before))
}

/** One of two is enough. */
function eitherOf(fvc: Answer, dlco: Answer): Answer {
  const met = anyOf(fvc.met, dlco.met)
  const deciding = [fvc, dlco].filter((answer) => answer.met === met)
  return {
    met,
    because: deciding.map(({ because }) => because).join('; '),
    inputs: deciding.flatMap(({ inputs }) => inputs),
    missing: met === undefined ? each([fvc, dlco].flatMap(({ missing }) => missing)) : [],
  }
}

interface Before {
  readonly criterion: Criterion
  /** What a `no` does to the verdict: the rule is not for this case, or its verdict is open. */
  readonly no: Met
}

function appliedTo(
  counted: Met,
  domains: readonly Answer[],
  forbids: readonly Before[],
): readonly [Met, readonly Answer[]] {
  const asAnswer = ({ criterion, no }: Before): Answer => ({ ...criterion, met: no, missing: [criterion.because] })
  const never = forbids.filter(({ no }) => no === false)
  if (never.length > 0) return [false, never.map(asAnswer)]
  return counted !== false && forbids.length > 0
    ? [undefined, [...forbids.map(asAnswer), ...(counted === undefined ? domains : [])]]
    : [counted, domains]
}

function notRecorded(before: readonly Before[]): string {
  const open = before.filter(({ criterion }) => criterion.met === undefined).map(({ criterion }) => criterion.because)
  return open.length > 0 ? ` (${open.join('; ')})` : ''
}

function preconditionsOf({ preconditions, knownBy }: Evidence, asOf: IsoDay): readonly Before[] {
  if (!preconditions) return []
  const now = daysOf(asOf)
  const limit = knownBy === undefined ? undefined : dayNumber(knownBy)
  const asked = (list: readonly Precondition[]) =>
    list.filter(({ date }) => date === undefined || isNotAfter(daysOf(date, limit), now) !== 'no')
  const one = (id: string, name: string, list: readonly Precondition[], none: string, no: Met): Before => {
    const known = asked(list)
    const deciding = known.findLast(({ holds }) => holds === true) ?? known.findLast(({ holds }) => holds === false)
    return {
      no,
      criterion: {
        id,
        name,
        kind: 'precondition',
        met: deciding?.holds,
        because: deciding?.text ?? none,
        inputs: deciding?.from ?? [],
      },
    }
  }
  const { ild, fibrosis, othersExcluded } = preconditions
  return [
    one('ild', 'ILD other than IPF', ild, 'that it is an ILD other than IPF is not recorded', false),
    one('fibrosis', 'Fibrosis on imaging', fibrosis, 'fibrosis on imaging is not recorded', false),
    one(
      'others-excluded',
      'No other explanation',
      othersExcluded,
      'that other causes are excluded is not recorded',
      undefined,
    ),
  ]
}
