import type { OutputOf } from '#shared/ipc/contract.ts'

const columns = 4

/** The recovery sheet for a terminal or a plain printer: the same content as the printed page. */
export function recoverySheetText({
  name,
  registryId,
  words,
  keyHex,
  keyId,
}: OutputOf<'registry.recoverySheet'>): string {
  const rows = Math.ceil(words.length / columns)
  const width = Math.max(...words.map((word) => word.length)) + 6
  const grid = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const index = column * rows + row
      const word = words[index]
      return word === undefined ? '' : `${String(index + 1).padStart(2)}  ${word}`.padEnd(width)
    })
      .join('')
      .trimEnd(),
  )
  return [
    `Recovery sheet of ${name}`,
    `Registry id ${registryId}, key ${keyId.slice(0, 4)} ${keyId.slice(4)}`,
    '',
    'Print this and keep it in a safe place. Whoever has it and registry.db can read the registry;',
    'without it, a forgotten passphrase means that nobody can.',
    '',
    ...grid.map((line) => `  ${line}`),
    '',
    'With this program: open the folder, choose “Use the recovery sheet”, type the 24 words.',
    'With any program that reads SQLCipher 4, on a copy of registry.db:',
    `  PRAGMA key = "x'${keyHex}'";`,
    '  PRAGMA cipher_compatibility = 4;',
  ].join('\n')
}
