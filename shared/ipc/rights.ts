/** What a user of a registry may do. Whoever is let in may read; everything else is given one by one. */
import { AppError } from './app-error.ts'

export const rights = ['read', 'write', 'identity', 'export', 'administer'] as const
export type UserRight = (typeof rights)[number]

export interface RightsPreset {
  readonly name: string
  readonly rights: readonly UserRight[]
}

/** Rights as people think of them, the most first. */
export const rightsPresets: readonly RightsPreset[] = [
  { name: 'Administrator', rights },
  { name: 'Clinician', rights: ['read', 'write', 'identity', 'export'] },
  { name: 'Data entry', rights: ['read', 'write', 'identity'] },
  { name: 'Reader', rights: ['read'] },
]

/** In their order, each once, with the right to read, which nobody inside is without. */
export const tidyRights = (given: readonly UserRight[]): readonly UserRight[] =>
  rights.filter((right) => right === 'read' || given.includes(right))

/** The preset with just these rights. */
export const presetOf = (given: readonly UserRight[]): RightsPreset | undefined =>
  rightsPresets.find((preset) => preset.rights.join() === tidyRights(given).join())

/** What is said to a user without the right. */
export const refusalOfRight: Readonly<Record<UserRight, string>> = {
  read: 'You may not read this registry. Ask its administrator.',
  write: 'You may read this registry but not change it. Ask its administrator for the right to write.',
  identity: 'You may not see who the patients are. Ask the administrator of this registry for that right.',
  export: 'You may not take anything out of this registry. Ask its administrator for the right to export.',
  administer: 'Only an administrator of this registry can do that.',
}

/** @throws AppError `forbidden` where the right is not among those that the user has */
export function demandRight(right: UserRight, has: readonly UserRight[]): void {
  if (!has.includes(right)) throw new AppError('forbidden', refusalOfRight[right])
}
