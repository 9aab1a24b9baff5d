/** Doses of a timeline as bars to draw: what is written at them, how sure their dates are, whether they were recorded. */
import { firstDay, precisionOf } from '#shared/domain/partial-date.ts'
import type { DoseSegment, DrugLane, SteroidLane, Timeline } from '#shared/domain/timeline-model.ts'
import type { DoseBar } from './dose-bars.ts'

const glucocorticoids = new Set([
  'prednisone',
  'prednisolone',
  'methylprednisolone',
  'hydrocortisone',
  'cortisone',
  'dexamethasone',
  'betamethasone',
  'triamcinolone',
  'deflazacort',
])

/** An amount a day, as short as it can be said. */
export const perDayText = (perDay: number) =>
  String(perDay >= 100 ? Math.round(perDay) : Math.round(perDay * 100) / 100)

/** The part of a segment that says how sure its dates are, and whether it was recorded. */
function certaintyOf(segment: DoseSegment): Pick<DoseBar, 'beginsBy' | 'endsFrom' | 'hollow'> {
  const { fromSpan, ends, ongoing } = segment
  return {
    ...(fromSpan && fromSpan.last > segment.from ? { beginsBy: fromSpan.last } : {}),
    ...(ends && !ongoing && precisionOf(ends) !== 'day' && firstDay(ends) <= segment.to
      ? { endsFrom: Math.max(segment.from, firstDay(ends)) }
      : {}),
    hollow: segment.source === 'illustrative',
  }
}

const severalDaily = / (twice|three times|four times) daily$/

/**
 * What may be written at a bar, the fullest first. Doses of a lane are all amounts of one intake or, where the number of
 * intakes differs from one, all amounts a day: never a mixture. A dose that is not taken every day keeps its words, since
 * its mean for a day is nobody's dose.
 */
function textsOf({ perDay, label }: DoseSegment, unit: string): readonly string[] {
  if (perDay === 0) return []
  if (perDay === undefined || !label.endsWith(' daily')) return [label]
  return [`${perDayText(perDay)} ${unit}`, perDayText(perDay)]
}

/** Bars of a drug lane. */
export function drugBars({ segments, unit: unitPerDay }: DrugLane): readonly DoseBar[] {
  const unit = segments.some(({ label }) => severalDaily.test(label)) ? unitPerDay : unitPerDay.replace(/\/d$/, '')
  return segments.map((segment) => ({
    from: segment.from,
    to: segment.to,
    ongoing: segment.ongoing,
    ...(segment.perDay === undefined ? {} : { perDay: segment.perDay }),
    texts: textsOf(segment, unit),
    ...certaintyOf(segment),
  }))
}

/** Bars of the prednisone-equivalent; sureness and source come from the glucocorticoids that it is made of. */
export function steroidBars({ steps }: SteroidLane, drugs: Timeline['drugs'], today: number): readonly DoseBar[] {
  const segments = drugs.filter(({ drug }) => glucocorticoids.has(drug)).flatMap((lane) => lane.segments)
  return steps.map((step) => {
    const own = segments.filter(({ from, to }) => from <= step.to && to >= step.from)
    const starting = own.find(({ from }) => from === step.from)
    const ending = own.find(({ to }) => to === step.to)
    const bar = {
      from: step.from,
      to: step.to,
      ongoing: ending?.ongoing ?? step.to >= today,
      ...(starting ? { beginsBy: certaintyOf(starting).beginsBy } : {}),
      ...(ending ? { endsFrom: certaintyOf(ending).endsFrom } : {}),
      hollow: step.source === 'illustrative',
    }
    return step.perDay === undefined
      ? { ...bar, texts: [step.label] }
      : {
          ...bar,
          perDay: step.perDay,
          texts: step.perDay > 0 ? [`${perDayText(step.perDay)} mg`, perDayText(step.perDay)] : [],
        }
  })
}
