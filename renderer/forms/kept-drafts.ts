/**
 * Drafts on their way into the registry. Before it is closed, everything that is still in the hand of a field is kept;
 * what could not be kept, because the registry closed under it, is kept as soon as the same person opens it again.
 */
import { AppError } from '#shared/ipc/app-error.ts'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { InputOf } from '#shared/ipc/contract.ts'

type KeepInput = InputOf<'drafts.keep'>

const flushes = new Set<() => Promise<boolean>>()
const unsent = new Map<string, { readonly owner: string; readonly input: KeepInput }>()

/** Whose drafts they are: nobody else's session may take them in. */
export const ownerOf = ({ folder, user }: RegistryStatus): string => JSON.stringify([folder, user])

/** Joins those who are asked to keep what they have. @returns how to leave */
export function onFlushDrafts(flush: () => Promise<boolean>): () => void {
  flushes.add(flush)
  return () => void flushes.delete(flush)
}

/** Keeps what is typed and not kept yet, everywhere on the screen. @returns false where something can't be kept */
export async function flushDrafts(): Promise<boolean> {
  const kept = await Promise.all([...flushes].map((flush) => flush()))
  return kept.every(Boolean)
}

/** Remembers a draft that could not be kept, for when the registry is open again. */
export function keepLater(owner: string, input: KeepInput): void {
  unsent.set(input.place, { owner, input })
}

/** The place has a newer draft, or needs none any more. */
export function forgetUnsent(place: string): void {
  unsent.delete(place)
}

/** Keeps what had to wait. */
export async function keepUnsent(client: Client, status: RegistryStatus): Promise<void> {
  for (const [place, { owner, input }] of unsent) {
    if (owner !== ownerOf(status)) continue
    try {
      await client.call('drafts.keep', input)
    } catch (error) {
      // Its case is gone, and so is what it was for. Everything else may pass: it goes on waiting.
      if (!(error instanceof AppError && error.kind === 'not-found')) return
    }
    unsent.delete(place)
  }
}
