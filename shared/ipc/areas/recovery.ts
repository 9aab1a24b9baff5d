/** The recovery sheet, and what becomes of the keys: tried, made anew, changed. */
import { z } from 'zod'
import { command, job, query } from '../operation.ts'
import { registryStatus } from './registry.ts'

/** Numbers of words on the sheet, counted from 1. */
const numbers = z.array(z.int().min(1).max(24)).max(24)
const passphrase = z.string().min(1, 'Type the passphrase.').max(1024)

export const recoveryArea = {
  'recovery.status': query(
    z.object({}),
    z.object({
      /** Whether somebody has shown that the sheet of the present key is at hand; `due` after a year. */
      drill: z.enum(['never', 'due', 'fresh']),
      /** UTC ISO time. */
      triedAt: z.string().nullable(),
      /** Stands on the sheet as well: tells the sheet of this key from an older one. */
      keyId: z.string(),
      keysFile: z.enum(['sound', 'missing', 'damaged']),
      /** Whose passphrases open the registry. */
      users: z.array(z.string()),
      /** Missing where it was opened with the sheet. */
      user: z.string().optional(),
      /** Files under an earlier key that still lie in the folder. */
      kept: z.array(z.string()),
    }),
    { right: 'read' },
  ),
  /** Chooses three words of the sheet to ask for. */
  'recovery.askWords': command(z.object({}), z.object({ numbers }), { right: 'administer' }),
  /** Holds what was typed against the words that were asked for. Passing is audited, never the words. */
  'recovery.drill': command(
    z.object({ words: z.array(z.string().trim().min(1, 'Type the word.').max(40)).length(3) }),
    z.object({ passed: z.boolean(), wrong: numbers }),
    { right: 'administer' },
  ),
  /** After opening with the sheet: a passphrase for an administrator, in a new keys.json. Goes on in that user's name. */
  'recovery.newKeys': command(
    z.object({
      user: z.string().trim().min(1, 'Type your name.').max(100),
      passphrase: z
        .string()
        .min(10, 'Use at least 10 characters: several words are easier to remember than signs.')
        .max(1024),
    }),
    registryStatus,
    { right: 'administer' },
  ),
  /** Writes the registry anew under a new data key, verifies it, and puts it in the place of the old file, which is kept. */
  'registry.rotateKey': job(
    z.object({ passphrase }),
    z.object({
      keyId: z.string(),
      /** The old file and its keys, in the same folder. */
      kept: z.array(z.string()),
      /** Who needs a new passphrase from an administrator. */
      lost: z.array(z.string()),
    }),
    { right: 'administer' },
  ),
}
