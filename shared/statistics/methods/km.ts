import { z } from 'zod'
import { chiSquaredUpper } from '../distributions.ts'
import { defineMethod } from '../method.ts'
import { limitKinds } from '../survival/confidence-limits.ts'
import { byGroup, followUpIn } from '../survival/follow-up.ts'
import { groupsIn } from '../survival/groups.ts'
import { kaplanMeier, type SurvivalCurve } from '../survival/kaplan-meier.ts'
import { logRank } from '../survival/log-rank.ts'
import { medianFollowUp, medianTime } from '../survival/median-time.ts'
import { survivalAt, type SurvivalAt } from '../survival/survival-at.ts'
import { known } from './known.ts'
import { columnName, rowsWith, timeToEvent } from './time-to-event-input.ts'

export const km = defineMethod({
  name: 'km',
  about:
    'Kaplan–Meier curves with Greenwood’s standard errors, medians, median follow-up and the log-rank test (with delayed entry: Cox’s score test with Efron’s ties), as R’s survival package',
  example: {
    data: {
      months: [3, 8, 14, 20, 27, 31, 5, 6, 11, 16, 19, 24],
      died: [1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 1],
      arm: ['a', 'a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'b', 'b'],
    },
    time: 'months',
    event: 'died',
    strata: 'arm',
    times: [12, 24],
  },
  /** Groups of `strata` are compared, within those of `stratify`. */
  input: z.strictObject({
    ...timeToEvent,
    stratify: columnName.nullish(),
    conf: z.enum(limitKinds).default('log'),
    times: z.array(z.number()).optional(),
  }),
  run: ({ data, time, event, entry, strata, stratify, levels, conf, level, times }) => {
    const { rows, dropped } = rowsWith(data, [time, event, entry, strata, stratify])
    const all = followUpIn(data, { time, event, entry }, rows)
    const groups = groupsIn(data, strata, rows, levels[strata ?? ''])
    const test = logRank(all, groups, groupsIn(data, stratify, rows))
    const limits = { conf, level }
    const overall = medianFollowUp(all, limits)
    return {
      strata: byGroup(all, groups).map((followUp, group) => {
        const curve = kaplanMeier(followUp, limits)
        return {
          level: groups.levels[group]!,
          n: curve.n,
          events: curve.events.reduce((sum, count) => sum + count, 0),
          ...medianTime(curve),
          followUp: followUp === all ? overall : medianFollowUp(followUp, limits),
          curve: pointsOf(curve),
          ...(times && { atTimes: survivalAt(curve, times).map(chosenPoint) }),
        }
      }),
      logrank: test && { ...test, p: chiSquaredUpper(test.chisq, test.df) },
      followUp: overall,
      dropped,
    }
  },
})

function pointsOf({ time, atRisk, events, censored, survival, se, lower, upper }: SurvivalCurve) {
  return Array.from(time, (at, index) => ({
    time: at,
    atRisk: atRisk[index]!,
    events: events[index]!,
    censored: censored[index]!,
    survival: survival[index]!,
    se: known(se[index]!),
    lower: known(lower[index]!),
    upper: known(upper[index]!),
  }))
}

const chosenPoint = (point: SurvivalAt) => ({
  ...point,
  survival: known(point.survival),
  se: known(point.se),
  lower: known(point.lower),
  upper: known(point.upper),
})
