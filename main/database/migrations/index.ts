/** The steps of the schema, in order. A step is never changed once it was released: a later one mends it. */
import { first } from './0001-first.ts'
import { dataEntry } from './0002-data-entry.ts'
import { clinicalRules } from './0003-clinical-rules.ts'
import { searchIndex } from './0004-search-index.ts'
import { trust } from './0005-trust.ts'
import { cohorts } from './0006-cohorts.ts'
import { images } from './0007-images.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  /** Frozen SQL: its checksum is kept in each registry. */
  readonly sql: string
}

export const migrations: readonly Migration[] = [
  { number: 1, name: 'first', sql: first },
  { number: 2, name: 'data entry', sql: dataEntry },
  { number: 3, name: 'clinical rules', sql: clinicalRules },
  { number: 4, name: 'search index', sql: searchIndex },
  { number: 5, name: 'trust', sql: trust },
  { number: 6, name: 'cohorts', sql: cohorts },
  { number: 7, name: 'images', sql: images },
]
