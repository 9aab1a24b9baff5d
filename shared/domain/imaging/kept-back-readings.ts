/** Readings of a CT that its next reader must not know: those of others, until one's own is saved. */
import type { CaseRecord } from '../case-record.ts'
import { readerKey } from './paired-readings.ts'

/** What a reading, in use or voided, says of whose it is and of what. */
export interface ReadingOf {
  readonly reader?: unknown
  readonly imaging?: unknown
}

/** Who looks. */
export interface Onlooker {
  /** Missing as long as it is not known who looks: then readings of nobody are one's own. */
  readonly name: string | undefined
  /** Who may not record readings has none to wait for. */
  readonly mayRead: boolean
}

export const isOfReader = ({ reader }: ReadingOf, name: string): boolean =>
  typeof reader === 'string' && readerKey(reader) === readerKey(name)

/** @param record with the onlooker's own readings in it; whether it holds those of others makes no difference */
export function isKeptBack(
  { reader, imaging }: ReadingOf,
  { records }: CaseRecord,
  { name, mayRead }: Onlooker,
): boolean {
  if (!mayRead) return false
  if (name === undefined) return true
  if (isOfReader({ reader }, name)) return false
  return !records.ct_reading.some((own) => own.imaging === imaging && isOfReader(own, name))
}

/** The case without readings that are kept back; the same one where there are none. */
export function withoutKeptBack(
  record: CaseRecord,
  onlooker: Onlooker,
): { readonly record: CaseRecord; readonly keptBack: number } {
  const all = record.records.ct_reading
  const ct_reading = all.filter((reading) => !isKeptBack(reading, record, onlooker))
  const keptBack = all.length - ct_reading.length
  return keptBack === 0
    ? { record, keptBack }
    : { record: { ...record, records: { ...record.records, ct_reading } }, keptBack }
}

/** `Another reading of this CT is kept back until yours is saved, so that you read without knowing it.` */
export function keptBackWords(count: number, of: 'this CT' | 'this case'): string {
  const [what, is, it] = count === 1 ? ['Another reading', 'is', 'it'] : [`${count} other readings`, 'are', 'them']
  const until = of === 'this CT' ? 'until yours is saved' : 'until you have saved your own of the same CT'
  return `${what} of ${of} ${is} kept back ${until}, so that you read without knowing ${it}.`
}
