import { z } from 'zod'

/** Where something lies on this computer. A part of a path would lie wherever the program was started. */
export const wholePath = (what: 'file' | 'folder') =>
  z
    .string()
    .min(1, `Choose a ${what}.`)
    .max(4096)
    .refine((name) => !name.includes('\0'), `A ${what} can’t have this name.`)
    .refine((name) => /^(\/|[a-z]:[\\/]|\\\\)/i.test(name), `Give the whole path of the ${what}.`)
