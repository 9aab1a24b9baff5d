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
import { askColumns, askIndexDates } from '#main/database/cohort/case-answers.ts'
import { compileCondition } from '#main/database/cohort/compile-condition.ts'
import { withCohortFunctions } from '#main/database/cohort/functions.ts'
import type { CaseIndex, CaseSource, SourceCase } from './case-source.ts'
import type { FactStore } from './fact-store.ts'

/** Told now and then how far it is. @throws AppError `cancelled` where the answer is no longer wanted */
export type Watch = (done: number, total: number, what: string) => void

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
  const setIndexDays = withCohortFunctions(source.db)
  const answered = stepsOf(source, spec, facts)
  const indexesOf = indexesIn(source, spec)
  const members: Member[] = []
  const outs: Out[] = []
  for (let start = 0; start < source.cases.length; start += casesAtOnce) {
    watch(start, source.cases.length, 'Choosing the cases')
    const chunk = source.cases.slice(start, start + casesAtOnce)
    const indexes = indexesOf(chunk)
    setIndexDays({ get: (id) => indexes.get(id)?.day })
    let left = chunk.filter(({ id }) => {
      if (indexes.has(id)) return true
      outs.push({ id, step: 0, unknown: false })
      return false
    })
    for (const [number, step] of answered.entries()) {
      const met = step(left, indexes)
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

/** The index of each case that has one. */
function indexesIn(source: CaseSource, { index, dates }: CohortSpec) {
  const ask = askIndexDates(source.db, index)
  return (cases: readonly SourceCase[]): ReadonlyMap<string, CaseIndex> => {
    const stored = ask(cases.filter(({ id }) => !source.rewound.has(id)).map(({ id }) => id))
    const found = cases.flatMap(({ id }): readonly (readonly [string, CaseIndex])[] => {
      const record = source.rewound.get(id)
      const date = record ? indexDate(record, index) : stored.get(id)
      return date ? [[id, { date, day: placedDay(date, dates) }]] : []
    })
    return new Map(found)
  }
}

type Step = (left: readonly SourceCase[], indexes: ReadonlyMap<string, CaseIndex>) => readonly Met[]

function stepsOf(source: CaseSource, spec: CohortSpec, facts: FactStore): readonly Step[] {
  return spec.steps.map(({ condition }) => {
    const compiled = compileCondition(condition, spec.dates)
    const ask = compiled.columns.length > 0 ? askColumns(source.db, compiled.columns) : undefined
    const reads = new Set<FormId>(compiled.facts.flatMap(({ fact }) => variableOf(fact)?.reads ?? []))
    const valueOf = factsOf(source, spec, facts)
    return (left, indexes) => {
      const answers = ask?.(left.filter(({ id }) => !source.rewound.has(id)).map(({ id }) => id))
      return left.map(({ id }) => {
        let loaded: CohortCase | undefined
        const one = () => (loaded ??= source.caseOf(id, spec, indexes.get(id)!, reads))
        return source.rewound.has(id)
          ? evaluate(condition, one())
          : compiled.answer(answers?.get(id) ?? [], (fact) => valueOf(fact, id, one))
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

function selectionOf(
  { cases }: CaseSource,
  { index, steps }: CohortSpec,
  members: readonly Member[],
  outs: readonly Out[],
): Selection {
  const labels = [
    `With a date: ${indexWords(index)}`,
    ...steps.map(({ label, condition }) => label ?? conditionWords(condition)),
  ]
  let left = cases.length
  const told = labels.map((label, number) => {
    const here = outs.filter(({ step }) => step === number)
    const unknown = here.filter((out) => out.unknown).length
    left -= here.length
    return { label, failed: here.length - unknown, unknown, left }
  })
  return {
    flow: { registry: cases.length, steps: told, cases: members.length },
    members,
    behind(key) {
      const [, number, what] = /^step:(\d+):(failed|unknown|left)$/.exec(key) ?? []
      if (number === undefined || Number(number) >= labels.length) return undefined
      const at = Number(number)
      if (what !== 'left')
        return outs.filter(({ step, unknown }) => step === at && unknown === (what === 'unknown')).map(({ id }) => id)
      const gone = new Set(outs.filter(({ step }) => step <= at).map(({ id }) => id))
      return cases.filter(({ id }) => !gone.has(id)).map(({ id }) => id)
    },
  }
}
