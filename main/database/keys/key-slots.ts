/**
 * Changes of keys.json while its registry is open: who has a passphrase, which computers keep a secret. The database says who may
 * come in and is always written first; a slot lets nobody in whom the database doesn't know or has ended.
 */
import fs from 'node:fs'
import { AppError } from '#shared/ipc/app-error.ts'
import { isSameName, readEnvelope, writeEnvelope } from './key-envelope.ts'
import type { Device, KeyEnvelope, Slot } from './key-envelope.ts'
import { registryFiles } from '../registry-folder.ts'

/** What a key file says of its registry, and where it lies. */
interface OfRegistry {
  readonly folder: string
  readonly id: string
  readonly name: string
  readonly demo: boolean
  readonly createdAt: string
}

/** The slots as they stand; none where keys.json is lost or damaged and the recovery sheet opened the registry. */
export function slotsOf(registry: OfRegistry): readonly Slot[] {
  return ownEnvelope(registry)?.slots ?? []
}

function ownEnvelope({ folder, id }: OfRegistry): KeyEnvelope | undefined {
  try {
    const envelope = readEnvelope(registryFiles(folder).keys)
    return envelope.registryId === id ? envelope : undefined
  } catch (error) {
    if (error instanceof AppError && error.kind === 'corrupt') return undefined
    throw error
  }
}

/** A passphrase of a user, in place of the one before. Computers that kept a secret of that user's ask again. */
export function putPassphraseSlot(registry: OfRegistry, slot: Slot): void {
  changeSlots(registry, (slots) => [...slots.filter(({ user }) => !isSameName(user, slot.user)), slot])
}

/** A user is let in no more, by whatever passphrase or computer. */
export function removeSlotsOf(registry: OfRegistry, name: string): void {
  if (slotsOf(registry).some(({ user }) => isSameName(user, name)))
    changeSlots(registry, (slots) => slots.filter(({ user }) => !isSameName(user, name)))
}

export function putDeviceSlot(registry: OfRegistry, slot: Slot & { readonly device?: Device }): void {
  changeSlots(registry, (slots) => [...slots.filter(({ device }) => device?.id !== slot.device?.id), slot])
}

/** Only the user's own. */
export function removeDeviceSlot(registry: OfRegistry, { id, name }: { id: string; name: string }): void {
  const isIt = ({ user, device }: Slot) => device?.id === id && isSameName(user, name)
  if (slotsOf(registry).some(isIt)) changeSlots(registry, (slots) => slots.filter((slot) => !isIt(slot)))
}

function changeSlots(registry: OfRegistry, change: (slots: readonly Slot[]) => Slot[]): void {
  const { folder, id: registryId, name, demo, createdAt } = registry
  const { keys } = registryFiles(folder)
  const known = ownEnvelope(registry)
  const slots = change(known?.slots ?? [])
  // A key file without a slot could not be read. Whose slot it is, the database refuses.
  if (slots.length === 0) return
  // What can't be read is kept for whoever may still make something of it.
  if (!known && fs.existsSync(keys)) fs.renameSync(keys, `${keys}.damaged`)
  writeEnvelope(keys, {
    ...(known ?? { format: 'as-ild-registry-keys', version: 1, registryId, name, demo, createdAt }),
    slots,
  })
}
