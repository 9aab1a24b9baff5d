/** Chooses the cases of a cohort, step by step, and keeps who was left out where. */
import type { FormId } from '#shared/dictionary/forms.ts'
import type { CohortFlow, CohortSpec } from '#shared/domain/cohort/cohort-spec.ts'
import type { FactCondition } from '#shared/domain/cohort/conditions/condition.ts'
import { conditionWords } from '#shared/domain/cohort/conditions/condition-words.ts'
import { evaluate, factMet } from '#shared/domain/cohort/conditions/evaluate.ts'
import { indexDate, indexWords } from '#shared/domain/cohort/index-date.ts'
import { placedDay } from '#shared/domain/cohort/placed-day.ts'
import { variableOf } from '#shared/domain/cohort/variables.ts'
import type { CohortCase } from '#shared/domain/cohort/variable-model.ts'
import { canonicalJson } from '#shared/lib/canonical-json.ts'
import type { Met } from '#shared/domain/rules/rule-finding.ts'
import { askColumns, askIndexAnd } from '#main/database/cohort/case-answers.ts'
import { asksForDays, compileCondition, compileSteps, outOf } from '#main/database/cohort/compile-condition.ts'
import { withCohortFunctions } from '#main/database/cohort/functions.ts'
import { tallySteps } from '#main/database/cohort/tally-steps.ts'
import type { Tally } from '#main/database/cohort/tally-steps.ts'
import type { CaseIndex, CaseSource, SourceCase, Watch } from './case-source.ts'
import type { FactStore } from './fact-store.ts'

export interface Member extends SourceCase {
  readonly index: CaseIndex
}

export interface Selection {
  readonly flow: CohortFlow
  readonly members: readonly Member[]
  /** Ids of the cases behind `step:2:failed`; undefined for a key that is none. */
  behind(key: string): readonly string[] | undefined
}

/** Cases asked about at once: short enough that a cancelled question ends at once. */
const casesAtOnce = 500

interface Out {
  readonly id: string
  /** Of the flow: 0 is the index date; as many as there are steps for who is in the cohort. */
  readonly step: number
  readonly unknown: boolean
}

export function selectCases(source: CaseSource, spec: CohortSpec, facts: FactStore, watch: Watch): Selection {
  const answer = askedOf(source, spec)
  const steps = stepsOf(source, spec, facts)
  const members: Member[] = []
  const outs: Out[] = []
  for (let start = 0; start < source.cases.length; start += casesAtOnce) {
    const chunk = source.cases.slice(start, start + casesAtOnce)
    watch(start, source.cases.length, 'Choosing the cases')
    const { indexes, out, answered } = answer(chunk)
    let left = chunk.filter(({ id }) => {
      const here = indexes.has(id) ? out(id) : { step: -1, unknown: false }
      if (here) outs.push({ id, step: here.step + 1, unknown: here.unknown })
      return !here
    })
    for (const [number, step] of steps.entries()) {
      if (left.length === 0) break
      // What SQL has not answered of each case may take long.
      const met = step(left, indexes, number < answered, (done) =>
        watch(start + done, source.cases.length, 'Choosing the cases'),
      )
      left = left.filter(({ id }, index) => {
        if (met[index] === true) return true
        outs.push({ id, step: number + 1, unknown: met[index] === undefined })
        return false
      })
    }
    for (const one of left) members.push({ ...one, index: indexes.get(one.id)! })
  }
  return selectionOf(source, spec, members, outs)
}

interface Asked {
  /** Of each case that has one. */
  readonly indexes: ReadonlyMap<string, CaseIndex>
  /** Where SQL found that a case is left out; undefined where it was not, or was not asked about it. */
  readonly out: (id: string) => ReturnType<typeof outOf>
  /** How many steps, from the first, SQL has answered. */
  readonly answered: number
}

