/** Records that rest on a series of images: they go out of use and come back together with it. */
import type { AnyRecord } from '#shared/dictionary/record.ts'
import type { CaseRecord } from '#shared/domain/case-record.ts'

export interface Dependent {
  readonly form: 'ct_pair' | 'ct_density'
  readonly id: string
  readonly version: number
}

const dependent =
  (form: Dependent['form']) =>
  ({ id, version }: Pick<AnyRecord, 'id' | 'version'>): Dependent => ({ form, id, version })

/** In use now. */
export function dependentsOf({ records }: CaseRecord, seriesId: string): readonly Dependent[] {
  return [
    ...records.ct_pair
      .filter(({ earlier, later }) => earlier === seriesId || later === seriesId)
      .map(dependent('ct_pair')),
    ...records.ct_density.filter(({ series }) => series === seriesId).map(dependent('ct_density')),
  ]
}

type Voided = Readonly<Record<string, readonly AnyRecord[] | undefined>>

/** That were voided in the same moment as the series; of pairs those whose other series is in use. */
export function voidedWith(voided: Voided, seriesId: string): readonly Dependent[] {
  const series = voided['image_series'] ?? []
  const at = series.find(({ id }) => id === seriesId)?.voided_at
  const isGone = (id: unknown): boolean => id !== seriesId && series.some((other) => other.id === id)
  const together = (form: Dependent['form']) =>
    (voided[form] ?? []).filter(({ voided_at }) => at !== undefined && voided_at === at) as readonly (AnyRecord & {
      readonly earlier?: unknown
      readonly later?: unknown
      readonly series?: unknown
    })[]
  return [
    ...together('ct_pair')
      .filter(({ earlier, later }) => [earlier, later].includes(seriesId) && !isGone(earlier) && !isGone(later))
      .map(dependent('ct_pair')),
    ...together('ct_density')
      .filter((each) => each.series === seriesId)
      .map(dependent('ct_density')),
  ]
}

/** `1 marked pair and 2 density measurements`, or nothing. */
export function dependentWords(dependents: readonly Dependent[]): string {
  const count = (form: Dependent['form'], one: string): string | undefined => {
    const number = dependents.filter((each) => each.form === form).length
    return number === 0 ? undefined : `${number} ${one}${number === 1 ? '' : 's'}`
  }
  return [count('ct_pair', 'marked pair'), count('ct_density', 'density measurement')].filter(Boolean).join(' and ')
}
