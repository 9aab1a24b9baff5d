/** Everything that a page may ask, in one object: the only door between the page and the main side. */
import type { z } from 'zod'
import { attachmentsArea } from './areas/attachments.ts'
import { auditArea } from './areas/audit.ts'
import { backupsArea } from './areas/backups.ts'
import { casesArea } from './areas/cases.ts'
import { changesArea } from './areas/changes.ts'
import { cohortsArea } from './areas/cohorts.ts'
import { ctFiguresArea } from './areas/ct-figures.ts'
import { ctDensityArea } from './areas/ct-density.ts'
import { ctReadingsArea } from './areas/ct-readings.ts'
import { dictionaryArea } from './areas/dictionary.ts'
import { draftsArea } from './areas/drafts.ts'
import { dueArea } from './areas/due.ts'
import { duplicatesArea } from './areas/duplicates.ts'
import { healthArea } from './areas/health.ts'
import { imageImportsArea } from './areas/image-imports.ts'
import { imagesArea } from './areas/images.ts'
import { lockArea } from './areas/lock.ts'
import { qualityArea } from './areas/quality.ts'
import { recoveryArea } from './areas/recovery.ts'
import { registryArea } from './areas/registry.ts'
import { shareArea } from './areas/share.ts'
import { shellArea } from './areas/shell.ts'
import { usersArea } from './areas/users.ts'
import { signaturesArea } from './areas/signatures.ts'
import type { Operation } from './operation.ts'

export const contract = {
  ...registryArea,
  ...casesArea,
  ...changesArea,
  ...cohortsArea,
  ...ctFiguresArea,
  ...ctDensityArea,
  ...ctReadingsArea,
  ...dictionaryArea,
  ...draftsArea,
  ...dueArea,
  ...duplicatesArea,
  ...healthArea,
  ...qualityArea,
  ...recoveryArea,
  ...attachmentsArea,
  ...imagesArea,
  ...imageImportsArea,
  ...backupsArea,
  ...lockArea,
  ...auditArea,
  ...signaturesArea,
  ...shareArea,
  ...shellArea,
  ...usersArea,
} as const satisfies Record<string, Operation>

export type Contract = typeof contract
export type OperationName = keyof Contract
export type InputOf<N extends OperationName> = z.input<Contract[N]['input']>
export type ParsedInputOf<N extends OperationName> = z.output<Contract[N]['input']>
export type OutputOf<N extends OperationName> = z.output<Contract[N]['output']>

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(contract, name)
}

/** What a command changed; the page forgets what it had read of it. `case:<id>` is one case. */
export type Topic =
  | 'registry'
  | 'cases'
  | 'changes'
  | 'dictionary'
  | 'cohorts'
  | 'drafts'
  | 'quality'
  | 'health'
  | 'settings'
  | `case:${string}`
