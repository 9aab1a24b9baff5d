/**
 * What doesn't fit together in the courses of a case: two of one drug at once, doses that overlap, days without a dose
 * inside a course, infusions much later than their interval. Facts about the record with ways to mend it; only what is
 * certain is told, so partial dates that may well fit are left alone.
 */
import { drugOf } from '../dictionary/lists/drugs.ts'
import type { RecordValues } from '../dictionary/record.ts'
import type { CaseRecord } from './case-record.ts'
import { doseLabel } from './dose.ts'
import { drugName } from './drug-lanes.ts'
import { lastDayInForce, type DoseStep, type Treatment } from './exposure.ts'
import { infusionPlanOf, type Cycle } from './infusion-plan.ts'
import { comparePartialDates, dayNumber, firstDay, formatPartialDate, isoOfDay, lastDay } from './partial-date.ts'
import type { DayNumber, IsoDay, PartialDate } from './partial-date.ts'
import type { Edit } from './staged-records.ts'

export interface Mend {
  /** On a button: `End the first on 3 May 2021`. */
  readonly label: string
  /** What it stages. One that adds an infusion opens it for looking through instead. */
  readonly edits?: readonly Edit[]
  readonly addInfusionOn?: IsoDay
}

export type FindingKind = 'two-courses' | 'steps-overlap' | 'same-day' | 'outside-course' | 'gap' | 'long-interval'

export interface CourseFinding {
  /** The same for the same matter, whatever else changes. */
  readonly id: string
  readonly kind: FindingKind
  readonly treatmentId: string
  /** The dose that it stands at, where there is one. */
  readonly stepId?: string
  readonly from: DayNumber
  readonly to: DayNumber
  /** One sentence. */
  readonly text: string
  readonly mends: readonly Mend[]
}

