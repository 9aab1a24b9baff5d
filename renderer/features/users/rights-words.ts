import { presetOf } from '#shared/ipc/rights.ts'
import type { UserRight } from '#shared/ipc/rights.ts'

/** What somebody with the rights of a preset does. */
export const presetWords: Readonly<Record<string, string>> = {
  Administrator: 'everything, also users, settings and the recovery sheet',
  Clinician: 'reads and enters, sees who the patients are, prints and exports',
  'Data entry': 'reads and enters, sees who the patients are; takes nothing out',
  Reader: 'looks only; patients stay unnamed, nothing is taken out',
}

const rightWords: Readonly<Record<UserRight, string>> = {
  read: 'reads',
  write: 'enters',
  identity: 'sees identities',
  export: 'exports',
  administer: 'administers',
}

/** `Clinician`, or what the rights are where no preset has just these. */
export const rightsName = (given: readonly UserRight[]): string =>
  presetOf(given)?.name ?? given.map((right) => rightWords[right]).join(', ')
