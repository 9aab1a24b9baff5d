/** What a user of a registry may do. Whoever is let in may read; everything else is given one by one. */
export const rights = ['read', 'write', 'identity', 'export', 'administer'] as const
export type UserRight = (typeof rights)[number]
