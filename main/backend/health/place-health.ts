/** Whether the registry lies where it is safe. */
import { conflictCopiesIn } from '#main/database/place/conflict-copies.ts'
import { placeFacts, realPlace } from '#main/database/place/place-facts.ts'
import { placeFindings } from '#main/database/place/places.ts'
import type { HealthPart } from '#shared/ipc/areas/health.ts'
import type { Session } from '../session.ts'

/** What is to be known of a place, and whether something should be done about it. */
export function lookAtPlace(folder: string): { readonly sentences: readonly string[]; readonly isSafe: boolean } {
  const place = realPlace(folder)
  const findings = placeFindings(place, placeFacts(place))
  const copies = conflictCopiesIn(folder)
  const named = copies.map(({ name, program }) => `“${name}” (${program})`).join(', ')
  const ofCopies =
    `A synchronizing program has left ${copies.length === 1 ? 'a copy' : 'copies'} in this folder, because two computers had changed the same file: ${named}. ` +
    'Nothing is done with them here. Copy the whole folder to a safe place first; then open a folder made of such a copy, named registry.db, with its keys.json, to see which of the two holds the newer work.'
  return {
    sentences: [...findings.map(({ sentence }) => sentence), ...(copies.length > 0 ? [ofCopies] : [])],
    isSafe: copies.length === 0 && findings.every(({ kind }) => kind === 'removable'),
  }
}

export function placeHealth(session: Session): HealthPart {
  const { folder, place } = session.registry()
  if (place() !== 'here')
    return {
      id: 'place',
      light: 'bad',
      sentences: [
        `The registry is not at ${folder} any more: it was moved, renamed or replaced while open, or its folder may not be entered any more. Nothing can be saved. Put it back, or close it here and open it where it is now.`,
      ],
    }
  const { sentences, isSafe } = lookAtPlace(folder)
  const safe = [`It lies in ${folder}, on a drive of this computer as far as can be told.`]
  return {
    id: 'place',
    light: isSafe ? 'good' : 'attention',
    sentences: sentences.length > 0 ? [...sentences] : safe,
  }
}
