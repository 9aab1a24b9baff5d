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

/** Enough to write a program that reads them. */
export const formatOfImages = `
Images lie in images/KEY/SERIES.images, one file for each series (KEY is the id of the key, as on the recovery sheet; SERIES
is the id of the record in the table image_series). All numbers are little-endian but where it is said. A file holds:
    8 bytes   the letters ASILIMG1
    32 bytes  a salt
    images    each encrypted by itself, one after the other, with its tag of 16 bytes at its end
    contents  a description of the images, encrypted in the same way
    24 bytes  where the contents begin (8 bytes), their length with the tag (4), how many images there are (4), the letters ASILEND1
The key of a file is HKDF-SHA-256 of the 32-byte key on the recovery sheet, with the salt, the info
"as-ild-registry images v1 SERIES" and a length of 32 bytes. The cipher is AES-256-GCM; the nonce is 12 bytes, the number of the
part in big-endian (images count from 0; the contents have the number of images). Authenticated with each part are: the letters
ASILIMG1, one byte (0 for an image, 1 for the contents), the number in 4 bytes big-endian, and SERIES.
The contents, decrypted, are raw deflate (RFC 1951) of a JSON text: for each image where its part begins (at), its length
with the tag (sealedBytes), the length and SHA-256 of the image itself (bytes, sha256), and how it is compressed (method):
    none      not at all
    planes    raw deflate of planes: the image is taken as 16-bit numbers. Each is replaced by its difference d from the one
              before it (modulo 65536, the first from 0), folded to 2d, or to -2d-1 where d is negative (-32768 to 32767). First come
              the low bytes of all, then the high bytes of all; a last odd byte stays as it is.
An image is a DICOM file without who the patient is.
`

/** What whoever finds the folder in twenty years needs to know. Holds no patient data. */
export const readmeText = (name: string, registryId: string): string => `${name}
An AS-ILD Registry: cases of antisynthetase syndrome with interstitial lung disease.
Registry id: ${registryId}

registry.db   the cases: an SQLite database, encrypted in the SQLCipher 4 format (default settings, 4096-byte pages)
keys.json     the database key, encrypted with the passphrase of each user. It is of no use without a passphrase.
images        the images, encrypted: a file for each series, see below (where there are any)

With a passphrase:        open this folder in AS-ILD Registry.
With the recovery sheet:  open this folder in AS-ILD Registry and choose "Use the recovery sheet". keys.json is not needed.
Without AS-ILD Registry:  any program that reads SQLCipher 4 opens registry.db with the key on the recovery sheet:
                              PRAGMA key = "x'<the 64 characters of the sheet>'";
                          Open a copy, not the file itself. Tables are named as in the codebook of the program.

Files named "before-key-change" are an earlier copy under an earlier key. In a folder of their own, and named registry.db
and keys.json, the passphrases and the recovery sheet of that time open them. Their images are those in the folder of
images under the id of that key.
${formatOfImages}
Nobody can open the registry without a passphrase or the recovery sheet. Keep the sheet in a safe place.
Keep copies of the whole folder while the program is closed.
`
