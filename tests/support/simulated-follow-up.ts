import { seededRandom } from '#main/demo/random.ts'

/**
 * Invented follow-up: whole-numbered times with many ties, groups of unequal hazard, one group all censored (`never`) and one
 * with a single event (`once`), numeric strata, two covariates, two competing causes, clusters, entry before time.
 */
export function simulatedFollowUp(rows: number, seed: number) {
  const random = seededRandom(seed)
  const people = Array.from({ length: rows }, (_, index) => {
    const group = index % 20 === 7 ? 'never' : index % 20 === 13 ? 'once' : random.pick(['a', 'b', 'c'])
    const x = random.normal(0, 1)
    const z = random.whole(0, 3)
    const hazard = 0.08 * Math.exp(0.6 * x - 0.2 * z + (group === 'b' ? 0.7 : 0))
    const lasting = Math.ceil(-Math.log(1 - random.next()) / hazard)
    const time = Math.min(lasting, random.whole(2, 24))
    const entry = random.whole(0, Math.min(time - 1, 4))
    const event =
      group === 'never' || (group === 'once' && index !== 13) ? 0 : group === 'once' ? 1 : Number(lasting === time)
    return {
      time,
      entry,
      event,
      group,
      x,
      z,
      stratum: 1 + (index % 3),
      cause: event * random.whole(1, 2),
      cluster: index % 37,
    }
  })
  const column = <K extends keyof (typeof people)[number]>(name: K) => people.map((person) => person[name])
  return {
    time: column('time'),
    entry: column('entry'),
    event: column('event'),
    group: column('group'),
    x: column('x'),
    z: column('z'),
    stratum: column('stratum'),
    cause: column('cause'),
    cluster: column('cluster'),
  }
}
