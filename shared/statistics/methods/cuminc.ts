import { z } from 'zod'
import { defineMethod } from '../method.ts'
import { causesIn } from '../survival/causes.ts'
import { limitKinds } from '../survival/confidence-limits.ts'
import { cumulativeIncidence, type IncidenceCurve } from '../survival/cumulative-incidence.ts'
import { byGroup, followUpOf } from '../survival/follow-up.ts'
import { groupsIn } from '../survival/groups.ts'
import { placesAt } from '../survival/survival-at.ts'
import { numbersOf } from '../tidy/columns.ts'
import { known } from './known.ts'
import { rowsWith, timeToEvent } from './time-to-event-input.ts'

export const cuminc = defineMethod({
  name: 'cuminc',
  about:
    'Cumulative incidence of competing causes (Aalen–Johansen, standard errors by the infinitesimal jackknife), as R’s survfit of a factor; Gray’s test is left out',
  example: {
    data: {
      months: [3, 8, 14, 20, 27, 31, 5, 6, 11, 16, 19, 24],
      outcome: [
        'died',
        'censored',
        'transplanted',
        'died',
        'censored',
        'died',
        'died',
        'died',
        'transplanted',
        'died',
        'censored',
        'died',
      ],
    },
    time: 'months',
    event: 'outcome',
    times: [12, 24],
  },
  input: z.strictObject({
    ...timeToEvent,
    conf: z.enum(limitKinds).default('log'),
    times: z.array(z.number()).optional(),
  }),
  run: ({ data, time, event, entry, strata, levels, conf, level, times }) => {
    const { rows, dropped } = rowsWith(data, [time, event, entry, strata])
    const causes = causesIn(data, event, rows)
    const all = followUpOf(
      numbersOf(data, time, rows),
      causes.event,
      entry ? numbersOf(data, entry, rows) : undefined,
      (at) => rows[at]! + 1,
    )
    const groups = groupsIn(data, strata, rows, levels[strata ?? ''])
    return {
      strata: byGroup(all, groups).map((followUp, group) => ({
        level: groups.levels[group]!,
        n: followUp.rows.length,
        censored: countOf(followUp.event, 0),
        causes: cumulativeIncidence(followUp, causes.names.length, { conf, level }).map((curve, at) => ({
          cause: causes.names[at]!,
          events: countOf(followUp.event, at + 1),
          curve: Array.from(curve.time, (ended, place) => ({
            time: ended,
            atRisk: curve.atRisk[place]!,
            events: curve.events[place]!,
            ...estimateAt(curve, place),
          })),
          ...(times && {
            atTimes: placesAt(curve, times).map(({ place, beyond, ...seen }) => ({
              ...seen,
              ...(beyond ? unknown : place < 0 ? none : estimateAt(curve, place)),
            })),
          }),
        })),
      })),
      dropped,
    }
  },
})

const countOf = (events: Int32Array, wanted: number) =>
  events.reduce((count, event) => count + Number(event === wanted), 0)

interface Estimate {
  readonly incidence: number | null
  readonly se: number | null
  readonly lower: number | null
  readonly upper: number | null
}

const none: Estimate = { incidence: 0, se: 0, lower: null, upper: null }
/** Beyond the last observation. */
const unknown: Estimate = { incidence: null, se: null, lower: null, upper: null }

const estimateAt = ({ incidence, se, lower, upper }: IncidenceCurve, place: number): Estimate => ({
  incidence: incidence[place]!,
  se: se[place]!,
  lower: known(lower[place]!),
  upper: known(upper[place]!),
})