const day = (number: DayNumber) => formatPartialDate(isoOfDay(number))
const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`
const change = (form: 'treatment' | 'dose_step', id: string, values: RecordValues): Edit => {
  return { do: 'change', form, id, values }
}

/** Days on which a course certainly runs. */
function certainSpan({ started, ended }: Treatment, steps: readonly DoseStep[], today: DayNumber) {
  const starts = [started, ...steps.map((step) => step.started)].filter((date) => date !== undefined)
  const first = starts.toSorted(comparePartialDates)[0]
  if (first === undefined) return undefined
  const from = lastDay(first)
  const to = ended === undefined ? today : Math.min(firstDay(ended), lastDayInForce(ended, today))
  return to >= from ? { from, to } : undefined
}

function stepsOf({ records }: CaseRecord, treatment: Treatment): readonly DoseStep[] {
  return records.dose_step.filter((step) => step.treatment === treatment.id)
}

const routeOf = ({ route, drug }: Treatment) => route ?? (drug === undefined ? undefined : drugOf(drug)?.route)

/** Two courses of one drug by one route on the same days; a pulse of tablets by vein is another thing. */
function twoCourses(record: CaseRecord, today: DayNumber): readonly CourseFinding[] {
  const dated = record.records.treatment.flatMap((treatment) => {
    const span = certainSpan(treatment, stepsOf(record, treatment), today)
    return span && treatment.drug !== undefined && treatment.drug !== 'other' ? [{ treatment, ...span }] : []
  })
  return dated.flatMap((one, index) =>
    dated.slice(index + 1).flatMap((other): readonly CourseFinding[] => {
      if (one.treatment.drug !== other.treatment.drug || routeOf(one.treatment) !== routeOf(other.treatment)) return []
      const [earlier, later] = one.from <= other.from ? [one, other] : [other, one]
      const to = Math.min(earlier.to, later.to)
      if (to < later.from) return []
      const endsBefore = later.from - 1
      const mends: readonly Mend[] =
        endsBefore < earlier.from
          ? []
          : [
              {
                label: `End the earlier course on ${day(endsBefore)}`,
                edits: [change('treatment', earlier.treatment.id, { ended: isoOfDay(endsBefore) })],
              },
            ]
      return [
        {
          id: `two-courses ${earlier.treatment.id} ${later.treatment.id}`,
          kind: 'two-courses',
          treatmentId: later.treatment.id,
          from: later.from,
          to,
          text: `Two courses of ${drugName(one.treatment.drug!)} run from ${day(later.from)} to ${day(to)}.`,
          mends,
        },
      ]
    }),
  )
}

type Dated = DoseStep & { readonly started: PartialDate }

function withinCourse(record: CaseRecord, treatment: Treatment, today: DayNumber): readonly CourseFinding[] {
  const name = drugName(treatment.drug ?? 'other')
  const dated = stepsOf(record, treatment)
    .filter((step): step is Dated => step.started !== undefined)
    .toSorted((a, b) => comparePartialDates(a.started, b.started))
  return dated.flatMap((step, index): readonly CourseFinding[] => {
    const next = dated[index + 1]
    const about = { treatmentId: treatment.id, stepId: step.id }
    const found: CourseFinding[] = []
    if (next && step.started.length === 10 && step.started === next.started) {
      found.push({
        ...about,
        id: `same-day ${step.id} ${next.id}`,
        kind: 'same-day',
        from: firstDay(step.started),
        to: firstDay(step.started),
        text: `Two doses of ${name} begin on ${formatPartialDate(step.started)}: ${doseLabel(step)} and ${doseLabel(next)}. The later entry counts.`,
        mends: [step, next].map((one) => ({
          label: `Void ${doseLabel(one)}`,
          edits: [{ do: 'void', form: 'dose_step', id: one.id, reason: 'Another dose begins on the same day' }],
        })),
      })
    }
    if (
      next &&
      step.ended !== undefined &&
      firstDay(step.ended) >= lastDay(next.started) &&
      step.started !== next.started
    ) {
      found.push({
        ...about,
        id: `steps-overlap ${step.id} ${next.id}`,
        kind: 'steps-overlap',
        from: firstDay(next.started),
        to: lastDay(step.ended),
        text: `${doseLabel(step)} of ${name} ends on ${formatPartialDate(step.ended)}, after ${doseLabel(next)} begins on ${formatPartialDate(next.started)}.`,
        mends: [{ label: 'Let it last until the next dose', edits: [change('dose_step', step.id, { ended: null })] }],
      })
    }
    const { started: courseStart, ended: courseEnd } = treatment
    if (courseStart !== undefined && lastDay(step.started) < firstDay(courseStart)) {
      found.push({
        ...about,
        id: `before-course ${step.id}`,
        kind: 'outside-course',
        from: firstDay(step.started),
        to: firstDay(courseStart) - 1,
        text: `${doseLabel(step)} of ${name} begins on ${formatPartialDate(step.started)}, before the course does (${formatPartialDate(courseStart)}).`,
        mends: [
          {
            label: `Begin the course on ${formatPartialDate(step.started)}`,
            edits: [change('treatment', treatment.id, { started: step.started })],
          },
        ],
      })
    }
    if (courseEnd !== undefined && firstDay(step.started) > lastDay(courseEnd)) {
      found.push({
        ...about,
        id: `after-course ${step.id}`,
        kind: 'outside-course',
        from: lastDay(courseEnd) + 1,
        to: firstDay(step.started),
        text: `${doseLabel(step)} of ${name} begins on ${formatPartialDate(step.started)}, after the course ended (${formatPartialDate(courseEnd)}).`,
        mends: [
          {
            label: 'Let the course go on',
            edits: [change('treatment', treatment.id, { ended: null, stop_reason: null, stop_detail: null })],
          },
        ],
      })
    }
    return [...found, ...gapAfter(treatment, step, next, today)]
  })
}

/** Days without a dose after one that has a last day, before the next one or the end of the course. */
function gapAfter(
  treatment: Treatment,
  step: Dated,
  next: Dated | undefined,
  today: DayNumber,
): readonly CourseFinding[] {
  if (step.ended === undefined) return []
  const from = lastDay(step.ended) + 1
  const courseEnd = treatment.ended === undefined ? today : firstDay(treatment.ended)
  const to = next ? firstDay(next.started) - 1 : courseEnd
  if (to < from) return []
  const name = drugName(treatment.drug ?? 'other')
  const until = next
    ? `until ${doseLabel(next)} begins on ${formatPartialDate(next.started)}`
    : 'and the course goes on'
  const endCourse: readonly Mend[] =
    next === undefined
      ? [
          {
            label: `End the course on ${formatPartialDate(step.ended)}`,
            edits: [change('treatment', treatment.id, { ended: step.ended })],
          },
        ]
      : []
  return [
    {
      id: `gap ${step.id}`,
      kind: 'gap',
      treatmentId: treatment.id,
      stepId: step.id,
      from,
      to,
      text: `No dose of ${name} for ${days(to - from + 1)} after ${formatPartialDate(step.ended)}, ${until}.`,
      mends: [
        ...endCourse,
        {
          label: `Let ${doseLabel(step)} go on`,
          edits: [change('dose_step', step.id, { ended: null })],
        },
        {
          label: 'Record the days as off the drug',
          edits: [
            {
              do: 'add',
              form: 'dose_step',
              id: `new:off-${step.id}`,
              values: {
                treatment: treatment.id,
                started: isoOfDay(from),
                dose: 0,
                ...(step.unit ? { unit: step.unit } : {}),
              },
            },
          ],
        },
      ],
    },
  ]
}

/** Infusions that came more than half an interval late, and cycles of which nothing is recorded. */
function longIntervals(record: CaseRecord, treatment: Treatment, today: IsoDay): readonly CourseFinding[] {
  const name = drugName(treatment.drug ?? 'other')
  const { cycles } = infusionPlanOf(record, treatment, today)
  return cycles.flatMap((cycle): readonly CourseFinding[] => {
    const { due, state } = cycle
    if (!due) return []
    const text = intervalText(cycle, name)
    if (text === undefined) return []
    const late = state === 'late' && cycle.infusion
    return [
      {
        id: `long-interval ${late ? late.id : due.first}`,
        kind: 'long-interval',
        treatmentId: treatment.id,
        from: due.first,
        to: late ? due.last + (cycle.off?.max ?? 0) : due.last,
        text,
        mends: late ? [] : [{ label: 'Record an infusion', addInfusionOn: isoOfDay(due.first) }],
      },
    ]
  })
}

function intervalText({ due, state, off, order, count = 1 }: Cycle, name: string): string | undefined {
  if (!due) return undefined
  const when = due.first === due.last ? day(due.first) : `${day(due.first)} to ${day(due.last)}`
  switch (state) {
    case 'late':
      return off && order?.intervalDays !== undefined && off.min > order.intervalDays / 2
        ? `${name} came ${days(off.min)} after the day computed from its interval (${when}).`
        : undefined
    case 'missed':
      return count > 1
        ? `No ${name} is recorded for ${count} cycles (${when}).`
        : `No ${name} is recorded around ${when}, when a cycle fell due by its interval.`
    case 'overdue':
      return count > 1
        ? `No ${name} is recorded since; ${count} cycles fell due (${when}).`
        : `No ${name} is recorded since ${when}, when a cycle fell due by its interval.`
    case 'first':
    case 'on-time':
    case 'early':
    case 'extra':
    case 'done':
    case 'due':
      return undefined
  }
}

/** Everything found, in order of time. Nothing of it is a rule of treatment. */
export function courseFindings(record: CaseRecord, today: IsoDay): readonly CourseFinding[] {
  const now = dayNumber(today)
  const { records } = record
  const found = records.treatment.flatMap((treatment) => [
    ...withinCourse(record, treatment, now),
    ...longIntervals(record, treatment, today),
  ])
  return [...twoCourses(record, now), ...found].toSorted((a, b) => a.from - b.from || a.to - b.to)
}