/** The index of some cases, and the steps before the first that needs whole records: one question, unless steps ask for days. */
function askedOf(source: CaseSource, { index, dates, steps }: CohortSpec) {
  const setIndexDays = withCohortFunctions(source.db)
  const conditions = steps.map(({ condition }) => condition)
  const { count, out } = compileSteps(conditions, dates)
  const isTwice = conditions.some(asksForDays)
  const askBoth = askIndexAnd(source.db, index, isTwice ? [] : [out])
  const askSteps = isTwice ? askColumns(source.db, [out]) : undefined
  return (cases: readonly SourceCase[]): Asked => {
    const stored = cases.filter(({ id }) => !source.rewound.has(id)).map(({ id }) => id)
    const answers = askBoth(stored)
    const indexes = new Map<string, CaseIndex>()
    for (const { id } of cases) {
      const record = source.rewound.get(id)
      const date = record ? indexDate(record, index) : answers.get(id)?.[0]
      if (date) indexes.set(id, { date, day: placedDay(date, dates) })
    }
    setIndexDays({ get: (id) => indexes.get(id)?.day })
    const later = askSteps?.(stored.filter((id) => indexes.has(id)))
    const outs = (id: string) => (later ? later.get(id)?.[0] : answers.get(id)?.[1])
    return { indexes, answered: count, out: (id) => (source.rewound.has(id) ? undefined : outOf(outs(id) ?? -1)) }
  }
}

/** @param known SQL has answered it of all that were not rewound */
type Step = (
  left: readonly SourceCase[],
  indexes: ReadonlyMap<string, CaseIndex>,
  known: boolean,
  watch: (done: number) => void,
) => readonly Met[]

function stepsOf(source: CaseSource, spec: CohortSpec, facts: FactStore): readonly Step[] {
  const valueOf = factsOf(source, spec, facts)
  return spec.steps.map(({ condition }) => {
    const compiled = compileCondition(condition, spec.dates)
    const ask = compiled.columns.length > 0 ? askColumns(source.db, compiled.columns) : undefined
    const reads = new Set<FormId>(compiled.facts.flatMap(({ fact }) => variableOf(fact)?.reads ?? []))
    return (left, indexes, known, watch) => {
      const answers = known ? undefined : ask?.(left.filter(({ id }) => !source.rewound.has(id)).map(({ id }) => id))
      return left.map(({ id }, at) => {
        let loaded: CohortCase | undefined
        const one = () => (watch(at), (loaded ??= source.caseOf(id, spec, indexes.get(id)!, reads)))
        if (source.rewound.has(id)) return evaluate(condition, one())
        return known || compiled.answer(answers?.get(id) ?? [], (fact) => valueOf(fact, id, one))
      })
    }
  })
}

function factsOf({ context }: CaseSource, { index, dates }: CohortSpec, facts: FactStore) {
  const question = canonicalJson([context, index, dates])
  return (condition: FactCondition, id: string, one: () => CohortCase): Met =>
    factMet(
      condition,
      facts.value(`${condition.fact} ${question}`, id, () => variableOf(condition.fact)?.of(one())),
    )
}

/** How many are left after each step: by SQL alone where it can tell, else case by case. */
export function countCohort(source: CaseSource, spec: CohortSpec, facts: FactStore, watch: Watch): CohortFlow {
  const tally =
    source.rewound.size > 0
      ? undefined
      : tallySteps(source.db, spec, (done, total) => watch(done, total, 'Choosing the cases'))
  return tally ? flowOf(spec, tally) : selectCases(source, spec, facts, watch).flow
}

function flowOf({ index, steps }: CohortSpec, { registry, out }: Tally): CohortFlow {
  const labels = [
    `With a date: ${indexWords(index)}`,
    ...steps.map(({ label, condition }) => label ?? conditionWords(condition)),
  ]
  let left = registry
  const told = labels.map((label, number) => {
    const { failed, unknown } = out[number]!
    left -= failed + unknown
    return { label, failed, unknown, left }
  })
  return { registry, steps: told, cases: left }
}

function selectionOf(
  { cases }: CaseSource,
  spec: CohortSpec,
  members: readonly Member[],
  outs: readonly Out[],
): Selection {
  const places = spec.steps.length + 1
  const out = Array.from({ length: places }, () => ({ failed: 0, unknown: 0 }))
  for (const { step, unknown } of outs) out[step]![unknown ? 'unknown' : 'failed'] += 1
  return {
    flow: flowOf(spec, { registry: cases.length, out }),
    members,
    behind(key) {
      const [, number, what] = /^step:(\d+):(failed|unknown|left)$/.exec(key) ?? []
      if (number === undefined || Number(number) >= places) return undefined
      const at = Number(number)
      if (what !== 'left')
        return outs.filter(({ step, unknown }) => step === at && unknown === (what === 'unknown')).map(({ id }) => id)
      const gone = new Set(outs.filter(({ step }) => step <= at).map(({ id }) => id))
      return cases.filter(({ id }) => !gone.has(id)).map(({ id }) => id)
    },
  }
}
