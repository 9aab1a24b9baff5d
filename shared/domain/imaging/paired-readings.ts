/** Studies that two readers read, as pairs of ratings: what agreement is computed of. */
import { ctReadingForm } from '#shared/dictionary/forms/ct-reading.ts'
import { summaryOf } from './five-levels.ts'
import type { Reading, ReadingItem, ReadingPair } from './reader-agreement.ts'
import { fiveLevelItems, ratingsOfLevels, readingItems } from './reading-items.ts'
import { levelsOf } from './reading-levels.ts'

/** A `ct_reading` record in use, with its case. */
export interface KeptReading {
  readonly id: string
  readonly caseId: string
  readonly caseCode: string
  /** The study that was read. */
  readonly imaging: string
  readonly studyDate?: string | undefined
  readonly reader: string
  readonly blinded: boolean
  readonly columns: Readonly<Record<string, unknown>>
}

/** How a reader is told from others: as typed, without regard to case and space. */
export const readerKey = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase()

interface KnownReader {
  readonly key: string
  /** As it was typed first. */
  readonly name: string
  readonly studies: number
}

/** Readers in the order of their first reading. */
export function readersOf(readings: readonly KeptReading[]): readonly KnownReader[] {
  const readers = new Map<string, { name: string; studies: Set<string> }>()
  for (const { reader, imaging } of inOrder(readings)) {
    const known = readers.get(readerKey(reader)) ?? { name: reader.trim(), studies: new Set() }
    known.studies.add(imaging)
    readers.set(readerKey(reader), known)
  }
  return [...readers].map(([key, { name, studies }]) => ({ key, name, studies: studies.size }))
}

interface PairedStudy extends ReadingPair {
  readonly caseId: string
  readonly caseCode: string
  readonly imaging: string
  readonly studyDate?: string | undefined
}

interface PairedReadings {
  readonly studies: readonly PairedStudy[]
  /** Readings that were left out because the same reader had read the study before: the first one counts. */
  readonly repeated: number
  /** Studies both of whose readings were asked for and not both blinded. */
  readonly notBlinded: number
}

/** @param onlyBlinded leaves out studies of which one of the readings was not blinded */
export function pairedReadings(
  readings: readonly KeptReading[],
  first: string,
  second: string,
  onlyBlinded = false,
): PairedReadings {
  const firstOnes = new Map<string, KeptReading>()
  let repeated = 0
  for (const reading of inOrder(readings)) {
    const key = readerKey(reading.reader)
    if (key !== first && key !== second) continue
    const place = `${key}\n${reading.imaging}`
    if (firstOnes.has(place)) repeated++
    else firstOnes.set(place, reading)
  }
  const both = [...firstOnes.values()].flatMap((one) => {
    const other = firstOnes.get(`${second}\n${one.imaging}`)
    return readerKey(one.reader) === first && other && other !== one ? [{ one, other }] : []
  })
  const isBlinded = ({ one, other }: (typeof both)[number]) => one.blinded && other.blinded
  return {
    studies: both.filter((pair) => !onlyBlinded || isBlinded(pair)).map(({ one, other }) => studyOf(one, other)),
    repeated,
    notBlinded: both.filter((pair) => !isBlinded(pair)).length,
  }
}

/** Ids grow with time: the first reading comes first. */
const inOrder = (readings: readonly KeptReading[]) =>
  readings.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

function studyOf(one: KeptReading, other: KeptReading): PairedStudy {
  const { caseId, caseCode, imaging, studyDate } = one
  // A change is against a study: against two different ones it is not the same question.
  const sameQuestion = one.columns['compared_with'] === other.columns['compared_with']
  const [first, second] = [ratingsOf(one), ratingsOf(other)].map((ratings) =>
    sameQuestion ? ratings : { ...ratings, change: undefined },
  ) as [Reading, Reading]
  return { caseId, caseCode, imaging, studyDate, first, second }
}

function ratingsOf({ columns }: KeptReading): Reading {
  const levels = levelsOf(columns)
  return { ...(columns as Reading), ...ratingsOfLevels(levels), goh: summaryOf(levels).goh, ...prefixed(columns) }
}

/** Signs of the whole lung are named as some figures of the five levels are: they keep names of their own. */
const prefixed = (columns: Readonly<Record<string, unknown>>): Reading =>
  Object.fromEntries(signs.map(({ name }) => [signName(name), columns[name] as Reading[string]]))
const signName = (name: string): string => `sign ${name}`

const asked = new Set<string>(ctReadingForm.items.map(({ name }) => name))
const ofForm = readingItems.filter(({ name }) => asked.has(name))
const levelFigures = new Set(fiveLevelItems.map(({ name }) => name))
const signs = ofForm.filter(({ name }) => levelFigures.has(name))

/** What two CT readings are compared in: what the form asks, Goh's extent by the five levels, and these. */
export const comparedItems: readonly ReadingItem[] = [
  ...ofForm.map((item) => (levelFigures.has(item.name) ? { ...item, name: signName(item.name) } : item)),
  { ...readingItems.find(({ name }) => name === 'goh')!, label: 'Goh extent, by the five levels' },
  ...fiveLevelItems,
]
