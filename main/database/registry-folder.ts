/** A registry is a folder `NAME.asild`. What lies in it, and where. */
import path from 'node:path'

export const registryFiles = (folder: string) => ({
  database: path.join(folder, 'registry.db'),
  keys: path.join(folder, 'keys.json'),
  readme: path.join(folder, 'README.txt'),
  /** Held open while a program writes to the registry; the operating system lets go of it when that program ends. */
  lock: path.join(folder, 'in-use.lock'),
  /** Who holds the lock, for people. */
  holder: path.join(folder, 'in-use.json'),
  /** Wrong passphrases since the registry was last opened. */
  attempts: path.join(folder, 'unlock-attempts.json'),
})

/** What whoever finds the folder in twenty years needs to know. Holds no patient data. */
export const readmeText = (name: string, registryId: string): string => `${name}
An AS-ILD Registry: cases of antisynthetase syndrome with interstitial lung disease.
Registry id: ${registryId}

registry.db   the cases: an SQLite database, encrypted in the SQLCipher 4 format (default settings, 4096-byte pages)
keys.json     the database key, encrypted with the passphrase of each user. It is of no use without a passphrase.

With a passphrase:        open this folder in AS-ILD Registry.
With the recovery sheet:  open this folder in AS-ILD Registry and choose "Use the recovery sheet". keys.json is not needed.
Without AS-ILD Registry:  any program that reads SQLCipher 4 opens registry.db with the key on the recovery sheet:
                              PRAGMA key = "x'<the 64 characters of the sheet>'";
                          Open a copy, not the file itself. Tables are named as in the codebook of the program.

Files named "before-key-change" are an earlier copy under an earlier key. In a folder of their own, and named registry.db
and keys.json, the passphrases and the recovery sheet of that time open them.

Nobody can open the registry without a passphrase or the recovery sheet. Keep the sheet in a safe place.
Keep copies of the whole folder while the program is closed.
`
