/** What is left of a case where there are very many: some 300 values that still span its whole course. */
import type { RepeatingFormId } from '#shared/domain/case-record.ts'
import { referredKey } from './demo-case.ts'
import type { DemoCase, DemoRecord } from './demo-case.ts'

/** Records kept of each form: enough for every analysis of cohorts to have something to work on. */
const kept: Readonly<Partial<Record<RepeatingFormId, number>>> = {
  diagnosis: 2,
  antibody: 2,
  manifestation: 1,
  visit: 2,
  laboratory: 6,
  pft: 5,
  imaging: 1,
  treatment: 2,
  dose_step: 3,
  infusion: 2,
  event: 2,
}

/** A record is kept only with those that it refers to. */
export function sparseCase(demoCase: DemoCase): DemoCase {
  const chosen = new Set(
    [...Map.groupBy(demoCase.records, ({ form }) => form)].flatMap(([form, records]) =>
      spread(
        records.filter((record) => isTelling(record)),
        kept[form] ?? 0,
      ),
    ),
  )
  const keys = new Set<string>()
  const records = demoCase.records.filter((record) => {
    const referred = Object.values(record.values).flatMap((value) => referredKey(value) ?? [])
    if (!chosen.has(record) || !referred.every((key) => keys.has(key))) return false
    keys.add(record.key)
    return true
  })
  return { ...demoCase, records }
}

/** CK is what every course has; of antibodies those that were found say most. */
function isTelling({ form, values }: DemoRecord): boolean {
  if (form === 'laboratory') return values['test'] === 'ck'
  return form !== 'antibody' || values['result'] === 'positive'
}

/** So many of them, from the first to the last at even steps. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all
  if (most < 2) return all.slice(0, most)
  const step = (all.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => all[Math.round(index * step)]!)
}
