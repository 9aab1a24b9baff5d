import type { RegistryStatus } from './areas/registry.ts'

/** Whose drafts they are: nobody else's session may take them in. */
export const draftOwner = ({ folder, user }: RegistryStatus): string => JSON.stringify([folder, user])
