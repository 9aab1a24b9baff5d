/**
 * Drafts on their way into the registry. Before it is closed, everything that is still in the hand of a field is kept;
 * what could not be kept, because the registry closed under it, is kept as soon as the same person opens it again.
 */
import { AppError } from '#shared/ipc/app-error.ts'
import type { RegistryStatus } from '#shared/ipc/areas/registry.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { InputOf } from '#shared/ipc/contract.ts'
import { draftOwner } from '#shared/ipc/draft-owner.ts'

type KeepInput = InputOf<'drafts.keep'>

/** As many as are handed on: one a place, and hardly ever more than one place is typed into at once. */
const mostUnsent = 100

const flushes = new Set<() => Promise<boolean>>()
const unsent = new Map<string, { readonly owner: string; readonly input: KeepInput }>()

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

/** What waits for the registry to be open again, for when this page does not live so long. */
export function unsentDrafts(): { owner: string; input: KeepInput }[] {
  return [...unsent.values()].slice(0, mostUnsent)
}

/** The place has a newer draft, or needs none any more. */
export function forgetUnsent(place: string): void {
  unsent.delete(place)
}

/** Keeps what had to wait; what newer comes to the same place meanwhile as well. */
export async function keepUnsent(client: Client, status: RegistryStatus): Promise<void> {
  const owner = draftOwner(status)
  for (const place of unsent.keys())
    for (let kept = unsent.get(place); kept?.owner === owner; kept = unsent.get(place)) {
      try {
        await client.call('drafts.keep', kept.input)
      } catch (error) {
        // Its case is gone, and so is what it was for. Everything else may pass: it goes on waiting.
        if (!(error instanceof AppError && error.kind === 'not-found')) return
      }
      if (unsent.get(place) === kept) unsent.delete(place)
    }
}
