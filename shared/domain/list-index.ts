/**
 * Records of a list, found by their id or by the treatment that they belong to. Rules ask for one after another of the
 * same list: the index is made once for each list, which nobody changes.
 */
interface Owned {
  readonly id: string
  readonly treatment?: string
}

interface Index {
  readonly byId: ReadonlyMap<string, Owned>
  readonly byTreatment: ReadonlyMap<string, readonly Owned[]>
}

const indexes = new WeakMap<readonly Owned[], Index>()
const none: readonly never[] = []

function indexOf(list: readonly Owned[]): Index {
  const known = indexes.get(list)
  if (known) return known
  const byId = new Map<string, Owned>()
  const byTreatment = new Map<string, Owned[]>()
  for (const one of list) {
    if (!byId.has(one.id)) byId.set(one.id, one)
    if (one.treatment === undefined) continue
    const others = byTreatment.get(one.treatment)
    if (others) others.push(one)
    else byTreatment.set(one.treatment, [one])
  }
  const made = { byId, byTreatment }
  indexes.set(list, made)
  return made
}

export function withId<R extends Owned>(list: readonly R[], id: string | undefined): R | undefined {
  return id === undefined ? undefined : (indexOf(list).byId.get(id) as R | undefined)
}

/** Those that name the treatment, in the order of the list. */
export function ofTreatment<R extends Owned>(list: readonly R[], treatment: string): readonly R[] {
  return (indexOf(list).byTreatment.get(treatment) as readonly R[] | undefined) ?? none
}
