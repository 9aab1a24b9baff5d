/** Change of an outcome within patients, from before the index to months after it. */
import { StatisticsProblem } from '#shared/statistics/method.ts'
import { daysAMonth, type DayNumber } from '../../partial-date.ts'
import type { Analysis, Dropped } from '../analysis.ts'
import type { AnalysisRequestOf } from '../analysis-request.ts'
import { knownForms } from '../known-forms.ts'
import { knownTimeOf } from '../known-time.ts'
import { leftOut } from '../left-out.ts'
import { outcomeOf, type Outcome, type OutcomePoint } from '../outcomes.ts'
import type { CohortCase } from '../variable-model.ts'
import { pairsByMonth, rounded, type PairedCase, type Threshold } from './paired-months.ts'
import { pairedScript } from './paired-script.ts'
import { changeTable, responderTable, waterfalls } from './paired-tables.ts'
import { pairedFindings, pairedMethod, pairedReferences, pairedWarnings } from './paired-words.ts'

type Request = AnalysisRequestOf<'paired'>

function outcomeAsked({ outcome: id }: Request): Outcome {
  const outcome = outcomeOf(id)
  if (!outcome) throw new StatisticsProblem(`There is no outcome “${id}”.`)
  return outcome
}

const monthsAsked = ({ months }: Request) => [...new Set(months)].toSorted((a, b) => a - b)

/** What was asked for in both directions, else what is published of each. */
function thresholdOf({ mcid }: Request, outcome: Outcome): Threshold {
  if (mcid !== undefined) return { better: mcid, worse: mcid }
  const { better, worse } = outcome.mcid ?? {}
  return { ...(better === undefined ? {} : { better }), ...(worse === undefined ? {} : { worse }) }
}

/** The last value up to the index, that day included: blood is taken before the first dose. */
const baselineOf = (points: readonly OutcomePoint[], index: DayNumber, windowDays: number) =>
  points.findLast(({ day }) => day <= index && day >= index - windowDays)?.value

/** The value nearest to a day after the index; of two as near the later one. */
function valueNear(points: readonly OutcomePoint[], aim: DayNumber, index: DayNumber, windowDays: number) {
  const off = ({ day }: OutcomePoint) => Math.abs(day - aim)
  const near = points
    .filter((point) => point.day > index && off(point) <= windowDays)
    .reduce<OutcomePoint | undefined>((best, next) => (best && off(best) < off(next) ? best : next), undefined)
  return near ? rounded(near.value) : null
}

function gather(one: CohortCase, request: Request): PairedCase | Dropped {
  const { index } = one
  const { windowDays } = request
  if (index === undefined) return { dropped: 'no index date' }
  const points = outcomeAsked(request).series(one)
  const baseline = baselineOf(points, index, windowDays)
  if (baseline === undefined) return { dropped: `no value in the ${windowDays} days before the index` }
  const aims = monthsAsked(request).map((month) => Math.round(index + month * daysAMonth))
  const later = aims.map((aim) => valueNear(points, aim, index, windowDays))
  if (later.every((value) => value === null)) return { dropped: 'no value around any of the months after the index' }
  const { to } = knownTimeOf(one)
  return { baseline: rounded(baseline), later, reached: aims.map((aim) => to >= aim - windowDays) }
}

export const paired: Analysis<Request, PairedCase> = {
  reads: (request) => [...new Set([...knownForms, ...outcomeAsked(request).reads])],
  gather,
  conclude(gathered, dropped, request, index) {
    const outcome = outcomeAsked(request)
    if (gathered.length === 0)
      throw new StatisticsProblem(
        `No case has ${outcome.label} both before the index and around one of the months after it.`,
      )
    const threshold = thresholdOf(request, outcome)
    const months = pairsByMonth(gathered, monthsAsked(request), threshold, outcome, request.adjust)
    const made = { outcome, months, threshold, request, index }
    const left = leftOut(dropped)
    const data = {
      patient: gathered.map((_, at) => at + 1),
      baseline: gathered.map(({ value }) => value.baseline),
      ...Object.fromEntries(
        months.flatMap(({ month }, at) => [
          [`month_${month}`, gathered.map(({ value }) => value.later[at]!)],
          [
            `change_${month}`,
            gathered.map(({ value: { baseline, later } }) =>
              later[at] == null ? null : rounded(later[at] - baseline),
            ),
          ],
        ]),
      ),
    }
    return {
      title: `Change of ${outcome.label} from the ${index}`,
      findings: pairedFindings(made),
      method: pairedMethod(made),
      references: pairedReferences(made),
      warnings: pairedWarnings(made),
      cases: gathered.length + dropped.length,
      used: { cases: gathered.length, rows: months.reduce((sum, { pairs }) => sum + pairs.length, 0) },
      dropped: left.dropped,
      tables: [changeTable(made), ...responderTable(made)],
      figures: waterfalls(made),
      script: pairedScript(made, data),
      behind: {
        ...left.behind,
        ...Object.fromEntries(
          months.flatMap(({ month, pairs, without, better, worse }) => [
            [`pairs:${month}`, pairs.map(({ caseId }) => caseId)],
            [`without:${month}`, without],
            ...(better ? [[`better:${month}`, better.ids] as const] : []),
            ...(worse ? [[`worse:${month}`, worse.ids] as const] : []),
          ]),
        ),
      },
      data,
    }
  },
}
