/** What to tell in less detail so that fewer cases stand out: one step after the other, each the one that helps most. */
import { detailLadders, type Detail, type DetailName } from './detail.ts'
import { quasiIn, type QuasiFacts } from './quasi-identifiers.ts'
import { classSizes } from './reidentification-report.ts'

export interface CoarseningStep {
  /** An item of the ladders, or `dates`: days from an anchor in place of a shifted calendar. */
  readonly item: DetailName | 'dates'
  readonly to: string
  /** Cases that are left in small classes after it, all steps before it taken too. */
  readonly casesInSmall: number
  readonly smallest: number
}

interface State {
  readonly detail: Detail
  readonly withOnset: boolean
}

const names = Object.keys(detailLadders) as DetailName[]

function nextSteps({
  detail,
  withOnset,
}: State): readonly { readonly item: CoarseningStep['item']; readonly to: string; readonly state: State }[] {
  const steps = names.flatMap((item) => {
    const ladder: readonly string[] = detailLadders[item]
    const to = ladder[ladder.indexOf(detail[item]) + 1]
    return to === undefined ? [] : [{ item, to, state: { detail: { ...detail, [item]: to } as Detail, withOnset } }]
  })
  return withOnset ? [{ item: 'dates', to: 'relative', state: { detail, withOnset: false } }, ...steps] : steps
}

function measured(facts: readonly QuasiFacts[], { detail, withOnset }: State, threshold: number) {
  const sizes = classSizes(facts.map((each) => quasiIn(each, detail, withOnset)))
  // As many as there are classes: each case counts for its share of its own.
  const classes = Math.round(sizes.reduce((sum, size) => sum + 1 / size, 0))
  return { casesInSmall: sizes.filter((size) => size < threshold).length, smallest: Math.min(...sizes), classes }
}

/**
 * Steps until no case is in a small class, or none helps any more. Greedy: the best next step, not the best set of steps. Of two
 * that help alike the one that leaves fewer classes, since the next may help then; else the one that costs a study less.
 */
export function suggestedSteps(
  facts: readonly QuasiFacts[],
  start: Detail,
  withOnset: boolean,
  threshold: number,
): readonly CoarseningStep[] {
  if (facts.length === 0) return []
  const taken: CoarseningStep[] = []
  let state: State = { detail: start, withOnset }
  let left = measured(facts, state, threshold).casesInSmall
  let worthTaking = 0
  while (left > 0) {
    const best = nextSteps(state)
      .map((step) => ({ ...step, ...measured(facts, step.state, threshold) }))
      .toSorted((a, b) => a.casesInSmall - b.casesInSmall || a.classes - b.classes)[0]
    if (!best) break
    const { item, to, casesInSmall, smallest } = best
    taken.push({ item, to, casesInSmall, smallest })
    state = best.state
    if (casesInSmall < left) worthTaking = taken.length
    left = Math.min(left, casesInSmall)
  }
  return taken.slice(0, worthTaking)
}
