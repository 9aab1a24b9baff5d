/** A registry in which work is done while something is done to it, and what was acknowledged of that work. */
import { AppError } from '#shared/ipc/app-error.ts'
import type { AppErrorKind } from '#shared/ipc/app-error.ts'
import type { Client } from '#shared/ipc/client.ts'
import { newRegistry, openedRegistry } from './fault-place.ts'
import { problemOfFiles } from './files-of-images.ts'
import { importASeries } from './import-a-series.ts'

export interface RegistryInWork {
  readonly client: Client
  readonly folder: string
  readonly caseId: string
  /** Ids of the notes and of the series of images that were acknowledged. */
  readonly acknowledged: readonly string[]
  /** Saves a note. Answers with the kind of the failure, or undefined. */
  save(text?: string): Promise<AppErrorKind | undefined>
  /** Imports the DICOM files of a folder as a series; answers as `save` does. */
  importImages(source: string): Promise<AppErrorKind | undefined>
  close(): Promise<void>
}

export async function registryInWork(folder: string): Promise<RegistryInWork> {
  const { client, close } = await newRegistry(folder)
  const { id: caseId } = await client.call('cases.create', { values: { code: 'AS-0001' } })
  const acknowledged: string[] = []
  return {
    client,
    close,
    folder,
    caseId,
    acknowledged,
    save: (text = 'x'.repeat(3000)) =>
      refusalOf(async () => {
        const { id } = await client.call('records.add', { form: 'note', caseId, values: { title: 'Saved', text } })
        acknowledged.push(id)
      }),
    importImages: (source) =>
      refusalOf(async () => {
        acknowledged.push(await importASeries(client, caseId, source))
      }),
  }
}

/** Only what is said in words is a refusal. */
async function refusalOf(work: () => Promise<void>): Promise<AppErrorKind | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'internal') return error.kind
    throw error
  }
}

/** Opens it anew: whether all that was acknowledged is there, nothing half-written is left, and every check passes. */
export async function isAllThere(folder: string, caseId: string, acknowledged: readonly string[]): Promise<boolean> {
  const { client, close } = await openedRegistry(folder)
  try {
    const { records } = await client.call('cases.get', { caseId })
    const found = new Set([...records.note, ...records.image_series].map(({ id }) => id))
    const { ok } = await client.call('registry.verify', {})
    const problem = await problemOfFiles(client, folder, [caseId])
    return ok && problem === undefined && acknowledged.every((id) => found.has(id))
  } finally {
    await close()
  }
}
